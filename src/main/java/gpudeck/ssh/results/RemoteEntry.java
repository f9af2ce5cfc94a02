package gpudeck.ssh.results;

import gpudeck.ssh.RemoteName;
import java.time.Instant;

/// One thing below a remote folder, as the machine told it.
///
/// @param name relative, with `/`; a byte that is not UTF-8 is a lone surrogate, see
///   [#readableName]
/// @param modified when it changed last
public record RemoteEntry(String name, Instant modified, boolean executable, Kind kind) {

    public sealed interface Kind {

        /// @param bytes so many it had when it was listed
        record RegularFile(long bytes) implements Kind {}

        /// A folder that is there and cannot be read.
        record Unreadable(String why) implements Kind {}

        record EmptyFolder() implements Kind {}

        record Symlink(String target) implements Kind {}

        /// A socket, a pipe, a device: nothing that can be brought.
        record Special() implements Kind {}
    }

    RemoteEntry changed(Instant time) {
        return new RemoteEntry(name, time, executable, kind);
    }

    /// The name for people: bytes that are no text as `%FF`.
    public String readableName() {
        return RemoteName.readable(name);
    }
}
