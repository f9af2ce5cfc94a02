package gpudeck.viewmodel.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.UserMessage;
import gpudeck.domain.job.ArgumentText;
import gpudeck.domain.job.JobSpec.Variable;
import gpudeck.testing.WizardFixture;
import gpudeck.viewmodel.custody.LeaseForm;
import gpudeck.viewmodel.wizard.WizardViewModel.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be answered on the pages of project and results, and what is refused.
class WizardAnswersTest {

    @TempDir private Path output;

    private final WizardFixture fixture = new WizardFixture();
    private WizardViewModel wizard;

    @BeforeEach
    void open() {
        wizard = fixture.open(WizardDefaults.empty(output));
    }

    @Test
    void saysWhatIsWrongWithTheProject() {
        fixture.settle();
        assertThat(wizard.problem(Page.PROJECT)).contains(UserMessage.of("wizard.project.missing"));

        wizard.project().folderProperty().set(output.toString());
        assertThat(wizard.problem(Page.PROJECT)).contains(UserMessage.of("wizard.project.reading"));

        fixture.background.runAll();
        assertThat(wizard.problem(Page.PROJECT))
                .contains(UserMessage.of("wizard.project.notThere", output));

        wizard.project().folderProperty().set("\0");
        assertThat(wizard.problem(Page.PROJECT))
                .contains(UserMessage.of("wizard.project.notPath", "\0"));

        wizard.project().folderProperty().set(fixture.project.toString());
        fixture.background.runAll();
        assertThat(wizard.problem(Page.PROJECT)).contains(UserMessage.of("wizard.scripts.missing"));

        wizard.project().addScript("gone.py");
        assertThat(wizard.problem(Page.PROJECT))
                .contains(UserMessage.of("wizard.scripts.notThere", "gone.py"));

        wizard.project().removeScript(0);
        wizard.project().addScript("scripts/1_check.py");
        assertThat(wizard.problem(Page.PROJECT)).isEmpty();
        for (var part : List.of("data", "tokenizer", "src", "scripts", "pyproject.toml")) {
            wizard.project().include(part, false);
        }
        fixture.background.runAll();
        assertThat(wizard.problem(Page.PROJECT)).contains(UserMessage.of("wizard.project.empty"));
    }

    @Test
    void forgetsWhatWasLeftOutOfAnotherFolder() {
        wizard.project().folderProperty().set(fixture.project.toString());
        wizard.project().include("data", false);
        fixture.background.runAll();
        assertThat(wizard.project().sentProperty().get().orElseThrow().leftOut()).contains("data");

        wizard.project().folderProperty().set(output.toString());

        assertThat(wizard.project().excluded()).isEmpty();
    }

    @Test
    void looksAtTheFolderOnceHoweverFastOneTypes() {
        for (int i = 1; i <= fixture.project.toString().length(); i++) {
            wizard.project().folderProperty().set(fixture.project.toString().substring(0, i));
        }
        fixture.background.runAll();

        assertThat(wizard.project().failureProperty().get()).isEmpty();
        assertThat(wizard.project().sentProperty().get()).isPresent();
        assertThat(wizard.project().readingProperty().get()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1A", "", "WITH SPACE", "A=B", "Ä"})
    void refusesNamesThatAreNoVariables(String name) {
        assertThat(wizard.project().addVariable(name, "x", false))
                .contains(UserMessage.of("wizard.variable.name", name));
        assertThat(wizard.project().variables()).isEmpty();
    }

    @Test
    void replacesAVariableOfTheSameName() {
        assertThat(wizard.project().addVariable("LAMBDA_API_KEY", "x", true)).isPresent();
        wizard.project().addVariable("A", "1", false);
        wizard.project().addVariable("A", "2", true);

        assertThat(wizard.project().variables()).containsExactly(new Variable("A", "2", true));
    }

    @ParameterizedTest
    @CsvSource({
        "'', wizard.results.blank",
        "/etc, wizard.results.outside",
        "../up, wizard.results.outside",
        "a/../../b, wizard.results.outside"
    })
    void refusesResultsThatAreNotInTheProject(String pattern, String key) {
        assertThat(wizard.results().addPattern(pattern).map(UserMessage::key)).contains(key);
        assertThat(wizard.results().patterns()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-5", "1.234", "0", "1e3"})
    void refusesAMoneyLimitThatIsNoAmount(String text) {
        wizard.results().lease().moneyProperty().set(text);

        assertThat(wizard.problem(Page.RESULTS))
                .contains(UserMessage.of("lease.money.notAmount", text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 337})
    void refusesALeaseOutOfItsRange(int hours) {
        wizard.results().lease().hoursProperty().set(hours);

        assertThat(wizard.problem(Page.RESULTS))
                .contains(UserMessage.of("lease.range", LeaseForm.MAX_HOURS));
    }

    @Test
    void refusesAFileAsTheFolderForResults() throws Exception {
        var file = Files.writeString(output.resolve("file"), "x");
        wizard.results().outputProperty().set(file.toString());
        assertThat(wizard.problem(Page.RESULTS))
                .contains(UserMessage.of("wizard.output.isFile", file));

        wizard.results().outputProperty().set(" ");
        assertThat(wizard.problem(Page.RESULTS)).contains(UserMessage.of("wizard.output.missing"));
    }

    @Test
    void knowsTheRoomOnTheDiskOfAFolderThatIsNotMadeYet() {
        wizard.results().outputProperty().set(output.resolve("new/er").toString());
        fixture.background.runAll();

        assertThat(wizard.results().freeProperty().get().orElseThrow().value()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--a 1|--a,1",
                "  --a   'b c'  |--a,b c",
                "\"x \\\" y\" z|x \" y,z",
                "\"\"|''",
                "a\\ b|a b"
            })
    void readsArgumentsAsAShellWould(String text, String expected) {
        var arguments = ArgumentText.split(text);

        assertThat(arguments)
                .isEqualTo(expected.isEmpty() ? List.of("") : List.of(expected.split(",")));
        assertThat(ArgumentText.split(ArgumentText.join(arguments))).isEqualTo(arguments);
    }
}
