package gpudeck.domain.cloud;

import java.util.Locale;
import java.util.Map;

/// The API's word for how an instance is, kept as received.
public record InstanceStatus(String word) {

    public enum Kind {
        BOOTING,
        ACTIVE,
        UNHEALTHY,
        TERMINATING,
        TERMINATED,
        PREEMPTED,
        /// A word that this version does not know.
        UNKNOWN
    }

    public static final InstanceStatus BOOTING = new InstanceStatus("booting");
    public static final InstanceStatus ACTIVE = new InstanceStatus("active");
    public static final InstanceStatus UNHEALTHY = new InstanceStatus("unhealthy");
    public static final InstanceStatus TERMINATING = new InstanceStatus("terminating");
    public static final InstanceStatus TERMINATED = new InstanceStatus("terminated");
    public static final InstanceStatus PREEMPTED = new InstanceStatus("preempted");

    private static final Map<String, Kind> KINDS =
            Map.of(
                    BOOTING.word, Kind.BOOTING,
                    ACTIVE.word, Kind.ACTIVE,
                    UNHEALTHY.word, Kind.UNHEALTHY,
                    TERMINATING.word, Kind.TERMINATING,
                    TERMINATED.word, Kind.TERMINATED,
                    PREEMPTED.word, Kind.PREEMPTED);

    /// Whatever the case of the word.
    public Kind kind() {
        var known = KINDS.get(word);
        return known != null
                ? known
                : KINDS.getOrDefault(word.toLowerCase(Locale.ROOT), Kind.UNKNOWN);
    }

    /// Whether it must be assumed to cost money. Only an instance that is over does not: an unknown
    /// word never means "gone", and terminating is not finished until it is.
    public boolean isBilled() {
        return switch (kind()) {
            case BOOTING, ACTIVE, UNHEALTHY, TERMINATING, UNKNOWN -> true;
            case TERMINATED, PREEMPTED -> false;
        };
    }
}
