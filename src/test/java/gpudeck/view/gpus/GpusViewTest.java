package gpudeck.view.gpus;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Keyboard;
import gpudeck.testing.Samples;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.gpus.GpuActions;
import gpudeck.viewmodel.gpus.GpuRow;
import gpudeck.viewmodel.gpus.GpusViewModel;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class GpusViewTest {

    private final Signal<Catalog> catalog = new Signal<>(Catalog.UNREAD);
    private final List<String> asked = new ArrayList<>();
    private final GpusViewModel model =
            new GpusViewModel(
                    new Live(
                            new Signal<>(Fleet.UNREAD),
                            catalog,
                            new Signal<>(List.of()),
                            new Ticker(Samples.MORNING, ZoneOffset.UTC)),
                    new StepwiseBackground());
    private final GpusView view =
            new GpusView(
                    model,
                    new ReadOnlyObjectWrapper<>(NavigationCount.NONE),
                    new Asked(),
                    () -> asked.add("read"),
                    Messages.load());
    private final ShownNodes nodes = new ShownNodes(view);

    @Test
    void typingFiltersTheTable() {
        shown();
        assertThat(table().getItems()).hasSize(4);

        view.filter().orElseThrow().setText("h100");

        assertThat(table().getItems()).hasSize(2);
    }

    @Test
    void theSelectionSkipsTheHeadOfAGroup() {
        shown();
        table().getSelectionModel().clearAndSelect(1);

        table().getSelectionModel().clearAndSelect(2);

        assertThat(table().getSelectionModel().getSelectedIndex()).isEqualTo(3);
    }

    @Test
    void theSelectionSurvivesARefreshThatChangesTheOrder() {
        shown();
        table().getSelectionModel().clearAndSelect(3);
        var row = table().getSelectionModel().getSelectedItem();

        catalog.publish(
                offers(
                        new TypeOffer(Samples.A10, List.of(Samples.TEXAS)),
                        new TypeOffer(Samples.H100, List.of(Samples.UTAH))));

        assertThat(table().getSelectionModel().getSelectedItem()).isSameAs(row);
    }

    @Test
    void lettersLaunchAndRunWhatIsSelected() {
        shown();
        table().getSelectionModel().clearAndSelect(1);

        Keyboard.type(table(), "l");
        Keyboard.type(table(), "j");

        assertThat(asked).containsExactly("launch gpu_1x_h100_pcie", "job gpu_1x_h100_pcie");
    }

    @Test
    void aSoldOutTypeIsNotLaunched() {
        shown();
        table().getSelectionModel().clearAndSelect(3);

        Keyboard.type(table(), "l");

        assertThat(asked).isEmpty();
    }

    @Test
    void theDetailNamesPricesAndRegionsAndClosesOnEscape() {
        shown();
        table().getSelectionModel().clearAndSelect(1);
        nodes.layOut();

        assertThat(nodes.all(Label.class, "*").map(Label::getText))
                .contains("$0.055 per minute, $78.96 per day", "Utah, USA");

        Keyboard.press(table(), KeyCode.ESCAPE);
        assertThat(view.lookup(".type-detail")).isNull();
    }

    @Test
    void rowsTellWhatTheyAre() {
        shown();

        var row =
                view.lookupAll(".table-row-cell").stream()
                        .map(Node::getAccessibleText)
                        .filter(text -> text != null && text.contains("H100"))
                        .findFirst();

        assertThat(row).contains("1× H100 80 GB PCIe, $3.29 per hour, open in us-west-3");
    }

    @Test
    void regionsFollowWhatIsRead() {
        shown();
        assertThat(openRegions()).containsExactlyInAnyOrder("Sold out", "us-west-3");

        catalog.publish(
                offers(
                        new TypeOffer(Samples.A10, List.of(Samples.TEXAS)),
                        new TypeOffer(Samples.H100, List.of(Samples.TEXAS, Samples.UTAH))));
        nodes.layOut();
        assertThat(openRegions())
                .containsExactlyInAnyOrder("us-south-1", "us-south-1", "us-west-3");

        catalog.publish(
                offers(
                        new TypeOffer(Samples.A10, List.of(Samples.UTAH)),
                        new TypeOffer(Samples.H100, List.of())));
        nodes.layOut();
        assertThat(openRegions()).containsExactlyInAnyOrder("us-west-3", "Sold out");
    }

    private List<String> openRegions() {
        return nodes.all(Label.class, ".open-regions .label")
                .filter(label -> label.isVisible() && !label.getText().startsWith("+"))
                .map(Label::getText)
                .toList();
    }

    private void shown() {
        catalog.publish(
                offers(
                        new TypeOffer(Samples.A10, List.of()),
                        new TypeOffer(Samples.H100, List.of(Samples.UTAH))));
        nodes.show(1264, 800);
        nodes.layOut();
        table().requestFocus();
    }

    private TableView<GpuRow> table() {
        return nodes.table(".gpu-table");
    }

    private static Catalog offers(TypeOffer... offers) {
        return new Catalog(
                List.of(offers),
                List.of(Samples.TEXAS, Samples.UTAH),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(Samples.MORNING),
                Optional.empty());
    }

    private final class Asked implements GpuActions {
        @Override
        public void launch(TypeOffer offer, Optional<Region> region) {
            asked.add("launch " + offer.type().name());
        }

        @Override
        public void runJob(TypeOffer offer, Optional<Region> region) {
            asked.add("job " + offer.type().name());
        }
    }
}
