package gpudeck.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleProjectTest {

    private static final List<String> FILES =
            List.of(
                    ".gitignore",
                    "README.md",
                    "data/generate.py",
                    "data/test.csv",
                    "data/train.csv",
                    "evaluate.py",
                    "model.py",
                    "pyproject.toml",
                    "train.py");

    @TempDir private Path folder;

    @Test
    void isUnpackedComplete() throws IOException {
        var example = ExampleProject.unpackedInto(folder.resolve("example"));

        assertThat(files(example)).containsExactlyElementsOf(FILES);
        assertThat(example.resolve("train.py"))
                .hasSameBinaryContentAs(Path.of("assets/example/train.py"));
    }

    @Test
    void isLeftAsTheUserMadeIt() throws IOException {
        var example = ExampleProject.unpackedInto(folder.resolve("example"));
        Files.writeString(example.resolve("train.py"), "print('mine')");

        ExampleProject.unpackedInto(example);

        assertThat(example.resolve("train.py")).hasContent("print('mine')");
    }

    @Test
    void isMadeAnewAfterAHalfUnpackedOne() throws IOException {
        Files.createDirectories(folder.resolve("example.new/data"));

        var example = ExampleProject.unpackedInto(folder.resolve("example"));

        assertThat(files(example)).containsExactlyElementsOf(FILES);
        assertThat(folder.resolve("example.new")).doesNotExist();
    }

    @Test
    void comesOutOfAJarToo() throws IOException {
        var jar = folder.resolve("my app.jar");
        try (var inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Files.createDirectories(inside.getPath("gpudeck/example/data"));
            Files.writeString(inside.getPath("gpudeck/example/train.py"), "1");
            Files.writeString(inside.getPath("gpudeck/example/data/train.csv"), "2");
        }

        ExampleProject.unpack(
                URI.create("jar:" + jar.toUri() + "!/gpudeck/example"), folder.resolve("out"));

        assertThat(files(folder.resolve("out"))).containsExactly("data/train.csv", "train.py");
    }

    private static List<String> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.contains("__pycache__"))
                    .sorted()
                    .toList();
        }
    }
}
