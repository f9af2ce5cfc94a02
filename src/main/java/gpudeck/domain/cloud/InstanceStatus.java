package gpudeck.domain.cloud;

import java.util.Locale;

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

    public Kind kind() {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "booting" -> Kind.BOOTING;
            case "active" -> Kind.ACTIVE;
            case "unhealthy" -> Kind.UNHEALTHY;
            case "terminating" -> Kind.TERMINATING;
            case "terminated" -> Kind.TERMINATED;
            case "preempted" -> Kind.PREEMPTED;
            default -> Kind.UNKNOWN;
        };
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
