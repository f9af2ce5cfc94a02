package gpudeck.testing;

import gpudeck.ssh.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Keeps what a command writes.
public final class Captured implements OutputSink {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Override
    public void accept(Stream stream, byte[] buffer, int offset, int length) {
        (stream == Stream.OUT ? out : err).write(buffer, offset, length);
    }

    public byte[] bytes(Stream stream) {
        return (stream == Stream.OUT ? out : err).toByteArray();
    }

    public String text(Stream stream) {
        return new String(bytes(stream), StandardCharsets.UTF_8);
    }
}
