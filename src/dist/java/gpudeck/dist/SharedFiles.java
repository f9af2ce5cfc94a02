package gpudeck.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// What a desktop, a shell and `man` are to know of the program: the contents of `/usr/share`.
final class SharedFiles {

    private static final Pattern ICON = Pattern.compile("gpudeck-([0-9]+)\\.png");

    private final Path project;
    private final LinuxImage image;

    SharedFiles(Path project, LinuxImage image) {
        this.project = project;
        this.image = image;
    }

    void copyTo(Path share) throws IOException, InterruptedException {
        var entry = project.resolve("jlink/linux/gpudeck.desktop");
        Files.copy(entry, inFolder(share.resolve("applications/gpudeck.desktop")));
        icons(share.resolve("icons/hicolor"));
        Files.write(
                inFolder(share.resolve("bash-completion/completions/gpudeck")), said("completion"));
        var page = inFolder(share.resolve("man/man1/gpudeck.1.gz"));
        try (var out = new GZIPOutputStream(Files.newOutputStream(page))) {
            out.write(said("manual"));
        }
    }

    private void icons(Path theme) throws IOException {
        var icons = project.resolve("assets/icons");
        Files.copy(
                icons.resolve("gpudeck.svg"), inFolder(theme.resolve("scalable/apps/gpudeck.svg")));
        try (var all = Files.list(icons)) {
            for (var icon : all.sorted().toList()) {
                var sized = ICON.matcher(icon.getFileName().toString());
                if (sized.matches()) {
                    var size = sized.group(1) + "x" + sized.group(1);
                    Files.copy(icon, inFolder(theme.resolve(size + "/apps/gpudeck.png")));
                }
            }
        }
    }

    private static Path inFolder(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file;
    }

    private byte[] said(String command) throws IOException, InterruptedException {
        return Tool.answer(image.launcher().toString(), command);
    }
}
