package gpudeck.app.window;

import java.util.Objects;

/// Which GPU Deck this is.
final class Version {

    private Version() {}

    /// The jar knows; a folder of classes does not.
    static String ofThis() {
        return Objects.requireNonNullElse(
                Version.class.getPackage().getImplementationVersion(), "dev");
    }
}
