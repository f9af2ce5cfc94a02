package gpudeck.domain;

import java.time.Duration;

/// Why a machine could not be reached or used over SSH.
public sealed interface SshError extends Problem {

    record Unreachable(String host, int port, String why) implements SshError {}

    /// The machine answers, but does not take the key.
    record AuthRefused(String user, String host, String key) implements SshError {}

    /// The machine shows another key than the one pinned for this instance: nothing was sent.
    record HostKeyChanged(String host, String expectedFingerprint, String shownFingerprint)
            implements SshError {}

    /// The machine does not show the key that it was given at its launch (yet): nothing was sent.
    record HostKeyNotInstalled(String host, String expectedFingerprint, String shownFingerprint)
            implements SshError {}

    /// The machine was not launched with a key of ours, and nobody has confirmed the one that it
    /// shows: nothing was sent.
    record HostKeyUnconfirmed(String host, String shownFingerprint) implements SshError {}

    record KeyMissing(String file) implements SshError {}

    /// Not a private key that can be read here.
    record KeyUnreadable(String file, String why) implements SshError {}

    /// Others on this computer may read the file.
    record KeyTooOpen(String file, String permissions) implements SshError {}

    record PassphraseNeeded(String file) implements SshError {}

    record PassphraseWrong(String file) implements SshError {}

    record ConnectionLost(String host, String why) implements SshError {}

    record TimedOut(String what, Duration after) implements SshError {}

    /// A command of ours ended with a status other than 0; `lastWords` is the end of its stderr.
    record CommandFailed(String command, int exitStatus, String lastWords) implements SshError {}

    /// The machine says what makes no sense.
    record Garbled(String what, String why) implements SshError {}

    /// A file that was sent is not on the machine as it was sent, and no error told.
    record NotAsSent(String name) implements SshError {}

    /// The machine named a file that would leave the folder it belongs in. Nothing of it was
    /// written.
    record UnsafePath(String name, String why) implements SshError {}
}
