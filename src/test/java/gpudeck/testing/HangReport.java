package gpudeck.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/// What each thread does when a test takes too long, with the virtual ones, which JUnit's own dump
/// leaves out. In force for all tests.
public final class HangReport implements PreInterruptCallback {

    @Override
    public void beforeThreadInterrupt(PreInterruptContext hanging, ExtensionContext context)
            throws IOException {
        var folder = Files.createTempDirectory("gpudeck-hang");
        var dump = folder.resolve("threads.txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            System.out.printf(
                    "%s takes too long in %s%n%s%n",
                    context.getUniqueId(), hanging.getThreadToInterrupt(), Files.readString(dump));
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }
}
