package gpudeck.viewmodel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.CloudError;
import gpudeck.domain.Lease;
import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.FileSystem;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.testing.WizardFixture;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.launch.LaunchViewModel.State;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LaunchViewModelTest {

    private final Messages messages = Messages.load();
    private final Signal<Catalog> catalog = new Signal<>(Catalog.UNREAD);
    private final StepwiseBackground background = new StepwiseBackground();
    private final WizardFixture.Keys keys = new WizardFixture.Keys();
    private final List<LaunchRequest> sent = new ArrayList<>();
    private final List<Lease> leases = new ArrayList<>();
    private final Queue<LaunchOutcome> answers = new ArrayDeque<>();

    @Test
    void aFixedTypeIsLaunchedWhereItWasWished() {
        var model = open(wish(Samples.H100.name(), "us-south-1"));
        settle(offer(new TypeOffer(Samples.H100, List.of(Samples.UTAH, Samples.TEXAS))));
        model.nameProperty().set(" eval ");
        answers.add(new LaunchOutcome.Created(new InstanceId("i-1")));

        model.launch();
        background.runAll();

        assertThat(model.isTypeFixed()).isTrue();
        assertThat(sent)
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.typeName()).isEqualTo(Samples.H100.name());
                    assertThat(request.region()).isEqualTo("us-south-1");
                    assertThat(request.sshKeyName()).isEqualTo(Samples.LAPTOP_KEY.name());
                    assertThat(request.name()).contains("eval");
                });
        assertThat(model.stateProperty().get())
                .isEqualTo(
                        new State.Created(
                                new InstanceId("i-1"),
                                "eval",
                                Samples.H100.pricePerHour(),
                                new Cents(12 * 329)));
    }

    @Test
    void withoutAWishTheCheapestThatIsOpenIsOffered() {
        var model = open(LaunchWish.any(Optional.empty()));

        settle(
                offer(
                        new TypeOffer(Samples.A10, List.of()),
                        new TypeOffer(Samples.H100, List.of(Samples.UTAH))));

        assertThat(model.typeProperty().get()).isEqualTo(Samples.H100.name());
        assertThat(model.regionProperty().get()).isEqualTo(Samples.UTAH);
        assertThat(model.priceProperty().get()).contains(Samples.H100.pricePerHour());
        assertThat(model.canLaunch()).isTrue();
    }

    @Test
    void aRegionThatSellsOutIsNotExchangedForAnother() {
        var model = open(wish(Samples.H100.name(), "us-west-3"));
        settle(offer(new TypeOffer(Samples.H100, List.of(Samples.UTAH))));

        catalog.publish(offer(new TypeOffer(Samples.H100, List.of(Samples.TEXAS))));

        assertThat(model.regionProperty().get()).isEqualTo(Samples.UTAH);
        assertThat(problem(model))
                .isEqualTo(
                        "1× H100 is sold out in us-west-3 at the moment. Choose another region.");
        model.launch();
        background.runAll();
        assertThat(sent).isEmpty();
    }

    @Test
    void aWishedRegionThatIsClosedIsSaidToBe() {
        var model = open(wish(Samples.H100.name(), "us-west-3"));

        settle(offer(new TypeOffer(Samples.H100, List.of(Samples.TEXAS))));

        assertThat(problem(model)).contains("sold out in us-west-3");
    }

    @Test
    void anotherTypeMayMeanAnotherRegion() {
        var model = open(LaunchWish.any(Optional.empty()));
        settle(
                offer(
                        new TypeOffer(Samples.A10, List.of(Samples.TEXAS)),
                        new TypeOffer(Samples.H100, List.of(Samples.UTAH))));
        assertThat(model.regionProperty().get()).isEqualTo(Samples.TEXAS);

        model.typeProperty().set(Samples.H100.name());

        assertThat(model.regions()).containsExactly(Samples.UTAH);
        assertThat(model.regionProperty().get()).isEqualTo(Samples.UTAH);
    }

    @Test
    void onlyFileSystemsOfTheRegionAreAttached() {
        var model = open(LaunchWish.any(Optional.empty()));
        settle(
                offer(
                        List.of(fileSystem("near", Samples.TEXAS), fileSystem("far", Samples.UTAH)),
                        new TypeOffer(Samples.A10, List.of(Samples.TEXAS))));
        assertThat(model.fileSystems()).extracting(FileSystemChoice::name).containsExactly("near");

        model.fileSystems().getFirst().chosenProperty().set(true);
        answers.add(new LaunchOutcome.Created(new InstanceId("i-1")));
        model.launch();
        background.runAll();

        assertThat(sent.getFirst().fileSystemNames()).containsExactly("near");
    }

    @Test
    void aKeyIsNeededFirst() {
        keys.found.clear();
        var model = open(LaunchWish.any(Optional.empty()));

        settle(offer(new TypeOffer(Samples.A10, List.of(Samples.TEXAS))));

        assertThat(problem(model)).isEqualTo("Choose an SSH key, or create one.");
        assertThat(model.canLaunch()).isFalse();
    }

    @Test
    void aSecondPressWhileItIsSentLaunchesNothing() {
        var model = ready();
        answers.add(new LaunchOutcome.Created(new InstanceId("i-1")));

        model.launch();
        model.launch();
        background.runAll();
        model.launch();
        background.runAll();

        assertThat(sent).hasSize(1);
    }

    @Test
    void afterARefusalNothingIsBoughtAndAnotherMayFollow() {
        var model = ready();
        answers.add(
                new LaunchOutcome.Refused(
                        new CloudError.NoCapacity("none left", Optional.empty())));

        model.launch();
        background.runAll();

        assertThat(model.stateProperty().get()).isInstanceOf(State.Refused.class);
        assertThat(model.canLaunch()).isTrue();
        answers.add(new LaunchOutcome.Created(new InstanceId("i-1")));
        model.launch();
        background.runAll();
        assertThat(sent).hasSize(2);
    }

    @Test
    void withoutAnAnswerNoSecondIsEverSent() {
        var model = ready();
        answers.add(new LaunchOutcome.Unknown(FakeCloud.TIMED_OUT));

        model.launch();
        background.runAll();
        model.launch();
        background.runAll();

        assertThat(model.stateProperty().get())
                .isEqualTo(new State.Unknown("gpudeck", Samples.A10.pricePerHour()));
        assertThat(model.canLaunch()).isFalse();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aBugCountsAsNoAnswer() {
        var model = ready();

        model.launch();
        background.runAll();

        assertThat(model.stateProperty().get()).isInstanceOf(State.Unknown.class);
    }

    @Test
    void theAnswerIsTakenEvenAfterTheDialogIsClosed() {
        var model = ready();
        answers.add(new LaunchOutcome.Created(new InstanceId("i-1")));

        model.launch();
        model.close();
        background.runAll();

        assertThat(model.stateProperty().get()).isInstanceOf(State.Created.class);
    }

    @Test
    void aNameHasToLeaveRoomForTheId() {
        var model = ready();

        model.nameProperty().set("x".repeat(56));

        assertThat(problem(model)).isEqualTo("The name has at most 55 characters, in one line.");
    }

    @Test
    void asksForTheLeaseAndSaysWhatItCostsAtMost() {
        var model = ready();
        assertThat(model.atMostProperty().get()).contains(new Cents(12 * 129));

        model.lease().hoursProperty().set(4);
        assertThat(model.atMostProperty().get()).contains(new Cents(4 * 129));
        model.lease().moneyProperty().set("2.50");
        assertThat(model.atMostProperty().get()).contains(new Cents(250));
        answers.add(new LaunchOutcome.Created(new InstanceId("i-1")));
        model.launch();
        background.runAll();

        assertThat(leases)
                .containsExactly(new Lease(Duration.ofHours(4), Optional.of(new Cents(250))));
    }

    @Test
    void aLeaseThatIsNoneBuysNothing() {
        var model = ready();

        model.lease().hoursProperty().set(0);
        assertThat(problem(model)).isEqualTo("The lease is 1 to 336 hours.");
        model.lease().hoursProperty().set(4);
        model.lease().moneyProperty().set("much");
        assertThat(problem(model)).startsWith("The money limit \"much\" is not an amount.");

        model.launch();
        background.runAll();
        assertThat(sent).isEmpty();
        assertThat(model.atMostProperty().get()).isEmpty();
    }

    private LaunchViewModel ready() {
        var model = open(LaunchWish.any(Optional.empty()));
        settle(offer(new TypeOffer(Samples.A10, List.of(Samples.TEXAS))));
        return model;
    }

    private LaunchViewModel open(LaunchWish wish) {
        return new LaunchViewModel(
                wish,
                new Live(
                        new Signal<>(Fleet.UNREAD),
                        catalog,
                        new Signal<>(List.of()),
                        new Ticker(Samples.MORNING, ZoneOffset.UTC)),
                (request, lease) -> {
                    sent.add(request);
                    leases.add(lease);
                    return answers.remove();
                },
                keys,
                background);
    }

    private void settle(Catalog now) {
        catalog.publish(now);
        background.runAll();
    }

    private String problem(LaunchViewModel model) {
        return model.problemProperty().get().map(messages::text).orElse("");
    }

    private static LaunchWish wish(String type, String region) {
        return new LaunchWish(Optional.of(type), Optional.of(region), Optional.empty());
    }

    private static FileSystem fileSystem(String name, Region region) {
        return new FileSystem(
                name,
                name,
                "/lambda/nfs/" + name,
                region,
                false,
                Optional.empty(),
                OptionalLong.empty());
    }

    private static Catalog offer(TypeOffer... offers) {
        return offer(List.of(), offers);
    }

    private static Catalog offer(List<FileSystem> fileSystems, TypeOffer... offers) {
        return new Catalog(
                List.of(offers),
                List.of(Samples.TEXAS, Samples.UTAH),
                List.of(),
                List.of(),
                fileSystems,
                Optional.of(Samples.MORNING),
                Optional.empty());
    }
}
