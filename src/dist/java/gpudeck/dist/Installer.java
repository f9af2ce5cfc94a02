package gpudeck.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What macOS and Windows call an installer, made by the JDK's own jpackage: a `.dmg` or an `.msi`.
/// Without an AOT cache, which would have to be made inside of what jpackage makes.
final class Installer {

    private final Path project;
    private final String version;
    private final Platform platform;

    Installer(Path project, String version, Platform platform) {
        this.project = project;
        this.version = version;
        this.platform = platform;
    }

    void writeTo(Path folder, AppJars jars, ThirdParty others, Path work)
            throws IOException, InterruptedException {
        var runtime = work.resolve("runtime");
        new RuntimeImage(project.resolve("jlink/modules"), jars).linkTo(runtime, work);
        var app = work.resolve("app");
        jars.copyTo(app, app);
        others.writeTo(app);
        boolean mac = platform.system().equals("macos");
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("--type", mac ? "dmg" : "msi", "--name", "GPU Deck"));
        arguments.addAll(List.of("--app-version", version, "--dest", folder.toString()));
        arguments.addAll(List.of("--runtime-image", runtime.toString(), "--input", app.toString()));
        arguments.addAll(List.of("--main-jar", "gpudeck-" + version + ".jar"));
        arguments.addAll(List.of("--main-class", "gpudeck.app.Main"));
        arguments.addAll(List.of("--license-file", project.resolve("LICENSE").toString()));
        var icon = project.resolve("assets/icons").resolve(mac ? "gpudeck.icns" : "gpudeck.ico");
        arguments.addAll(List.of("--icon", icon.toString()));
        for (var option : options()) {
            arguments.addAll(List.of("--java-options", option));
        }
        if (!mac) {
            // A window's program has no console there: the command line is a second one.
            var console = work.resolve("gpudeck.properties");
            Files.writeString(console, "win-console=true\nwin-shortcut=false\nwin-menu=false\n");
            arguments.addAll(List.of("--add-launcher", "gpudeck=" + console, "--win-menu"));
        }
        Tool.jdk("jpackage", arguments);
    }

    private List<String> options() throws IOException {
        var options = new ArrayList<>(List.of("-Djava.library.path=$APPDIR"));
        options.add("-Djna.boot.library.path=$APPDIR");
        Files.readAllLines(project.resolve("jlink/jvm.options")).stream()
                .filter(line -> line.startsWith("-"))
                .forEach(options::add);
        return options;
    }
}
