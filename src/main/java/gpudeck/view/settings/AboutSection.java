package gpudeck.view.settings;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Labels;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;

/// The version, and whose work is bundled under which licence.
final class AboutSection {

    private record Work(String name, String licence) {}

    private static final List<Work> BUNDLED =
            List.of(
                    new Work("Inter", "SIL Open Font License 1.1"),
                    new Work("JetBrains Mono", "SIL Open Font License 1.1"),
                    new Work("OpenJFX", "GPL 2 with Classpath Exception"),
                    new Work("AtlantaFX", "MIT"),
                    new Work("ControlsFX", "BSD 3-Clause"),
                    new Work("Ikonli", "Apache 2.0"),
                    new Work("Feather icons", "MIT"),
                    new Work("OkHttp", "Apache 2.0"),
                    new Work("Jackson", "Apache 2.0"),
                    new Work("sshj", "Apache 2.0"),
                    new Work("Bouncy Castle", "MIT"),
                    new Work("Apache MINA SSHD", "Apache 2.0"),
                    new Work("Apache Commons Compress", "Apache 2.0"),
                    new Work("zstd-jni", "BSD 2-Clause"),
                    new Work("JGit", "BSD 3-Clause"),
                    new Work("SQLite JDBC", "Apache 2.0"),
                    new Work("picocli", "Apache 2.0"),
                    new Work("dotenv-java", "Apache 2.0"),
                    new Work("AppDirs", "Apache 2.0"),
                    new Work("java-keyring", "BSD 3-Clause"),
                    new Work("secret-service", "MIT"),
                    new Work("dbus-java", "MIT"),
                    new Work("jkeychain", "BSD 2-Clause"),
                    new Work("HKDF", "Apache 2.0"),
                    new Work("JNA", "Apache 2.0 or LGPL 2.1"),
                    new Work("ULID Creator", "MIT"),
                    new Work("SLF4J", "MIT"),
                    new Work("Logback", "EPL 2.0 or LGPL 2.1"));

    private AboutSection() {}

    /// @param openReleases shows what versions there are; empty if nobody said where
    static Node node(String version, Optional<Runnable> openReleases, Messages messages) {
        var section =
                new Section(messages.text("settings.about"))
                        .row(
                                messages.text("frame.title"),
                                messages.text("settings.about.text"),
                                Labels.figure(version));
        openReleases.ifPresent(open -> {
            var button = Buttons.plain(messages.text("settings.updates.open"), open);
            button.setId("open-releases");
            section.row(
                    messages.text("settings.updates"),
                    messages.text("settings.updates.text"),
                    button);
        });
        return section.node(licences());
    }

    private static Node licences() {
        var grid = new GridPane();
        grid.getStyleClass().add("licences");
        for (int i = 0; i < BUNDLED.size(); i++) {
            var work = BUNDLED.get(i);
            grid.addRow(i, Labels.body(work.name()), Labels.quiet(work.licence()));
        }
        return grid;
    }
}
