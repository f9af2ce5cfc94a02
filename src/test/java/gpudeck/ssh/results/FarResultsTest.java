package gpudeck.ssh.results;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.ssh.TransferProgress;
import gpudeck.testing.Connecting;
import gpudeck.testing.FileTrees;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.SlowLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Results over a long link to a real OpenSSH server, which is slower than packing.
class FarResultsTest {

    private static final int FILES = 2_000;

    @RegisterExtension private final OpenSshServer server = new OpenSshServer();
    @TempDir private Path folder;
    private Path results;
    private VerifiedFolder here;

    @BeforeEach
    void makeManySmallFiles() throws IOException {
        results = Files.createDirectories(server.home().resolve("project/results"));
        for (int i = 0; i < FILES; i++) {
            var file = results.resolve(i % 7 + "/measurement-" + i + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, ("line " + i + "\n").repeat(i % 50));
        }
        Files.write(results.resolve("a b'c\n.bin"), new byte[3_000_000]);
        here = VerifiedFolder.ofRun(folder.resolve("out"), Set.of());
    }

    @Test
    void allComesPacked() throws Exception {
        server.standIn("zstd", "echo >> ~/packed; exec /usr/bin/zstd \"$@\"");

        long received = fetch();

        assertThat(server.home().resolve("packed")).exists();
        // With the hashes as they are it would be 377 KB. Half of a hash cannot be packed.
        assertThat(received).isLessThan(310_000);
    }

    @Test
    void allComesFromAMachineWithoutZstd() throws Exception {
        server.onlyPrograms("find", "tar", "python3");

        fetch();
    }

    @Test
    void allComesFromAMachineThatPacksNothing() throws Exception {
        server.onlyPrograms("find", "tar", "xargs", "sha256sum", "head");

        fetch();
    }

    /// @return as many bytes came
    private long fetch() throws Exception {
        try (var link = new SlowLink(server.port());
                var connection = Connecting.through(link.port(), server)) {
            var remote = new RemoteResults(connection, "~/project");
            var manifest = remote.list(List.of("results/"));
            remote.fetch(manifest, here, TransferProgress.NONE);
            assertThat(here.missing(manifest)).isEmpty();
            assertThat(FileTrees.tree(folder.resolve("out/results")))
                    .isEqualTo(FileTrees.tree(results));
            return link.received();
        }
    }
}
