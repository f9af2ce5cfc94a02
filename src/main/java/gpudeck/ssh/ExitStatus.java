package gpudeck.ssh;

/// How a remote command ended.
public sealed interface ExitStatus {

    record Exited(int status) implements ExitStatus {}

    /// @param signal without `SIG`: `KILL`
    record Signalled(String signal) implements ExitStatus {}

    default boolean isSuccess() {
        return this instanceof Exited(int status) && status == 0;
    }
}
