package gpudeck.engine;

import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;

/// The signals that end programs, by the names of RFC 4254, section 6.10, and Linux's numbers. A
/// shell reports a child that a signal ended as 128 + its number.
public final class Signals {

    private static final int SHELL_OFFSET = 128;

    private static final Map<String, Integer> NUMBERS =
            Map.ofEntries(
                    Map.entry("HUP", 1),
                    Map.entry("INT", 2),
                    Map.entry("QUIT", 3),
                    Map.entry("ILL", 4),
                    Map.entry("ABRT", 6),
                    Map.entry("BUS", 7),
                    Map.entry("FPE", 8),
                    Map.entry("KILL", 9),
                    Map.entry("SEGV", 11),
                    Map.entry("PIPE", 13),
                    Map.entry("ALRM", 14),
                    Map.entry("TERM", 15));

    private static final Map<Integer, String> NAMES =
            NUMBERS.entrySet().stream().collect(Collectors.toMap(Entry::getValue, Entry::getKey));

    private Signals() {}

    /// What a shell would report; 128 if the name is not known here.
    public static int exitStatus(String signal) {
        return SHELL_OFFSET + NUMBERS.getOrDefault(signal, 0);
    }

    /// The signal that a shell's exit status speaks of.
    public static Optional<String> of(int exitStatus) {
        return Optional.ofNullable(NAMES.get(exitStatus - SHELL_OFFSET));
    }
}
