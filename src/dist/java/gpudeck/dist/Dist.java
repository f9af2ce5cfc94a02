package gpudeck.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Makes the packages for the system that it runs on.
public final class Dist {

    private final Path project;
    private final String version;
    private final Instant time;
    private final Platform platform = Platform.current();
    private final AppJars jars;
    private final Path dist;
    private final Path work;

    private Dist(Path project, String version, Instant time) {
        this.project = project;
        this.version = version;
        this.time = time;
        this.jars = new AppJars(project.resolve("target/gpudeck/lib"), platform);
        this.dist = project.resolve("target/dist");
        this.work = project.resolve("target/dist-work");
    }

    /// @param arguments the project's folder, its version, and the time that its files are of
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Dist(Path.of(arguments[0]), arguments[1], Instant.parse(arguments[2])).make();
    }

    private void make() throws IOException, InterruptedException {
        var bom = "gpudeck-" + version + ".cdx.json";
        var bill = project.resolve("target").resolve(bom);
        var others = ThirdParty.of(project, version, project.resolve("target/gpudeck/lib"), bill);
        delete(dist);
        delete(work);
        Files.createDirectories(work);
        Files.createDirectories(dist);
        if (platform.isLinux()) {
            forLinux(others);
        } else {
            new Installer(project, version, platform).writeTo(dist, jars, others, work);
        }
        Files.copy(bill, dist.resolve(bom));
        Sums.writeTo(dist.resolve("SHA256SUMS"), packages());
        delete(work);
    }

    private void forLinux(ThirdParty others) throws IOException, InterruptedException {
        var image = new LinuxImage(project, dist.resolve("gpudeck"));
        image.build(jars, work);
        others.writeTo(image.folder().resolve("share/doc/gpudeck"));
        var name = "gpudeck-" + version + "-linux-" + platform.architecture() + ".tar.gz";
        new Archive(image.folder(), time).writeTo(dist.resolve(name));
        var dpkgDeb = Tool.find("dpkg-deb");
        if (dpkgDeb.isPresent()) {
            var deb = "gpudeck_" + version + "_" + platform.architecture() + ".deb";
            new DebianPackage(project, image, version)
                    .writeTo(dist.resolve(deb), dpkgDeb.get(), work.resolve("deb"), time);
        } else {
            System.out.println("No .deb is made: dpkg-deb is not installed.");
        }
    }

    private List<Path> packages() throws IOException {
        try (var all = Files.list(dist)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
