package gpudeck.bench.window;

import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.Instance.JupyterLink;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.testing.KnownFleet;
import gpudeck.testing.KnownHeir;
import gpudeck.testing.Machines;
import gpudeck.view.frame.Overlays;
import gpudeck.view.instances.InstancesView;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.LiveCustody;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.custody.Abandoned;
import gpudeck.viewmodel.custody.InheritanceViewModel;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.instances.InstanceActions;
import gpudeck.viewmodel.instances.InstancesViewModel;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/// The page of instances over a fleet that is given. Nothing can be done with it.
final class BenchInstances {

    private final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    private final Ticker ticker = new Ticker(Machines.NOW, ZoneOffset.UTC);
    private @Nullable Parent view;

    Signal<Fleet> fleet() {
        return fleet;
    }

    Ticker ticker() {
        return ticker;
    }

    /// Made on the UI thread, once.
    Parent view() {
        var made = view;
        if (made == null) {
            made = make();
            view = made;
        }
        return made;
    }

    private Parent make() {
        var messages = Messages.load();
        var overlays = Overlays.create(messages);
        var custody = LiveCustody.unneeded();
        var live =
                new Live(
                        fleet,
                        new Signal<>(Catalog.UNREAD),
                        new Signal<>(List.of()),
                        custody,
                        ticker);
        var session =
                new Session(Optional.of("9f3c"), Optional.empty(), Duration.ofSeconds(5), "1.0");
        var model = new InstancesViewModel(live, session, new KnownFleet(), BenchStage.BACKGROUND);
        var page =
                new InstancesView(
                        model,
                        new InheritanceViewModel(
                                live,
                                new KnownHeir(custody.undecided()),
                                () -> Abandoned.ASK,
                                _ -> {},
                                BenchStage.BACKGROUND),
                        new ReadOnlyObjectWrapper<>(NavigationCount.NONE),
                        new NoActions(),
                        () -> {},
                        overlays,
                        messages);
        overlays.dialogs().setWindow(page);
        return overlays.dialogs();
    }

    private static final class NoActions implements InstanceActions {
        @Override
        public void launch() {}

        @Override
        public void runJob() {}

        @Override
        public void runJob(InstanceId there) {}

        @Override
        public void browseGpus() {}

        @Override
        public void openJob(RunId run) {}

        @Override
        public void openJupyter(JupyterLink link) {}
    }
}
