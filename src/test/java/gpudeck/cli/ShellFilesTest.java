package gpudeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.store.Setting;
import gpudeck.testing.CommandTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a shell and `man` are given.
class ShellFilesTest extends CommandTest {

    @ParameterizedTest
    @CsvSource({"gpudeck term, terminate", "gpudeck run --proj, --project", "gpudeck key s, set"})
    void bashCompletesWords(String typed, String whole) throws Exception {
        assertThat(given.run("completion")).isZero();
        var script = Files.writeString(folder.resolve("completion"), given.out());
        long last = typed.chars().filter(c -> c == ' ').count();

        var said =
                bash(
                        """
                        . "%s"
                        COMP_WORDS=(%s)
                        COMP_CWORD=%d
                        COMP_LINE='%2$s'
                        COMP_POINT=${#COMP_LINE}
                        _complete_gpudeck
                        printf '%%s\\n' "${COMPREPLY[@]}"
                        """
                                .formatted(script, typed, last));

        assertThat(said.lines().map(String::strip)).contains(whole);
    }

    @Test
    void theManualHasEachCommandAndSetting() {
        assertThat(given.run("manual")).isZero();

        var page = given.out();
        assertThat(page).startsWith(".TH \"GPUDECK\" \"1\"").contains(".SH \"EXIT STATUS\"");
        assertThat(page)
                .contains(".SS \"terminate", ".SS \"key set\"", "\\fB\\-\\-detach\\fR")
                .doesNotContain("null", "\n\n");
        assertThat(Arrays.stream(Setting.values()).map(Setting::key)).allMatch(page::contains);
    }

    private static String bash(String script) throws Exception {
        var process = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
