package gpudeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.job.ArgumentText;
import gpudeck.testing.CommandTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The front page shows commands as they are.
class ReadmeTest extends CommandTest {

    /// Up to a comment, a pipe, or an ellipsis.
    private static final Pattern COMMAND = Pattern.compile("gpudeck ([^#|)…\n]+)");

    /// Belongs to another part of the program.
    private static final Set<String> NOT_HERE = Set.of("sim");

    @Test
    void itsCommandsAreUnderstood() throws Exception {
        var examples = examples();

        assertThat(examples).hasSizeGreaterThan(20);
        for (var example : examples) {
            var words = ArgumentText.split(example);
            int status = given.run(words.getFirst(), "--help");

            assertThat(status).as("gpudeck %s: %s", example, given.err()).isZero();
            assertThat(options(words)).as("gpudeck %s", example).allMatch(given.out()::contains);
        }
    }

    private static List<String> examples() throws Exception {
        var readme = Files.readString(Path.of("README.md")).replaceAll("\\\\\n *", "");
        return readme.lines()
                .dropWhile(line -> !line.equals("## From the shell"))
                .takeWhile(line -> !line.equals("## Settings"))
                .flatMap(line -> COMMAND.matcher(line).results())
                .map(found -> found.group(1).strip())
                .filter(words -> words.matches("[a-z].*"))
                .filter(words -> !NOT_HERE.contains(words.split(" ", 2)[0]))
                .toList();
    }

    /// Up to what belongs to another program.
    private static List<String> options(List<String> words) {
        return words.stream()
                .takeWhile(word -> !word.equals("--"))
                .filter(word -> word.startsWith("--"))
                .toList();
    }
}
