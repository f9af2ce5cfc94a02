package gpudeck.viewmodel.gpus;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.gpus.GpuRow.HeadRow;
import gpudeck.viewmodel.gpus.GpuRow.TypeRow;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import org.junit.jupiter.api.Test;

class GpusViewModelTest {

    private final Messages messages = Messages.load();
    private final Signal<Catalog> catalog = new Signal<>(Catalog.UNREAD);
    private final GpusViewModel model =
            new GpusViewModel(
                    new Live(
                            new Signal<>(Fleet.UNREAD),
                            catalog,
                            new Signal<>(List.of()),
                            new Ticker(Samples.MORNING, ZoneOffset.UTC)),
                    new StepwiseBackground());

    @Test
    void nothingIsClaimedBeforeTheFirstRead() {
        assertThat(model.stateProperty().get()).isEqualTo(GpusViewModel.State.LOADING);
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void openTypesComeFirstUnderTheirHead() {
        catalog.publish(offers(offer(Samples.A10), offer(Samples.H100, Samples.UTAH)));

        assertThat(titles()).containsExactly("Can start now", "1× H100", "Sold out", "1× A10");
        assertThat(messages.text(model.summaryProperty().get()))
                .isEqualTo("2 types, 1 can start now");
    }

    @Test
    void aRowStaysTheSameAndSelectedWhenItsCapacityChanges() {
        catalog.publish(offers(offer(Samples.A10), offer(Samples.H100, Samples.UTAH)));
        var a10 = row("1× A10");
        model.select(a10);

        catalog.publish(offers(offer(Samples.A10, Samples.TEXAS), offer(Samples.H100)));

        assertThat(titles()).containsExactly("Can start now", "1× A10", "Sold out", "1× H100");
        assertThat(row("1× A10")).isSameAs(a10);
        assertThat(model.selectedProperty().get()).contains(a10);
        assertThat(a10.offer().openRegions()).containsExactly(Samples.TEXAS);
    }

    @Test
    void whatIsReadAgainTheSameIsNoChange() {
        catalog.publish(offers(offer(Samples.A10), offer(Samples.H100, Samples.UTAH)));
        var changes = new ArrayList<String>();
        model.rows().addListener((InvalidationListener) _ -> changes.add("rows"));
        for (var name : List.of("1× A10", "1× H100")) {
            row(name).offerProperty().addListener((InvalidationListener) _ -> changes.add(name));
        }

        catalog.publish(offers(offer(Samples.A10), offer(Samples.H100, Samples.UTAH)));
        assertThat(changes).isEmpty();

        catalog.publish(
                offers(offer(Samples.A10), offer(Samples.H100, Samples.UTAH, Samples.TEXAS)));
        assertThat(changes).containsExactly("1× H100");
    }

    @Test
    void aTypeThatIsNoLongerOfferedIsNoLongerSelected() {
        catalog.publish(offers(offer(Samples.A10), offer(Samples.H100, Samples.UTAH)));
        model.select(row("1× A10"));

        catalog.publish(offers(offer(Samples.H100, Samples.UTAH)));

        assertThat(model.selectedProperty().get()).isEmpty();
    }

    @Test
    void wordsAreLookedForInNamesAndOpenRegions() {
        catalog.publish(offers(offer(Samples.A10), offer(Samples.H100, Samples.UTAH)));

        model.filterProperty().set(words("WEST h100"));

        assertThat(titles()).containsExactly("Can start now", "1× H100");
        assertThat(messages.text(model.summaryProperty().get()))
                .isEqualTo("1 of 2 types match your filters, 1 can start now");
    }

    @Test
    void theCheapestThatFitsAndCanStartIsHinted() {
        catalog.publish(
                offers(offer(Samples.A10, Samples.TEXAS), offer(Samples.H100, Samples.UTAH)));
        assertThat(model.cheapestProperty().get()).isEmpty();

        model.filterProperty().set(memoryFrom(40));

        assertThat(model.cheapestProperty().get()).contains(row("1× H100"));
    }

    @Test
    void aPriceLimitThatHidesEverythingCanBeRaisedToTheNearest() {
        catalog.publish(
                offers(offer(Samples.A10, Samples.TEXAS), offer(Samples.H100, Samples.UTAH)));
        model.filterProperty().set(priceTo(new Cents(100)));
        assertThat(model.stateProperty().get()).isEqualTo(GpusViewModel.State.NOTHING_FITS);
        assertThat(model.nearestProperty().get().orElseThrow().type()).isEqualTo(Samples.A10);

        model.raiseLimit();

        assertThat(titles()).containsExactly("Can start now", "1× A10");
    }

    @Test
    void hidingSoldOutTypesLeavesTheOpenOnes() {
        catalog.publish(offers(offer(Samples.A10), offer(Samples.H100, Samples.UTAH)));

        model.soldOutShownProperty().set(false);

        assertThat(titles()).containsExactly("Can start now", "1× H100");
    }

    @Test
    void theOrderChangesInsideTheGroups() {
        catalog.publish(
                offers(offer(Samples.A10, Samples.TEXAS), offer(Samples.H100, Samples.UTAH)));

        model.sortProperty().set(new GpuSort(GpuSort.Key.PRICE, false));

        assertThat(titles()).containsExactly("Can start now", "1× H100", "1× A10");
    }

    private List<String> titles() {
        return model.rows().stream()
                .map(row ->
                        switch (row) {
                            case HeadRow head -> messages.text(head.title());
                            case TypeRow type -> type.offer().type().title();
                        })
                .toList();
    }

    private TypeRow row(String title) {
        return model.rows().stream()
                .filter(TypeRow.class::isInstance)
                .map(TypeRow.class::cast)
                .filter(row -> row.offer().type().title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static GpuFilter words(String words) {
        return new GpuFilter(
                words,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static GpuFilter memoryFrom(int gb) {
        return new GpuFilter(
                "",
                Optional.empty(),
                Optional.of(gb),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static GpuFilter priceTo(Cents limit) {
        return new GpuFilter(
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(limit));
    }

    private static TypeOffer offer(InstanceType type, Region... open) {
        return new TypeOffer(type, List.of(open));
    }

    private static Catalog offers(TypeOffer... offers) {
        return new Catalog(
                List.of(offers),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(Samples.MORNING),
                Optional.empty());
    }
}
