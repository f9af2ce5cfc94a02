package gpudeck.ssh.sshj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.ssh.BrokenConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.connection.ConnectionException;
import org.junit.jupiter.api.Test;

class ChannelOutputTest {

    private final Recorded channel = new Recorded();
    private final ChannelOutput stdin = new ChannelOutput(channel, () -> channel.over);

    @Test
    void sendsWhatWasWrittenBeforeItTellsTheEnd() throws Exception {
        stdin.write(new byte[3]);
        stdin.close();

        assertThat(channel.calls).containsExactly("write 3", "flush", "close");
    }

    /// A command may have ended before its stdin is closed: a flush would take that for a fault.
    @Test
    void tellsTheEndAtOnceWhenNothingIsLeftToSend() throws Exception {
        stdin.close();

        assertThat(channel.calls).containsExactly("close");
    }

    @Test
    void neverWaitsForRoomOnceTheConnectionBroke() throws Exception {
        stdin.write(1);
        channel.broken = true;

        var failure = catchThrowable(stdin::flush);
        stdin.close();

        assertThat(failure).isInstanceOf(BrokenConnectionException.class).hasMessage("it broke");
        assertThat(channel.calls).containsExactly("write 1", "flush", "close");
    }

    @Test
    void sendsNothingToWhoHasClosed() throws Exception {
        stdin.write(1);
        channel.over = true;

        var failure = catchThrowable(() -> stdin.write(2));
        stdin.close();

        assertThat(failure).isInstanceOf(BrokenConnectionException.class);
        assertThat(channel.calls).containsExactly("write 1", "close");
    }

    private static final class Recorded extends OutputStream {

        private final List<String> calls = new ArrayList<>();
        private boolean broken;
        private boolean over;

        @Override
        public void write(int single) {
            throw new AssertionError("a byte by itself");
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            calls.add("write " + length);
        }

        @Override
        public void flush() throws IOException {
            calls.add("flush");
            if (broken) {
                throw new ConnectionException("it broke");
            }
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
