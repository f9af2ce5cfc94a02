package gpudeck.ssh.results;

import static gpudeck.testing.Connecting.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.TransferProgress;
import gpudeck.ssh.results.VerifiedFolder.Saved;
import gpudeck.ssh.results.VerifiedFolder.Unsaved;
import gpudeck.testing.Connecting;
import gpudeck.testing.FileTrees;
import gpudeck.testing.OpenSshServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Results that are sent and hashed at the same time, over a real OpenSSH server: whatever becomes
/// of a file meanwhile, only what the machine has hashed gets its name.
class ChangingResultsTest {

    private static final String CHANGED = "it changed while it was copied";
    private static final FileTime OLD = FileTime.from(Instant.parse("2021-03-04T05:06:07.5Z"));

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;
    private Path results;
    private Path out;
    private VerifiedFolder here;

    @BeforeEach
    void makeResults() throws IOException {
        results = Files.createDirectories(server.home().resolve("project/results"));
        out = folder.resolve("out");
        here = VerifiedFolder.ofRun(out, Set.of());
    }

    @Test
    void aFileThatChangedSinceItWasListedComesAsItIsNow() throws Exception {
        result("state", "first");
        fetch();
        result("state", "second");
        result("log", "one\n");
        result("short", "was longer");
        try (var connection = Connecting.to(server)) {
            var manifest = from(connection).list(List.of("results/"));
            result("state", "third!");
            result("log", "one\ntwo\n");
            result("short", "s");
            Files.setLastModifiedTime(results.resolve("short"), OLD);

            from(connection).fetch(manifest, here, TransferProgress.NONE);

            assertThat(here.missing(manifest)).isEmpty();
        }
        assertThatAllIsHere();
        assertThat(here.saved())
                .filteredOn(saved -> saved.entry().name().equals("results/short"))
                .extracting(saved -> saved.entry().modified(), Saved::content)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Instant.parse("2021-03-04T05:06:07Z"),
                                java.util.Optional.of(
                                        PartialFile.contentOf(results.resolve("short"), 99))));
    }

    @Test
    void ofAFileThatGrowsWhileItIsSentComesWhatWasHashed() throws Exception {
        result("log", "one\n");
        hashesFirst("printf 'two\\n' >> ~/project/results/log");

        assertThat(here.missing(fetch())).isEmpty();

        assertThat(results.resolve("log")).hasContent("one\ntwo\n");
        assertThat(out.resolve("results/log")).hasContent("one\n");
        assertThat(here.saved().getFirst().content().orElseThrow().bytes()).isEqualTo(4);
    }

    @Test
    void whatGrewBeforeItWasHashedComesOnceMore() throws Exception {
        result("log", "one\n");
        sendsFirst("printf 'two\\n' >> ~/project/results/log");

        assertThat(here.missing(fetch())).isEmpty();

        assertThat(out.resolve("results/log")).hasContent("one\ntwo\n");
        assertThatNothingIsComing();
    }

    @Test
    void aFileThatIsNeverSentAsItWasHashedIsNamed() throws Exception {
        result("a", "needle");
        result("b", "nothing of that");
        fetch();
        result("a", "nEEdle");
        server.standIn("tar", "echo >> ~/sent; /bin/tar \"$@\" | sed 's/nEEdle/needle/'");

        var manifest = fetch();

        assertThat(here.missing(manifest)).containsExactly(new Unsaved("results/a", CHANGED));
        assertThat(out.resolve("results/a")).hasContent("needle");
        assertThat(Files.readAllLines(server.home().resolve("sent"))).hasSize(1);
        server.removeStandIn("tar");
        assertThat(here.missing(fetch())).isEmpty();
        assertThatAllIsHere();
    }

    @Test
    void aHashThatDiffersIsNeverTakenForRight() throws Exception {
        result("a", "a");
        result("b", "b");
        server.standIn(
                "python3",
                "/usr/bin/python3 \"$@\" | sed -zE 's:^.{64}(.*/a)$:" + "0".repeat(64) + "\\1:'");

        var manifest = fetch();

        assertThat(here.missing(manifest)).containsExactly(new Unsaved("results/a", CHANGED));
        assertThat(out.resolve("results/a")).doesNotExist();
        assertThat(out.resolve("results/b")).hasContent("b");
        assertThatNothingIsComing();
    }

    @Test
    void whatHasNoHashYetWaitsForIt() throws Exception {
        result("a", "a");
        result("b", "bb");
        server.standIn("python3", "/usr/bin/python3 \"$@\" | head -z -n 1; kill -9 $$");

        assertThat(errorOf(catchThrowable(this::fetch))).isInstanceOf(SshError.CommandFailed.class);

        assertThat(out.resolve("results/a")).hasContent("a");
        assertThat(out.resolve("results/b")).doesNotExist();
        server.removeStandIn("python3");
        server.standIn("tar", "exit 1");
        assertThat(here.missing(fetch())).isEmpty();
        assertThatAllIsHere();
    }

    @Test
    void whatCameBeforeTheDiskWasFullStaysOnceItIsHashed() throws Exception {
        result("a", "kept");
        try (var larger = new RandomAccessFile(results.resolve("b").toFile(), "rw")) {
            // What is free now may be less than what is free in a moment.
            larger.setLength(Files.getFileStore(folder).getTotalSpace());
        }
        server.standIn("tar", "trap 'touch ~/sent' EXIT TERM; /bin/tar \"$@\"");
        server.standIn(
                "python3", wait("sent") + "rm ~/project/results/b; exec /usr/bin/python3 \"$@\"");

        assertThat(catchThrowable(this::fetch)).isInstanceOf(FileSystemException.class);

        assertThat(out.resolve("results/a")).hasContent("kept");
        assertThat(here.saved()).extracting(s -> s.entry().name()).containsExactly("results/a");
    }

    @Test
    void aPartOfAnotherContentDoesNotSurvive() throws Exception {
        var random = new Random(7);
        var large = new byte[9_000_000];
        random.nextBytes(large);
        Files.setLastModifiedTime(Files.write(results.resolve("large"), large), OLD);
        server.standIn("tar", "/bin/tar \"$@\" | head -c 5000000");
        fetch();
        server.removeStandIn("tar");
        random.nextBytes(large);
        Files.setLastModifiedTime(Files.write(results.resolve("large"), large), OLD);
        server.standIn("tail", "echo >> ~/resumed; exec /usr/bin/tail \"$@\"");

        assertThat(here.missing(fetch())).isEmpty();

        assertThat(server.home().resolve("resumed")).exists();
        assertThatAllIsHere();
    }

    @Test
    void whatCameBeforeACutIsRightAndStays() throws Exception {
        var random = new Random(8);
        var content = new byte[2_000];
        for (int i = 0; i < 3_000; i++) {
            random.nextBytes(content);
            result(i % 10 + "/" + i, HexFormat.of().formatHex(content));
        }
        server.standIn(
                "tar",
                """
                /bin/tar "$@" | head -c 6000000
                exec tail -f /dev/null --pid=$(ps -o ppid= -p $PPID | tr -d ' ')
                """);
        // A busy computer is taken for a far one, and zstd holds back what is less than 8 MB.
        server.standIn("zstd", "exec cat");
        final RemoteManifest manifest;
        try (var connection = Connecting.to(server)) {
            manifest = from(connection).list(List.of("results/"));
            TransferProgress cutting =
                    (files, _, _, _) -> {
                        if (files == 500) {
                            server.cut();
                        }
                    };
            var failure = catchThrowable(() -> from(connection).fetch(manifest, here, cutting));

            assertThat(errorOf(failure)).isInstanceOf(SshError.ConnectionLost.class);
        }
        server.removeStandIn("tar");
        int came = here.saved().size();
        for (var saved : here.saved()) {
            assertThat(out.resolve(saved.path()))
                    .hasSameBinaryContentAs(results.resolveSibling(saved.entry().name()));
        }
        assertThat(here.missing(manifest)).hasSize(3_000 - came);

        server.standIn("tar", "tee ~/asked | /bin/tar \"$@\"");
        try (var connection = Connecting.to(server)) {
            from(connection).fetch(manifest, here, TransferProgress.NONE);
        }

        var asked = Files.readString(server.home().resolve("asked")).chars().filter(c -> c == 0);
        assertThat(asked.count()).isLessThanOrEqualTo(2_500);
        assertThat(here.missing(manifest)).isEmpty();
        assertThatAllIsHere();
    }

    @Test
    void aMachineWithoutPythonHashesAllTheSame() throws Exception {
        manySmallFiles();
        result("a b'c\n.txt", "odd");
        server.onlyPrograms("find", "tar", "xargs", "sha256sum", "head");

        assertThat(here.missing(fetch())).isEmpty();

        assertThatAllIsHere();
    }

    private void manySmallFiles() throws IOException {
        for (int i = 0; i < 500; i++) {
            result(i % 7 + "/" + i, ("line " + i + "\n").repeat(i));
        }
        Files.write(results.resolve("large"), new byte[3_000_000]);
    }

    /// The machine sends once it has hashed all, and something else happens in between.
    private void hashesFirst(String between) throws IOException {
        server.standIn("python3", "/usr/bin/python3 \"$@\"; touch ~/hashed");
        server.standIn("tar", wait("hashed") + between + "; exec /bin/tar \"$@\"");
    }

    /// The other way round, the first time.
    private void sendsFirst(String between) throws IOException {
        server.standIn("tar", "/bin/tar \"$@\"; touch ~/sent");
        server.standIn("python3", wait("sent") + between + "; exec /usr/bin/python3 \"$@\"");
    }

    private static String wait(String file) {
        return "until [ -e ~/" + file + " ]; do sleep 0.01; done; ";
    }

    private static RemoteResults from(SshConnection connection) {
        return new RemoteResults(connection, "~/project");
    }

    private RemoteManifest fetch() throws Exception {
        try (var connection = Connecting.to(server)) {
            var manifest = from(connection).list(List.of("results/"));
            from(connection).fetch(manifest, here, TransferProgress.NONE);
            return manifest;
        }
    }

    private void assertThatAllIsHere() throws IOException {
        assertThat(FileTrees.tree(out.resolve("results"))).isEqualTo(FileTrees.tree(results));
        assertThatNothingIsComing();
    }

    private void assertThatNothingIsComing() {
        assertThat(out.resolve(Incoming.NAME)).doesNotExist();
    }

    private void result(String name, String text) throws IOException {
        var file = results.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
