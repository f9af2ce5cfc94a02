package gpudeck.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The list of security providers in a linked Java's `java.security`. jlink leaves in it those
/// whose modules were not linked. In search of one of them, the first use of any provider sets up
/// all that the class path has, Bouncy Castle's thousand algorithms among them.
final class SecurityProviders {

    private static final Pattern ENTRY = Pattern.compile("security\\.provider\\.\\d+=(\\w+)");

    private SecurityProviders() {}

    /// Keeps those that the runtime has, in their order.
    static void keepPresent(Path runtime) throws IOException {
        var file = runtime.resolve("conf/security/java.security");
        var present = namesOfPresent(runtime);
        var lines = new ArrayList<String>();
        int kept = 0;
        for (var line : Files.readAllLines(file)) {
            var entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                lines.add(line);
            } else if (present.contains(entry.group(1))) {
                // Java reads them up to the first number that is missing.
                lines.add("security.provider." + ++kept + "=" + entry.group(1));
            }
        }
        Files.write(file, lines);
    }

    private static Set<String> namesOfPresent(Path runtime) throws IOException {
        var modules = modules(runtime);
        return Stream.of(Security.getProviders())
                .filter(provider -> modules.contains(provider.getClass().getModule().getName()))
                .map(Provider::getName)
                .collect(Collectors.toSet());
    }

    private static Set<String> modules(Path runtime) throws IOException {
        return Files.readAllLines(runtime.resolve("release")).stream()
                .filter(line -> line.startsWith("MODULES="))
                .flatMap(line -> Stream.of(line.replaceAll("MODULES=|\"", "").split(" ")))
                .collect(Collectors.toSet());
    }
}
