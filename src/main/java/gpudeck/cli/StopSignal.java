package gpudeck.cli;

/// What tells the program to stop before it is done.
public enum StopSignal {
    /// Ctrl-C
    INT(130),
    /// `kill`, logout
    TERM(143);

    private final int exitStatus;

    StopSignal(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /// 128 + the signal's number, as shells have it.
    public int exitStatus() {
        return exitStatus;
    }
}
