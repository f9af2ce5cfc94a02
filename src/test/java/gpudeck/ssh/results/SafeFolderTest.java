package gpudeck.ssh.results;

import static gpudeck.testing.Connecting.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeFolderTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../out", "a/../../out", "a/./b", "", "a//b", ".."})
    void refusesNamesThatLeaveIt(String name) {
        assertThat(errorOf(catchThrowable(() -> inside().place(name))))
                .isInstanceOf(SshError.UnsafePath.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "../..", "a/../../..", "../inside-not", "deep/../sub", "a\0b"})
    void refusesLinksThatMayLeadOut(String target) throws Exception {
        assertThat(inside().refused("link", target)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "../model", "../other/deep/model"})
    void takesLinksThatStayInside(String target) throws Exception {
        assertThat(inside().refused("sub/latest", target)).isEmpty();
    }

    @Test
    void neverLeadsThroughALink() throws Exception {
        Files.createDirectories(folder.resolve("inside"));
        Files.createSymbolicLink(folder.resolve("inside/link"), folder);

        assertThat(errorOf(catchThrowable(() -> inside().place("link/file"))))
                .isEqualTo(new SshError.UnsafePath("link/file", "it leads through a link"));
    }

    private SafeFolder inside() {
        return new SafeFolder(folder.resolve("inside"));
    }
}
