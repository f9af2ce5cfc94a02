package gpudeck.sim.account;

import org.jspecify.annotations.Nullable;

/// The API says no. Carries what its error envelope says.
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String suggestion;

    public Refusal(int status, String code, String message, @Nullable String suggestion) {
        super(message);
        this.status = status;
        this.code = code;
        this.suggestion = suggestion;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public @Nullable String suggestion() {
        return suggestion;
    }

    public static Refusal invalid(String message) {
        return new Refusal(400, "global/invalid-parameters", message, null);
    }

    /// @param status 404, but 400 for what a launch names
    public static Refusal missing(int status, String what) {
        return new Refusal(
                status,
                "global/object-does-not-exist",
                "The specified " + what + " does not exist.",
                "Check the resource name and try again.");
    }

    public static Refusal noSuchPath() {
        return new Refusal(404, "global/not-found", "The requested resource was not found.", null);
    }

    public static Refusal duplicate(String what) {
        return new Refusal(
                400, "global/duplicate", "A " + what + " with this name already exists.", null);
    }

    public static Refusal quota(String what) {
        return new Refusal(
                400,
                "global/quota-exceeded",
                "Quota exceeded: " + what + ".",
                "Contact Support to increase your quota.");
    }

    public static Refusal conflict(String message) {
        return new Refusal(409, "global/conflict", message, null);
    }
}
