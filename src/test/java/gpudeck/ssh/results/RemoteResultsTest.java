package gpudeck.ssh.results;

import static gpudeck.testing.Connecting.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.TransferProgress;
import gpudeck.ssh.results.VerifiedFolder.Unsaved;
import gpudeck.testing.Captured;
import gpudeck.testing.Connecting;
import gpudeck.testing.FileTrees;
import gpudeck.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Results over a real OpenSSH server: what comes, and what never counts as come.
class RemoteResultsTest {

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;
    private Path results;
    private Path out;
    private VerifiedFolder here;

    @BeforeEach
    void makeResults() throws IOException {
        results = Files.createDirectories(server.home().resolve("project/results"));
        out = folder.resolve("out");
        here = VerifiedFolder.ofRun(out, Set.of("console", "manifest.json"));
    }

    @Test
    void bringsWhatMatchesAsItIs() throws Exception {
        Files.createDirectories(results.resolve("empty"));
        result("metrics.csv", "epoch,loss\n");
        result("-rf", "a dash");
        result("a b'c\n.txt", "odd");
        result("深い", "deep");
        result("nothing", "");
        result("sub/run.sh", "#!/bin/sh\n");
        assertThat(results.resolve("sub/run.sh").toFile().setExecutable(true)).isTrue();
        var old = FileTime.from(Instant.parse("2021-03-04T05:06:07.123456789Z"));
        Files.setLastModifiedTime(results.resolve("metrics.csv"), old);
        Files.createSymbolicLink(results.resolve("latest"), Path.of("metrics.csv"));
        Files.createSymbolicLink(results.resolve("loop"), Path.of("."));
        Files.createLink(results.resolve("z-same"), results.resolve("metrics.csv"));
        Files.writeString(server.home().resolve("project/secret"), "no");

        var manifest = fetch("results/", "missing/", "$(touch hacked)");

        assertThat(here.missing(manifest)).isEmpty();
        assertThat(FileTrees.tree(out.resolve("results"))).isEqualTo(FileTrees.tree(results));
        assertThat(Files.isExecutable(out.resolve("results/sub/run.sh"))).isTrue();
        assertThat(Files.isExecutable(out.resolve("results/metrics.csv"))).isFalse();
        assertThat(Files.getLastModifiedTime(out.resolve("results/metrics.csv"))).isEqualTo(old);
        assertThat(out).isDirectoryNotContaining(p -> !p.endsWith("results"));
        assertThat(server.home().resolve("hacked")).doesNotExist();
    }

    @Test
    void picksByPattern() throws Exception {
        var logs = Files.createDirectories(server.home().resolve("project/logs/old"));
        Files.writeString(logs.resolveSibling("1.jsonl"), "{}");
        Files.writeString(logs.resolveSibling("1.txt"), "no");
        Files.writeString(logs.resolve("2.jsonl"), "{}");

        assertThat(fetch("logs/*.jsonl").entries())
                .extracting(RemoteEntry::name)
                .containsExactly("logs/1.jsonl");
        assertThat(fetch("none/", "*.onnx").isEmpty()).isTrue();
    }

    @Test
    void aNameThatIsNoTextComesUnderAnother() throws Exception {
        result("plain", "p");
        shell("printf odd > \"$(printf 'project/results/bad\\377')\"");

        var manifest = fetch("results/");

        assertThat(here.missing(manifest)).isEmpty();
        var odd = here.saved().getFirst();
        assertThat(odd.entry().readableName()).isEqualTo("results/bad%FF");
        assertThat(odd.path().toString()).matches("renamed/[0-9a-f]{12}-bad%FF");
        assertThat(out.resolve(odd.path())).hasContent("odd");
    }

    @Test
    void whatIsCalledLikeOurOwnComesUnderAnotherName() throws Exception {
        var project = server.home().resolve("project");
        Files.writeString(project.resolve("manifest.json"), "theirs");
        Files.writeString(Files.createDirectories(project.resolve("Console")).resolve("x"), "x");

        var manifest = fetch(".");

        assertThat(here.missing(manifest)).isEmpty();
        assertThat(out.resolve("manifest.json")).doesNotExist();
        assertThat(out.resolve("Console")).doesNotExist();
        assertThat(here.saved())
                .filteredOn(saved -> saved.path().startsWith("renamed"))
                .extracting(saved -> Files.readString(out.resolve(saved.path())))
                .containsExactlyInAnyOrder("theirs", "x");
    }

    @Test
    void leavesOutWhatCanNeverComeAndBringsTheRest() throws Exception {
        result("good", "good");
        Files.createSymbolicLink(results.resolve("out"), Path.of("/etc"));
        Files.createSymbolicLink(results.resolve("up"), Path.of("../../../x"));
        shell("mkfifo project/results/pipe");

        var manifest = fetch("results/");

        assertThat(here.missing(manifest)).isEmpty();
        assertThat(here.leftOut())
                .containsExactly(
                        new Unsaved("results/out", "it is a link out of its folder, to /etc"),
                        new Unsaved("results/pipe", "it is neither a file, a folder nor a link"),
                        new Unsaved("results/up", "it is a link out of its folder, to ../../../x"));
        assertThat(FileTrees.tree(out.resolve("results"))).hasSize(2);
    }

    @Test
    void overwritesNothingAndTakesWhatIsThereAlreadyForBrought() throws Exception {
        result("a", "new");
        result("b", "same");
        Files.createDirectories(out.resolve("results"));
        Files.writeString(out.resolve("results/a"), "old");
        Files.writeString(out.resolve("results/b"), "same");
        here = VerifiedFolder.at(out);
        server.standIn("tar", "exit 1");

        var manifest = fetch("results/");

        assertThat(here.missing(manifest))
                .containsExactly(new Unsaved("results/a", "something else has this name here"));
        assertThat(out.resolve("results/a")).hasContent("old");
        assertThat(here.saved()).hasSize(1);
    }

    @Test
    void takesNothingThatAMachineSendsUnasked() throws Exception {
        result("a", "a");
        Files.writeString(server.home().resolve("evil"), "gotcha");
        server.standIn("tar", "cat >/dev/null; exec /bin/tar -c -f - --format=gnu -P ../evil");

        assertThat(errorOf(catchThrowable(() -> fetch("results/"))))
                .isEqualTo(new SshError.UnsafePath("../evil", "it was not asked for"));
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void takesNoNameThatLeavesItsFolder() throws Exception {
        server.standIn("find", "printf 'f\\0001\\0001.0\\000644\\000\\000./../evil\\000'");

        assertThat(errorOf(catchThrowable(() -> fetch("results/"))))
                .isEqualTo(new SshError.UnsafePath("./../evil", "it leaves its folder"));
    }

    @Test
    void neverTakesAListThatBrokeForWhole() throws Exception {
        result("a", "a");
        result("b", "b");
        server.standIn("find", "/usr/bin/find ./results/a -printf \"${*: -1}\"; kill -9 $$");

        assertThat(errorOf(catchThrowable(() -> fetch("results/"))))
                .isInstanceOf(SshError.CommandFailed.class);
    }

    @Test
    void neverTakesACutFileForWhole() throws Exception {
        Files.write(results.resolve("model"), new byte[3_000_000]);
        result("a", "small");
        server.standIn("tar", "/bin/tar \"$@\" | head -c 1000000");

        var manifest = fetch("results/");

        assertThat(here.missing(manifest)).extracting(Unsaved::name).containsOnly("results/model");
        assertThat(out.resolve("results/a")).hasContent("small");
        assertThat(out.resolve("results/model")).doesNotExist();
    }

    @Test
    void neverTakesAFlippedBitForRight() throws Exception {
        result("a", "the needle is here");
        result("b", "nothing of that");
        server.standIn("tar", "/bin/tar \"$@\" | sed 's/needle/neeele/'");

        var manifest = fetch("results/");

        assertThat(here.missing(manifest))
                .containsExactly(new Unsaved("results/a", "it changed while it was copied"));
        assertThat(out.resolve("results/a")).doesNotExist();
        assertThat(out.resolve("results/b")).hasContent("nothing of that");
    }

    @Test
    void aDamagedStreamIsNoReasonToGiveUp() throws Exception {
        result("a", "a");
        result("b", "b");
        server.standIn("tar", "/bin/tar \"$@\" | sed 's:results/b:results/x:'");

        var manifest = fetch("results/");

        assertThat(here.missing(manifest))
                .containsExactly(new Unsaved("results/b", "what the machine sent is damaged"));
        server.removeStandIn("tar");
        assertThat(here.missing(fetch("results/"))).isEmpty();
    }

    @Test
    void goesOnWithALargeFileWhereTheConnectionBroke() throws Exception {
        var large = new byte[150_000_000];
        new java.util.Random(7).nextBytes(large);
        Files.write(results.resolve("large"), large);
        result("small", "small");
        server.standIn("tail", "/usr/bin/tail \"$@\" | tee ~/sent");
        try (var connection = Connecting.to(server)) {
            var manifest = from(connection).list(List.of("results/"));
            var failure =
                    catchThrowable(() ->
                            from(connection)
                                    .fetch(
                                            manifest,
                                            here,
                                            (_, _, bytes, _) -> {
                                                if (bytes > 12_000_000) {
                                                    server.cut();
                                                }
                                            }));

            assertThat(errorOf(failure)).isInstanceOf(SshError.ConnectionLost.class);
            assertThat(out.resolve("results/large")).doesNotExist();
        }
        long had = Files.size(partial());
        server.standIn("tar", "exit 1");

        var manifest = fetch("results/");

        assertThat(here.missing(manifest)).isEmpty();
        assertThat(out.resolve("results/large")).hasBinaryContent(large);
        assertThat(out.resolve("results/small")).hasContent("small");
        assertThat(had).isGreaterThan(12_000_000);
        assertThat(Files.size(server.home().resolve("sent"))).isEqualTo(large.length - had);
        assertThat(out.resolve(Incoming.NAME)).doesNotExist();
    }

    @Test
    void beginsALargeFileAnewWhenItsPartIsWrong() throws Exception {
        var large = new byte[9_000_000];
        Files.write(results.resolve("large"), large);
        server.standIn("tar", "/bin/tar \"$@\" | head -c 5000000");
        fetch("results/");
        Files.write(partial(), new byte[] {1, 2, 3});
        server.removeStandIn("tar");

        assertThat(here.missing(fetch("results/"))).isEmpty();

        assertThat(out.resolve("results/large")).hasBinaryContent(large);
    }

    @Test
    void namesAFileThatCannotBeReadAndBringsTheOthers() throws Exception {
        result("locked", "secret");
        result("open", "open");
        server.standIn(
                "python3",
                """
                /usr/bin/python3 "$@" | sed -z '/locked$/d'
                echo "sha256sum: ./results/locked: Permission denied" >&2
                exit 123
                """);

        var manifest = fetch("results/");

        assertThat(here.missing(manifest))
                .containsExactly(new Unsaved("results/locked", "Permission denied"));
        assertThat(out.resolve("results/open")).hasContent("open");
    }

    @Test
    void fiveThousandFilesTakeAFewCommands() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            result("%d/file with a longer name %d".formatted(i % 50, i), "content " + i);
        }
        server.standIn("python3", "echo >> ~/hashed; exec /usr/bin/python3 \"$@\"");

        var manifest = fetch("results/");

        assertThat(here.missing(manifest)).isEmpty();
        assertThat(here.saved()).hasSize(5_000);
        assertThat(FileTrees.tree(out.resolve("results"))).isEqualTo(FileTrees.tree(results));
        assertThat(Files.readAllLines(server.home().resolve("hashed"))).hasSizeLessThan(10);
    }

    @Test
    void aFolderThatCannotBeWrittenKeepsWhatIsThere() throws Exception {
        result("a", "a");
        Files.createDirectories(out);
        Files.writeString(out.resolve(Incoming.NAME), "in the way");

        assertThat(catchThrowable(() -> fetch("results/"))).isInstanceOf(IOException.class);

        Files.delete(out.resolve(Incoming.NAME));
        assertThat(here.missing(fetch("results/"))).isEmpty();
    }

    private static RemoteResults from(SshConnection connection) {
        return new RemoteResults(connection, "~/project");
    }

    private RemoteManifest fetch(String... patterns) throws Exception {
        try (var connection = Connecting.to(server)) {
            var manifest = from(connection).list(List.of(patterns));
            from(connection).fetch(manifest, here, TransferProgress.NONE);
            return manifest;
        }
    }

    private Path partial() throws IOException {
        try (var parts = Files.list(out.resolve(Incoming.NAME))) {
            return parts.max(Comparator.comparingLong(part -> part.toFile().length()))
                    .orElseThrow();
        }
    }

    private void result(String name, String text) throws IOException {
        var file = results.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void shell(String command) throws Exception {
        try (var connection = Connecting.to(server)) {
            assertThat(connection.run(command, new Captured()).isSuccess()).isTrue();
        }
    }
}
