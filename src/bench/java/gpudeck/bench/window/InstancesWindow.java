package gpudeck.bench.window;

import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.testing.Machines;
import gpudeck.viewmodel.instances.InstanceRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/// The page of instances with very many of them, of which some are different each second.
public final class InstancesWindow {

    /// Until the program is as fast as it gets.
    private static final int WARM_UP = 30;

    private static final long BETWEEN_MILLIS = 250;

    private final BenchInstances page = new BenchInstances();
    private final List<FleetInstance> machines;

    private InstancesWindow(int count) {
        machines = IntStream.range(0, count).mapToObj(Machines::mine).toList();
    }

    /// @param args how many instances and how many refreshes
    public static void main(String[] args) {
        BenchStage.run(() ->
                new InstancesWindow(Integer.parseInt(args[0])).measure(Integer.parseInt(args[1])));
    }

    private void measure(int refreshes) throws Exception {
        var stage = BenchStage.show(page::view);
        long uiThread = BenchStage.onUi(() -> Thread.currentThread().threadId());
        refresh(0);
        BenchStage.doOnUi(this::chooseAndScroll);
        Thread.sleep(1000);
        var before = BenchStage.onUi(() -> place(stage));
        var times = new Gaps.Times();
        for (int i = 1; i <= WARM_UP + refreshes; i++) {
            long used = BenchStage.cpuOf(uiThread);
            refresh(i);
            Thread.sleep(BETWEEN_MILLIS);
            if (i > WARM_UP) {
                times.add(BenchStage.cpuOf(uiThread) - used);
            }
        }
        var after = BenchStage.onUi(() -> place(stage));
        if (!after.equals(before)) {
            throw new IllegalStateException("from " + before + " to " + after);
        }
        times.say("refresh");
    }

    /// The list is read again, and a second has gone by.
    private void refresh(int round) throws Exception {
        var now = Machines.NOW.plusSeconds(round);
        var read =
                Machines.fleet(
                        IntStream.range(0, machines.size())
                                .mapToObj(i -> changed(machines.get(i), i, round))
                                .toList(),
                        List.of(),
                        now,
                        Optional.empty());
        show(read);
        BenchStage.doOnUi(() -> page.ticker().tick(now));
    }

    private void show(Fleet read) {
        page.fleet().publish(read);
    }

    /// Every tenth is well now and unhealthy the next time.
    private static FleetInstance changed(FleetInstance machine, int number, int round) {
        boolean ill = (number + round) % 10 == 0;
        return Machines.status(machine, ill ? InstanceStatus.UNHEALTHY : InstanceStatus.ACTIVE);
    }

    /// With the focus where the window has it: the cursor of a field blinks, and costs time.
    private void chooseAndScroll() {
        var table = table(page.view());
        table.requestFocus();
        table.getSelectionModel().clearAndSelect(machines.size() / 2);
        table.scrollTo(machines.size() / 2 - 3);
    }

    /// What is chosen and where the table was scrolled to.
    private record Place(List<InstanceRow> chosen, int first, double offset) {}

    private Place place(BenchStage stage) {
        var table = table(page.view());
        var flow = (VirtualFlow<?>) table.lookup(".virtual-flow");
        IndexedCell<?> cell = flow.getFirstVisibleCell();
        stage.scene().getRoot().layout();
        return new Place(
                List.copyOf(table.getSelectionModel().getSelectedItems()),
                cell.getIndex(),
                cell.getLayoutY());
    }

    @SuppressWarnings("unchecked") // the page has one such table
    private static TableView<InstanceRow> table(javafx.scene.Node page) {
        return (TableView<InstanceRow>) page.lookup(".instance-table");
    }
}
