package gpudeck.app;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/// Leaves the terminal that this process was started from: neither its Ctrl-C nor its end reaches
/// it any more.
@SuppressWarnings("restricted") // asks the C library, as every daemon does
final class Detached {

    private Detached() {}

    /// A process of its own session where there is such a thing (POSIX), else without a console
    /// (Windows). Where neither can be had it stays as it is.
    static void fromTerminal() {
        var linker = Linker.nativeLinker();
        var setsid = linker.defaultLookup().find("setsid");
        var type = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        try {
            if (setsid.isPresent()) {
                // -1 means that it leads a session already.
                int _ = (int) linker.downcallHandle(setsid.get(), type).invokeExact();
            } else if (System.getProperty("os.name").startsWith("Windows")) {
                var kernel =
                        SymbolLookup.libraryLookup("kernel32", java.lang.foreign.Arena.global());
                int _ =
                        (int)
                                linker.downcallHandle(kernel.findOrThrow("FreeConsole"), type)
                                        .invokeExact();
            }
        } catch (Throwable e) {
            throw new IllegalStateException("setsid", e);
        }
    }
}
