package gpudeck.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleProjectTest {

    private static final Path BUNDLED = Path.of("assets/example");

    @TempDir private Path folder;

    @Test
    void isUnpackedComplete() throws IOException {
        var example = ExampleProject.unpackedInto(folder.resolve("example"));

        assertThat(files(example)).containsExactlyElementsOf(files(BUNDLED));
        assertThat(example.resolve("train.py")).hasSameBinaryContentAs(BUNDLED.resolve("train.py"));
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

        assertThat(files(example)).containsExactlyElementsOf(files(BUNDLED));
        assertThat(folder.resolve("example.new")).doesNotExist();
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
