package gpudeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.job.ArgumentText;
import gpudeck.testing.CommandTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            int status = given.run(askingForHelp(example));

            assertThat(status).as("gpudeck %s: %s", example, given.err()).isZero();
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

    /// Then the words are read, and nothing is done.
    private static String[] askingForHelp(String example) {
        var words = new ArrayList<>(ArgumentText.split(example));
        words.add(words.getFirst().equals("key") ? 2 : 1, "--help");
        return words.toArray(String[]::new);
    }
}
