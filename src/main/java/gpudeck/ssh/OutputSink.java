package gpudeck.ssh;

import java.io.IOException;

/// Takes the bytes that a remote command writes, as they come, on the reading thread. Taking long
/// slows the command down: that is the back-pressure.
@FunctionalInterface
public interface OutputSink {

    enum Stream {
        OUT,
        ERR
    }

    /// `buffer` is only valid during the call.
    void accept(Stream stream, byte[] buffer, int offset, int length) throws IOException;
}
