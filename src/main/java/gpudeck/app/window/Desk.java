package gpudeck.app.window;

import gpudeck.app.session.OpenSession;
import gpudeck.domain.Messages;
import gpudeck.domain.Secrets;
import gpudeck.domain.UserMessage;
import gpudeck.store.Preferences;
import gpudeck.store.PreferencesFile;
import gpudeck.store.StoreException;
import gpudeck.view.frame.Overlays;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.settings.Appearance;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The window over one engine, from its opening to its end: what it shows, what keeps that fresh,
/// and what it remembers. All on the JavaFX thread.
final class Desk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Desktop desktop;
    private final Pages pages;
    private final WindowPlace place;
    private final Heartbeat heartbeat;
    private final PollService polls;
    private final CatalogPoll catalogPolls;

    private Desk(Stage stage, OpenSession session, Runnable goOver, Messages messages) {
        var engine = session.engine();
        var preferences = PreferencesFile.open(session.folder().preferences());
        ThemeSwitch.begin(Appearance.valueOf(preferences.get().theme().name()));
        desktop =
                new Desktop(
                        stage,
                        session,
                        preferences,
                        new FxBackground(),
                        Overlays.create(messages),
                        SystemOpener.ofThisSystem(),
                        goOver,
                        messages);
        var ticker = new Ticker(engine.time().now(), ZoneId.systemDefault());
        var live = Live.of(engine, ticker);
        pages = new Pages(desktop, live);
        Closing.guard(desktop, live, pages::keptMachines);
        place = new WindowPlace(stage);
        heartbeat = new Heartbeat(ticker, engine.time());
        var threads = desktop.background().threads();
        polls = new PollService(engine.fleet(), threads, session.settings().pollPeriod());
        catalogPolls = new CatalogPoll(engine.catalog(), threads, pages::areTypesLookedAt);
        catalogPolls.follow(ticker);
    }

    /// Shows the window.
    ///
    /// @param goOver opens it anew when a key was kept for an account
    static Desk open(Stage stage, OpenSession session, Runnable goOver, Messages messages) {
        Thread.setDefaultUncaughtExceptionHandler(
                new Bugs(
                        session.log(),
                        Version.ofThis(),
                        new Secrets(session.settings().apiKey()),
                        SystemOpener.ofThisSystem(),
                        messages));
        var desk = new Desk(stage, session, goOver, messages);
        desk.show();
        return desk;
    }

    private void show() {
        var stage = desktop.stage();
        var saved = desktop.preferences().get();
        var scene = new Scene(pages.frame());
        new ThemeSwitch(pages.appearance()).follow(scene);
        AppIcons.addTo(stage);
        stage.setTitle(title());
        stage.setScene(scene);
        place.restore(saved.window());
        saved.page().ifPresent(pages.frame()::open);
        heartbeat.follow(stage);
        polls.start();
        stage.show();
        if (desktop.preferences().isNew()) {
            pages.connect().ifPresent(Runnable::run);
        }
        desktop.preferences()
                .setAside()
                .ifPresent(file ->
                        desktop.warn(UserMessage.of("app.preferences.aside", file.toString())));
    }

    private String title() {
        var messages = desktop.messages();
        return messages.text(desktop.session().isDemo() ? "app.title.demo" : "frame.title");
    }

    @Override
    public void close() {
        polls.cancel();
        catalogPolls.cancel();
        heartbeat.close();
        remember(p -> place.current().map(p::withWindow).orElse(p));
        remember(p -> p.withPage(pages.frame().pageProperty().get().id()));
        pages.close();
        desktop.background().close();
    }

    private void remember(UnaryOperator<Preferences> change) {
        try {
            desktop.preferences().update(change);
        } catch (StoreException e) {
            LOG.warn("the window's place is not remembered", e);
        }
    }
}
