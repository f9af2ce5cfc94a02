package gpudeck.viewmodel.settings;

/// How the window looks.
public enum Appearance {
    SYSTEM,
    DARK,
    LIGHT;

    /// @param systemIsDark what the system asks for
    public boolean isDark(boolean systemIsDark) {
        return this == DARK || (this == SYSTEM && systemIsDark);
    }
}
