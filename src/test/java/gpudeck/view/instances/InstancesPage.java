package gpudeck.view.instances;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;

import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.Instance.JupyterLink;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.testing.KnownFleet;
import gpudeck.testing.KnownHeir;
import gpudeck.testing.Machines;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.frame.Overlays;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.LiveCustody;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.custody.Abandoned;
import gpudeck.viewmodel.custody.InheritanceViewModel;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.instances.InstanceActions;
import gpudeck.viewmodel.instances.InstanceRow;
import gpudeck.viewmodel.instances.InstanceRow.MachineRow;
import gpudeck.viewmodel.instances.InstancesViewModel;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/// The page of instances in a window of its own, and what a test looks at.
final class InstancesPage {

    final Messages messages = Messages.load();
    final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    final Ticker ticker = new Ticker(NOW, ZoneOffset.UTC);
    final StepwiseBackground background = new StepwiseBackground();
    final KnownFleet access = new KnownFleet();
    final List<String> asked = new ArrayList<>();
    final Overlays overlays = Overlays.create(messages);
    final ShownNodes nodes = new ShownNodes(overlays.dialogs());
    final LiveCustody custody = LiveCustody.unneeded();
    final KnownHeir heir = new KnownHeir(custody.undecided());
    final Live live =
            new Live(fleet, new Signal<>(Catalog.UNREAD), new Signal<>(List.of()), custody, ticker);
    final InstancesViewModel model =
            new InstancesViewModel(
                    live,
                    new Session(
                            Optional.of("9f3c"), Optional.empty(), Duration.ofSeconds(5), "1.0"),
                    access,
                    background);
    final InstancesView view =
            new InstancesView(
                    model,
                    new InheritanceViewModel(live, heir, () -> Abandoned.ASK, _ -> {}, background),
                    new ReadOnlyObjectWrapper<>(NavigationCount.NONE),
                    new Asked(),
                    () -> asked.add("read"),
                    overlays,
                    messages);

    void shown(int width, int height) {
        overlays.dialogs().setWindow(view);
        nodes.show(width, height);
    }

    void resize(double width) {
        overlays.dialogs().resize(width, 800);
        nodes.layOut();
    }

    static FleetInstance[] many(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(Machines::mine)
                .toArray(FleetInstance[]::new);
    }

    TableView<InstanceRow> table() {
        return nodes.table(".instance-table");
    }

    VirtualFlow<?> flow() {
        return (VirtualFlow<?>) table().lookup(".virtual-flow");
    }

    void select(String... names) {
        table().requestFocus();
        table().getSelectionModel().clearSelection();
        for (var name : names) {
            table().getItems().stream()
                    .filter(row ->
                            row instanceof MachineRow machine
                                    && machine.facts().name().equals(name))
                    .forEach(table().getSelectionModel()::select);
        }
    }

    List<String> selected() {
        return table().getSelectionModel().getSelectedItems().stream()
                .filter(MachineRow.class::isInstance)
                .map(row -> ((MachineRow) row).facts().name())
                .toList();
    }

    List<String> columns() {
        return table().getVisibleLeafColumns().stream().map(TableColumn::getText).toList();
    }

    double widthOfColumns() {
        return table().getVisibleLeafColumns().stream().mapToDouble(TableColumn::getWidth).sum();
    }

    List<String> sentences() {
        return view.lookupAll(".table-row-cell").stream()
                .map(Node::getAccessibleText)
                .filter(text -> text != null)
                .toList();
    }

    Node banner(String id) {
        return view.lookup(id);
    }

    private final class Asked implements InstanceActions {
        @Override
        public void launch() {
            asked.add("launch");
        }

        @Override
        public void runJob() {
            asked.add("job");
        }

        @Override
        public void runJob(InstanceId there) {
            asked.add("job on " + there);
        }

        @Override
        public void browseGpus() {
            asked.add("browse");
        }

        @Override
        public void openJob(RunId run) {
            asked.add("open " + run);
        }

        @Override
        public void openJupyter(JupyterLink link) {
            asked.add("jupyter " + link.url());
        }
    }
}
