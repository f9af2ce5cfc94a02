package gpudeck.engine.hosts;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.store.OwnerOnly;
import gpudeck.store.StoreException;
import gpudeck.store.journal.HostKeyPin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A `known_hosts` file of our own for the system's `ssh`: one line for each instance that has not
/// ended, under a name that no other instance ever has. All that it says is in the journal.
public final class KnownHosts {

    /// Any other would need a rule for what is special in these files.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

    private final Path file;

    public KnownHosts(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /// What `ssh` is to look it up by, whatever its address is.
    public static String alias(InstanceId instance) {
        return "gpudeck-" + instance.value();
    }

    static boolean isPlain(String word) {
        return PLAIN.matcher(word).matches();
    }

    synchronized void write(List<HostKeyPin> living) throws StoreException {
        var text =
                living.stream()
                        .filter(pin -> isPlain(pin.instance().value()))
                        .map(KnownHosts::line)
                        .collect(Collectors.joining());
        try {
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                OwnerOnly.replace(file, text);
            }
        } catch (IOException e) {
            throw new StoreException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static String line(HostKeyPin pin) {
        return alias(pin.instance()) + " " + pin.key().line() + "\n";
    }
}
