package gpudeck.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeFolderTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../out", "a/../../out", "a/./b", "", "a//b", ".."})
    void refusesNamesThatLeaveIt(String name) {
        var failure = catchThrowable(() -> put(inside(), name));

        assertThat(errorOf(failure)).isInstanceOf(SshError.UnsafePath.class);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "../..", "a/../../..", "../inside-not"})
    void refusesLinksThatLeadOut(String target) {
        var failure = catchThrowable(() -> inside().symlink("link", target));

        assertThat(errorOf(failure)).isInstanceOf(SshError.UnsafePath.class);
    }

    @Test
    void neverWritesThroughALink() throws Exception {
        var safe = inside();
        safe.symlink("link", "elsewhere");

        assertThat(errorOf(catchThrowable(() -> put(safe, "link/file"))))
                .isInstanceOf(SshError.UnsafePath.class);
    }

    @Test
    void makesLinksThatStayInside() throws Exception {
        var safe = inside();
        safe.symlink("sub/latest", "../model");
        put(safe, "model");

        safe.finish();

        assertThat(folder.resolve("inside/sub/latest")).hasContent("text");
        assertThat(safe.written()).containsExactly(Path.of("model"), Path.of("sub/latest"));
    }

    @Test
    void refusesAHardLinkToWhatWasNotSent() throws Exception {
        Files.createDirectories(folder.resolve("inside"));
        Files.writeString(folder.resolve("inside/mine"), "mine");

        assertThat(errorOf(catchThrowable(() -> inside().copyOf("copy", "mine"))))
                .isInstanceOf(SshError.UnsafePath.class);
    }

    @Test
    void givesAFileItsNameOnlyWhenItIsWhole() {
        var entry = new TarArchiveEntry("model");
        entry.setSize(100);

        var failure =
                catchThrowable(() ->
                        inside().file(
                                        "model",
                                        new ByteArrayInputStream(new byte[10]),
                                        entry,
                                        _ -> {}));

        assertThat(failure).isInstanceOf(IOException.class);
        assertThat(folder.resolve("inside")).isEmptyDirectory();
    }

    private SafeFolder inside() {
        return new SafeFolder(folder.resolve("inside"));
    }

    private static void put(SafeFolder safe, String name) throws Exception {
        var content = "text".getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry("any");
        entry.setSize(content.length);
        safe.file(name, new ByteArrayInputStream(content), entry, _ -> {});
    }

    private static SshError errorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(SshException.class);
        return ((SshException) failure).error();
    }
}
