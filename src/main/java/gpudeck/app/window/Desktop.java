package gpudeck.app.window;

import gpudeck.app.session.OpenSession;
import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.store.PreferencesFile;
import gpudeck.store.StoreException;
import gpudeck.view.frame.Overlays;
import gpudeck.viewmodel.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/// What every part of the window works with, and the few things that the system does for it.
///
/// @param goOver opens the window on the account whose key was kept
record Desktop(
        Stage stage,
        OpenSession session,
        PreferencesFile preferences,
        FxBackground background,
        Overlays overlays,
        SystemOpener opener,
        Runnable goOver,
        Messages messages) {

    /// In the system's file manager.
    void openFolder(Path folder) {
        background.run(
                () -> {
                    if (!Files.isDirectory(folder)) {
                        throw new NoSuchFileException(folder.toString());
                    }
                    opener.open(folder.toString());
                    return folder;
                },
                _ -> {},
                failure ->
                        warn(
                                UserMessage.of(
                                        failure instanceof NoSuchFileException
                                                ? "app.folder.missing"
                                                : "app.open.failed",
                                        folder.toString())));
    }

    void openAddress(String address) {
        openAddress(() -> address, UserMessage.of("app.open.failed", address));
    }

    /// One that gives access to whoever has it: it is not shown, and no argument of a program.
    void openSecretAddress(String address) {
        openAddress(() -> OneTimeAddress.leadingTo(address), UserMessage.of("app.open.noBrowser"));
    }

    private void openAddress(Callable<String> address, UserMessage failed) {
        background.run(
                () -> {
                    opener.open(address.call());
                    return failed;
                },
                _ -> {},
                _ -> warn(failed));
    }

    /// The one to begin with where a key is chosen.
    Optional<String> sshKeyName() {
        return session.settings().sshKeyName().or(() -> preferences.get().sshKeyName());
    }

    Optional<Path> chooseFolder(String title, Path from) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        nearest(from).ifPresent(folder -> chooser.setInitialDirectory(folder.toFile()));
        return Optional.ofNullable(chooser.showDialog(stage)).map(file -> file.toPath());
    }

    /// The chooser throws when it is to begin in a folder that is not there.
    private static Optional<Path> nearest(Path folder) {
        for (var at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    void showProblem(Exception problem) {
        warn(
                switch (problem) {
                    case StoreException e -> Explanation.of(e.error());
                    case IOException e ->
                            UserMessage.of("cli.file", String.valueOf(e.getMessage()));
                    default -> Explanation.of(problem);
                });
    }

    void warn(UserMessage message) {
        overlays.toasts().show(Feather.ALERT_TRIANGLE, Tone.WARNING, "", messages.text(message));
    }
}
