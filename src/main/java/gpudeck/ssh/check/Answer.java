package gpudeck.ssh.check;

/// What came of asking one program of a machine.
public sealed interface Answer {

    /// @param status that it ended with; of a signal, below zero
    /// @param text the machine's words, at most 16 KiB: they may be anything
    record Said(int status, String text) implements Answer {}

    /// It was not there in time.
    record Late() implements Answer {}

    /// There is no such program.
    record Absent() implements Answer {}
}
