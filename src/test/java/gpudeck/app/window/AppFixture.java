package gpudeck.app.window;

import gpudeck.app.session.OpenSession;
import gpudeck.app.session.Sessions;
import gpudeck.cli.GlobalOptions;
import gpudeck.domain.Lease;
import gpudeck.domain.Messages;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.MemoryKeyring;
import gpudeck.view.frame.Frame;
import gpudeck.view.kit.Fonts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// The whole window over a demo that moves fast, as a user has it in front of him:
///
/// ```java
/// @RegisterExtension final AppFixture app = new AppFixture();
/// ```
///
/// Tests run on a thread of their own; [#on] goes to the JavaFX thread.
@SuppressWarnings("NullAway.Init") // set before each test
final class AppFixture implements BeforeEachCallback, AfterEachCallback {

    private static final int MOST_MOVES = 20;
    private static final int LONG_SECONDS = 120;
    private static final double SPEED = 20;

    private final MemoryKeyring keyring = MemoryKeyring.none();
    private final FxRobot robot = new FxRobot();
    private Path folder;
    private Optional<String> apiUrl = Optional.empty();
    private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    private boolean goneOver;
    private OpenSession session;
    private Desk desk;
    private Stage stage;
    private Optional<Thread.UncaughtExceptionHandler> handler = Optional.empty();

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        FxThreadExtension.startToolkit();
        handler = Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler());
        folder = Files.createTempDirectory("gpudeck-app-test");
        // It is not the first time.
        Files.createDirectories(folder.resolve("home/demo"));
        Files.writeString(folder.resolve("home/demo/preferences.json"), "{}");
        open();
    }

    /// The program is started for the first time.
    ///
    /// @param url where the account is that a key would lead to
    void startAnew(String url) throws Exception {
        close();
        apiUrl = Optional.of(url);
        Files.delete(session.folder().preferences());
        open();
    }

    /// Whether the window was asked to open on another account.
    boolean hasGoneOver() {
        return goneOver;
    }

    /// The program is started again, over the same data folder.
    void restart() throws Exception {
        close();
        open();
    }

    /// The same, with other words in the file that it remembers things in.
    void restartRemembering(String words) throws Exception {
        close();
        Files.writeString(session.folder().preferences(), words);
        open();
    }

    private void open() throws Exception {
        var environment = new HashMap<String, String>();
        environment.put("GPUDECK_HOME", folder.resolve("home").toString());
        apiUrl.ifPresent(url -> environment.put("LAMBDA_API_URL", url));
        session =
                new Sessions(environment, folder, options -> options.withSpeed(SPEED), keyring)
                        .openForWindow(new GlobalOptions());
        on(() -> {
            Fonts.load();
            stage = new Stage();
            desk = Desk.open(stage, session, this::goOver, Messages.load());
            Thread.setDefaultUncaughtExceptionHandler(
                    noting(Thread.getDefaultUncaughtExceptionHandler()));
            return stage;
        });
    }

    /// What nobody catches fails the test.
    private Thread.UncaughtExceptionHandler noting(Thread.UncaughtExceptionHandler shows) {
        return (thread, bug) -> {
            bugs.add(bug);
            shows.uncaughtException(thread, bug);
        };
    }

    private void goOver() {
        goneOver = true;
        stage.getScene().setRoot(new StackPane());
    }

    private void close() throws Exception {
        on(() -> {
            stage.hide();
            desk.close();
            return stage;
        });
        session.close();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        close();
        Thread.setDefaultUncaughtExceptionHandler(handler.orElse(null));
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        FxThreadExtension.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        if (!bugs.isEmpty()) {
            var met = new AssertionError(bugs.size() + " bugs were told of");
            bugs.forEach(met::addSuppressed);
            throw met;
        }
    }

    OpenSession session() {
        return session;
    }

    Stage stage() {
        return stage;
    }

    /// Does it on the JavaFX thread, and waits for it.
    <T> T on(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(LONG_SECONDS, TimeUnit.SECONDS);
    }

    /// Waits until this is true on the JavaFX thread.
    void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(LONG_SECONDS, TimeUnit.SECONDS, () -> on(condition));
    }

    /// Waits until this can be read in the window.
    void awaitText(String words) throws Exception {
        try {
            await(() -> text().contains(words));
        } catch (TimeoutException e) {
            throw new AssertionError("no \"" + words + "\" in:\n" + on(this::text), e);
        }
    }

    /// Waits until this can no longer be read in the window.
    void awaitNoText(String words) throws Exception {
        await(() -> !text().contains(words));
    }

    /// Goes to that page.
    void open(String page) throws Exception {
        on(() -> {
            ((Frame) stage.getScene().getRoot()).open(page);
            return page;
        });
    }

    /// Presses the button when it is there and enabled.
    void press(String selector) throws Exception {
        await(() -> {
            var button = stage.getScene().getRoot().lookup(selector);
            return button != null && !button.isDisabled() && isSeen(button);
        });
        on(() -> {
            ((ButtonBase) stage.getScene().getRoot().lookup(selector)).fire();
            return selector;
        });
    }

    /// Clicks with the mouse on what has this selector or these words, when it is there and
    /// enabled.
    void click(String selectorOrWords) throws Exception {
        try {
            await(() -> clickable(selectorOrWords).isPresent());
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "nothing to click on for \"" + selectorOrWords + "\" in:\n" + on(this::text),
                    e);
        }
        pointAt(selectorOrWords);
        robot.clickOn(MouseButton.PRIMARY);
    }

    /// What else comes into sight may move it away while the mouse is on its way.
    private void pointAt(String selectorOrWords) throws Exception {
        for (int i = 0; i < MOST_MOVES; i++) {
            robot.moveTo(on(() -> clickable(selectorOrWords).orElseThrow()));
            if (on(() -> clickable(selectorOrWords).filter(AppFixture::isPointedAt).isPresent())) {
                return;
            }
        }
    }

    /// Nodes inside of controls let the mouse through to them.
    private static boolean isPointedAt(Node node) {
        var parent = node.getParent();
        return node.isHover() || (node.isMouseTransparent() && parent != null && parent.isHover());
    }

    /// Types on the keyboard.
    void type(String words) {
        robot.write(words);
    }

    /// Presses these keys together.
    void keys(KeyCode... together) {
        robot.push(together);
    }

    private Optional<Node> clickable(String selectorOrWords) {
        var root = stage.getScene().getRoot();
        root.applyCss();
        root.layout();
        boolean isSelector = selectorOrWords.startsWith("#");
        return root.lookupAll(isSelector ? selectorOrWords : "*").stream()
                .filter(node -> isSelector || words(node).equals(selectorOrWords))
                .filter(node -> !node.isDisabled() && isSeen(node))
                .findFirst();
    }

    /// Launches an instance and waits until it is seen.
    ///
    /// @return its whole name
    String launch(String name) throws Exception {
        var fleet = session.engine().fleet();
        fleet.launch(
                fleet.newRun(),
                new LaunchRequest(
                        "us-east-1",
                        "gpu_1x_a10",
                        "gpudeck-demo",
                        Optional.of(name),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Map.of(),
                        List.of()),
                Lease.DEFAULT);
        await(() -> !fleet.fleet().get().mine().isEmpty());
        return fleet.fleet().get().mine().getFirst().instance().name().orElseThrow();
    }

    /// As the window manager's button does.
    void askToClose() throws Exception {
        on(() -> {
            var request = new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST);
            stage.fireEvent(request);
            return request;
        });
    }

    /// All words in the window, one text a line.
    private String text() {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
        return stage.getScene().getRoot().lookupAll("*").stream()
                .filter(AppFixture::isSeen)
                .map(AppFixture::words)
                .filter(words -> !words.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String words(Node node) {
        return switch (node) {
            case Labeled labeled when labeled.getText() != null -> labeled.getText();
            case Text text -> text.getText();
            default -> "";
        };
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
