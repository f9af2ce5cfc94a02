package gpudeck.app;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;
import java.util.Map;

/// Whether a window can open here. JavaFX answers a missing display, library or font with a stack
/// trace, so the same questions are asked of the system first. What is loaded for them stays, since
/// JavaFX loads it next.
@SuppressWarnings("restricted") // asking the system's own libraries is what this is for
sealed interface Display {

    record Ready() implements Display {}

    /// There is nothing to draw on.
    record None() implements Display {}

    /// @param missing what to install, as a Debian package
    record Incomplete(String missing) implements Display {}

    static Display probe(Map<String, String> environment) {
        boolean x11 = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        if (!x11 || System.getProperty("glass.platform") != null) {
            return new Ready();
        }
        if (environment.getOrDefault("DISPLAY", "").isBlank()) {
            return new None();
        }
        if (!isLibraryHere("libX11.so.6") || !isLibraryHere("libgtk-3.so.0")) {
            return new Incomplete("libgtk-3-0");
        }
        if (!isDisplayOpen()) {
            return new None();
        }
        return hasFonts() ? new Ready() : new Incomplete("fonts-noto-core");
    }

    private static boolean isLibraryHere(String name) {
        try {
            SymbolLookup.libraryLookup(name, Arena.global());
            return true;
        } catch (IllegalArgumentException notFound) {
            return false;
        }
    }

    private static boolean isDisplayOpen() {
        try {
            var x11 = SymbolLookup.libraryLookup("libX11.so.6", Arena.global());
            var display = callForPointer(x11, "XOpenDisplay", MemorySegment.NULL);
            if (display.equals(MemorySegment.NULL)) {
                return false;
            }
            Linker.nativeLinker()
                    .downcallHandle(
                            x11.findOrThrow("XCloseDisplay"),
                            FunctionDescriptor.of(JAVA_INT, ADDRESS))
                    .invoke(display);
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot ask X11 for a display", e);
        }
    }

    /// Of the configuration that JavaFX will use. `FcFontSet` begins with the number of its fonts.
    private static boolean hasFonts() {
        try {
            var fontconfig = SymbolLookup.libraryLookup("libfontconfig.so.1", Arena.global());
            var linker = Linker.nativeLinker();
            int isReady =
                    (int)
                            linker.downcallHandle(
                                            fontconfig.findOrThrow("FcInit"),
                                            FunctionDescriptor.of(JAVA_INT))
                                    .invoke();
            if (isReady == 0) {
                return false;
            }
            var fonts =
                    (MemorySegment)
                            linker.downcallHandle(
                                            fontconfig.findOrThrow("FcConfigGetFonts"),
                                            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT))
                                    .invoke(MemorySegment.NULL, 0);
            return !fonts.equals(MemorySegment.NULL)
                    && fonts.reinterpret(JAVA_INT.byteSize()).get(JAVA_INT, 0) > 0;
        } catch (IllegalArgumentException noFontconfig) {
            return false;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot ask fontconfig for fonts", e);
        }
    }

    private static MemorySegment callForPointer(
            SymbolLookup library, String function, MemorySegment argument) throws Throwable {
        return (MemorySegment)
                Linker.nativeLinker()
                        .downcallHandle(
                                library.findOrThrow(function),
                                FunctionDescriptor.of(ADDRESS, ADDRESS))
                        .invoke(argument);
    }
}
