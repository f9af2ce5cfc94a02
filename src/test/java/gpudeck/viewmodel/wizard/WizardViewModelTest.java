package gpudeck.viewmodel.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.OnScriptFailure;
import gpudeck.domain.job.JobSpec.RegionChoice;
import gpudeck.domain.job.JobSpec.ScriptCall;
import gpudeck.domain.job.JobSpec.Variable;
import gpudeck.engine.Catalog;
import gpudeck.engine.keys.UsableKey;
import gpudeck.testing.Samples;
import gpudeck.testing.WizardFixture;
import gpudeck.viewmodel.keys.KeyChoice;
import gpudeck.viewmodel.wizard.WizardViewModel.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WizardViewModelTest {

    @TempDir private Path output;

    private final WizardFixture fixture = new WizardFixture();
    private WizardViewModel wizard;

    @BeforeEach
    void open() {
        wizard = fixture.open(WizardDefaults.empty(output));
    }

    @Test
    void choosesTheCheapestOpenTypeAndTheUsableKeyByItself() {
        fixture.settle();

        assertThat(wizard.place().type()).contains(Samples.A10);
        assertThat(wizard.keyName()).isEqualTo("laptop");
        assertThat(wizard.problem(Page.PLACE)).isEmpty();
        assertThat(wizard.isTouched()).isFalse();
    }

    @Test
    void waitsForTheCatalogue() {
        assertThat(wizard.problem(Page.PLACE)).contains(UserMessage.of("wizard.type.reading"));
        assertThat(wizard.price()).isEmpty();

        wizard.next();

        assertThat(wizard.pageProperty().get()).isEqualTo(Page.PLACE);
    }

    @Test
    void makesTheJobThatWasChosen() {
        fixture.settle();
        fillIn();

        walkToTheEnd();
        wizard.start();

        assertThat(fixture.started)
                .containsExactly(
                        new JobSpec(
                                "llama-sft",
                                List.of(
                                        Samples.H100.name(),
                                        WizardFixture.H100_SXM.name(),
                                        WizardFixture.B200.name()),
                                new RegionChoice.In(Samples.UTAH.name()),
                                "laptop",
                                Optional.of(new ImageChoice.Family("lambda-stack-24-04")),
                                List.of(),
                                fixture.project,
                                List.of("tokenizer"),
                                List.of(
                                        new ScriptCall("scripts/1_check.py", List.of()),
                                        new ScriptCall(
                                                "scripts/2_train.py",
                                                List.of("--name", "two words"))),
                                List.of(new Variable("HF_TOKEN", "secret", true)),
                                List.of("outputs/**"),
                                output,
                                OnScriptFailure.GO_ON,
                                false,
                                new JobSpec.Limits(
                                        Duration.ofHours(2),
                                        Optional.of(new Cents(1550)),
                                        JobSpec.Limits.DEFAULT.boot()),
                                new JobSpec.Holding(
                                        Duration.ofMinutes(30),
                                        JobSpec.Holding.Then.TERMINATE_ANYWAY),
                                JobSpec.Machine.OF_ITS_OWN,
                                JobSpec.GpuCheck.TRY_ANOTHER));
    }

    private void fillIn() {
        wizard.place().types().choose(Samples.H100.name());
        wizard.place().regionProperty().set(new RegionChoice.In(Samples.UTAH.name()));
        wizard.place().soldOutProperty().set(SoldOut.TRY_LARGER);
        wizard.place()
                .imageProperty()
                .set(Optional.of(new ImageChoice.Family("lambda-stack-24-04")));
        wizard.project().folderProperty().set(fixture.project.toString());
        wizard.project().include("tokenizer", false);
        fixture.background.runAll();
        wizard.project().addScript("scripts/2_train.py");
        wizard.project().addScript("scripts/1_check.py");
        wizard.project().moveUp(1);
        wizard.project().setArguments(1, "--name 'two words'");
        assertThat(wizard.project().addVariable("HF_TOKEN", "secret", true)).isEmpty();
        assertThat(wizard.results().addPattern(" outputs/** ")).isEmpty();
        wizard.results().lease().hoursProperty().set(2);
        wizard.results().lease().moneyProperty().set("$15.50");
        wizard.results().onFailureProperty().set(OnScriptFailure.GO_ON);
        wizard.results().thenProperty().set(JobSpec.Holding.Then.TERMINATE_ANYWAY);
        wizard.place().gpuCheckProperty().set(JobSpec.GpuCheck.TRY_ANOTHER);
    }

    private void walkToTheEnd() {
        for (var page : Page.values()) {
            assertThat(wizard.problem(page)).as("%s", page).isEmpty();
            assertThat(wizard.pageProperty().get()).isEqualTo(page);
            wizard.next();
        }
    }

    @Test
    void startsTheSameJobAgainWithNextNextNextStart() {
        var first =
                new JobSpec(
                        "again",
                        List.of(Samples.A10.name()),
                        new RegionChoice.AnyOpen(),
                        "laptop",
                        Optional.empty(),
                        List.of(),
                        fixture.project,
                        List.of("data"),
                        List.of(new ScriptCall("scripts/1_check.py", List.of("-v"))),
                        List.of(new Variable("A", "b", false)),
                        List.of("results/"),
                        output,
                        OnScriptFailure.STOP,
                        false,
                        new JobSpec.Limits(
                                Duration.ofHours(1), Optional.empty(), Duration.ofMinutes(30)),
                        new JobSpec.Holding(
                                Duration.ofMinutes(45), JobSpec.Holding.Then.TERMINATE_ANYWAY),
                        JobSpec.Machine.OF_ITS_OWN,
                        JobSpec.GpuCheck.SKIP);
        wizard = fixture.open(WizardDefaults.of(first));
        fixture.settle();

        walkToTheEnd();
        wizard.start();

        assertThat(fixture.started).containsExactly(first);
    }

    @Test
    void namesPriceAndTheMostItCanCost() {
        fixture.settle();
        wizard.place().types().choose(Samples.H100.name());

        assertThat(wizard.price()).contains(new Cents(329));
        assertThat(wizard.atMost()).contains(new Cents(4 * 329));

        wizard.place().soldOutProperty().set(SoldOut.TRY_LARGER);
        assertThat(wizard.atMost()).contains(new Cents(4 * 699));

        wizard.results().lease().moneyProperty().set("5");
        assertThat(wizard.atMost()).contains(new Cents(500));
    }

    @Test
    void doesNotStartFromAnyOtherPage() {
        fixture.settle();
        fillIn();

        wizard.start();

        assertThat(fixture.started).isEmpty();
    }

    @Test
    void refusesATypeThatIsSoldOutUnlessTheJobMayWait() {
        fixture.settle();
        wizard.place().types().choose(WizardFixture.B200.name());

        assertThat(wizard.problem(Page.PLACE))
                .contains(UserMessage.of("wizard.region.none", "1× B200"));

        wizard.place().soldOutProperty().set(SoldOut.WAIT);

        assertThat(wizard.problem(Page.PLACE)).isEmpty();
    }

    @Test
    void namesTheRegionThatIsSoldOut() {
        fixture.settle();
        wizard.place().types().choose(Samples.A10.name());
        wizard.place().regionProperty().set(new RegionChoice.In(Samples.UTAH.name()));

        assertThat(wizard.problem(Page.PLACE))
                .contains(UserMessage.of("wizard.region.soldOut", "1× A10", "us-west-3"));
    }

    @Test
    void keepsTheChoiceWhenTheTypesAreReadAgain() {
        fixture.settle();
        wizard.place().types().choose(Samples.H100.name());
        wizard.place().regionProperty().set(new RegionChoice.In(Samples.UTAH.name()));

        fixture.catalog.publish(fixture.offered());

        assertThat(wizard.place().type()).contains(Samples.H100);
        assertThat(wizard.place().regionProperty().get())
                .isEqualTo(new RegionChoice.In(Samples.UTAH.name()));
    }

    @Test
    void filtersTypesButNeverHidesTheChosenOne() {
        fixture.settle();
        wizard.place().types().memoryProperty().set(Optional.of(100));

        assertThat(wizard.place().types().rows())
                .extracting(TypeRow::name)
                .containsExactly(Samples.A10.name(), WizardFixture.B200.name());

        wizard.place().types().soldOutProperty().set(false);

        assertThat(wizard.place().types().rows())
                .extracting(TypeRow::name)
                .containsExactly(Samples.A10.name());
    }

    @Test
    void saysWhenNoKeyOfThisComputerIsKnownAndMakesOne() {
        fixture.keys.found.clear();
        fixture.settle();
        assertThat(wizard.problem(Page.PLACE)).contains(UserMessage.of("wizard.key.missing"));

        wizard.place().key().create(" ");
        assertThat(wizard.place().key().failureProperty().get())
                .contains(UserMessage.of("wizard.key.name.missing"));
        wizard.place().key().create("desk");
        fixture.background.runAll();

        assertThat(wizard.keyName()).isEqualTo("desk");
        assertThat(wizard.problem(Page.PLACE)).isEmpty();
    }

    @Test
    void asksForThePassphraseOfALockedKey() {
        fixture.keys.found.clear();
        fixture.keys.found.add(new UsableKey(Samples.LAPTOP_KEY, "id_ed25519", true));
        fixture.settle();
        assertThat(wizard.problem(Page.PLACE))
                .contains(UserMessage.of("wizard.key.locked", "laptop"));

        wizard.place().key().unlock("open sesame");
        fixture.background.runAll();

        assertThat(wizard.problem(Page.PLACE)).isEmpty();
        assertThat(wizard.place().key().keys())
                .containsExactly(new KeyChoice("laptop", "id_ed25519", false));
    }

    @Test
    void everyProblemHasWords() {
        var messages = Messages.load();

        assertThat(messages.text(UserMessage.of("lease.range", 336))).contains("336");
        assertThat(messages.text(UserMessage.of("wizard.region.soldOut", "1× A10", "us-west-3")))
                .startsWith("1× A10 is sold out in us-west-3.");
    }

    @Test
    void stopsListeningWhenClosed() {
        wizard.close();

        fixture.catalog.publish(fixture.offered());

        assertThat(wizard.place().types().rows()).isEmpty();
        assertThat(fixture.catalog.get()).isNotEqualTo(Catalog.UNREAD);
    }
}
