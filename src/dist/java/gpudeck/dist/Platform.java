package gpudeck.dist;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a package is made for: the system that it is made on, since jlink links for no other.
///
/// @param system `linux`, `macos` or `windows`
/// @param architecture as Debian calls it: `amd64` or `arm64`
record Platform(String system, String architecture) {

    /// Where the libraries' jars have native code, by what it is for.
    private static final Map<String, Set<String>> FOLDERS =
            Map.of(
                    "linux-amd64",
                    Set.of("native/Linux/x86_64/", "linux/amd64/", "linux-x86-64/"),
                    "linux-arm64",
                    Set.of("native/Linux/aarch64/", "linux/aarch64/", "linux-aarch64/"),
                    "macos-amd64",
                    Set.of("native/Mac/x86_64/", "darwin/x86_64/", "darwin-x86-64/", "osxkeychain"),
                    "macos-arm64",
                    Set.of(
                            "native/Mac/aarch64/",
                            "darwin/aarch64/",
                            "darwin-aarch64/",
                            "osxkeychain"),
                    "windows-amd64",
                    Set.of("native/Windows/x86_64/", "win/amd64/", "win32-x86-64/"),
                    "windows-arm64",
                    Set.of("native/Windows/aarch64/", "win/aarch64/", "win32-aarch64/"));

    static Platform current() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var system = name.contains("win") ? "windows" : name.contains("mac") ? "macos" : "linux";
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> new Platform(system, "amd64");
            case "aarch64" -> new Platform(system, "arm64");
            case String other ->
                    throw new IllegalStateException("No package is made for " + other + ".");
        };
    }

    boolean isLinux() {
        return system.equals("linux");
    }

    /// Whether this is native code, for this system or another.
    static boolean isNative(String entry) {
        return entry.matches(".*\\.(so|dll|dylib|jnilib|a)");
    }

    /// Whether native code in a jar is for here.
    boolean runs(String entry) {
        var folders = FOLDERS.getOrDefault(system + "-" + architecture, Set.of());
        return folders.stream().anyMatch(entry::contains);
    }
}
