package gpudeck.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The folder that is the program: `bin/gpudeck` and all that it needs, wherever it is moved to.
final class LinuxImage {

    private final Path project;
    private final Path folder;

    /// @param project the folder with `jlink`
    /// @param folder where it comes to stand; not there yet
    LinuxImage(Path project, Path folder) {
        this.project = project;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path launcher() {
        return folder.resolve("bin").resolve("gpudeck");
    }

    private Path lib() {
        return folder.resolve("lib");
    }

    void build(AppJars jars, Path work) throws IOException, InterruptedException {
        Files.createDirectories(lib());
        new RuntimeImage(project.resolve("jlink/modules"), jars)
                .linkTo(lib().resolve("runtime"), work);
        jars.copyTo(lib().resolve("app"), lib().resolve("native"));
        Files.copy(project.resolve("LICENSE"), folder.resolve("LICENSE"));
        Files.copy(project.resolve("jlink/jvm.options"), lib().resolve("jvm.options"));
        writeLauncher();
        train(work);
        new SharedFiles(project, this).copyTo(folder.resolve("share"));
    }

    private void writeLauncher() throws IOException {
        Files.createDirectories(launcher().getParent());
        var text = Files.readString(project.resolve("jlink/linux/gpudeck"));
        Files.writeString(launcher(), text.replace("@CLASS_PATH@", classPath("$lib")));
        Files.setPosixFilePermissions(launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// In one order, which the AOT cache knows.
    private String classPath(String lib) throws IOException {
        try (var jars = Files.list(lib().resolve("app"))) {
            return jars.map(jar -> lib + "/app/" + jar.getFileName())
                    .sorted()
                    .collect(Collectors.joining(":"));
        }
    }

    /// Starts the program once as users do. The virtual machine then writes down what it had to
    /// load, link and compile. It loads all of that at each start, so that a command has a cache of
    /// its own, with nothing in it of the window.
    private void train(Path work) throws IOException, InterruptedException {
        var home = Files.createDirectories(work.resolve("home"));
        var window = java("window");
        if (System.getenv().containsKey("DISPLAY")) {
            // Others have a graphics card, even if this computer has none.
            window.add("-Dprism.order=es2,sw");
        } else {
            window.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        }
        window.addAll(List.of("gpudeck.app.Training", "--demo"));
        Tool.runApart(window, home);
        // Not the first time: then the demo has a key already.
        var command = java("command");
        command.addAll(List.of("gpudeck.app.Main", "types", "--demo"));
        Tool.runApart(command, home);
    }

    private List<String> java(String cache) throws IOException {
        var natives = lib().resolve("native");
        var command = new ArrayList<String>();
        command.add(lib().resolve("runtime/bin/java").toString());
        command.add("@" + lib().resolve("jvm.options"));
        command.add("-XX:AOTCacheOutput=" + lib().resolve(cache + ".aot"));
        command.add("-Djava.library.path=" + natives);
        command.add("-Djna.boot.library.path=" + natives);
        command.add("-Dorg.sqlite.lib.path=" + natives);
        command.addAll(List.of("-cp", classPath(lib().toString())));
        return command;
    }
}
