package gpudeck.ssh.sshj;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ChannelInputTest {

    private final byte[] sent = new byte[10_000];
    private final ByteArrayInputStream channel = new ByteArrayInputStream(sent);
    private final ChannelInput input = new ChannelInput(channel);

    ChannelInputTest() {
        RandomGenerator.of("Random").nextBytes(sent);
    }

    @Test
    void leavesNothingOfWhatHasComeToTheChannel() throws Exception {
        assertThat(input.read(new byte[10])).isEqualTo(10);

        assertThat(channel.available()).isZero();
        assertThat(input.available()).isEqualTo(9_990);
    }

    @Test
    void handsOnAllOfItInItsOrder() throws Exception {
        var read = new byte[sent.length];
        int first = input.read();
        read[0] = (byte) first;

        assertThat(input.readNBytes(read, 1, 4_000)).isEqualTo(4_000);
        assertThat(input.readNBytes(read, 4_001, 5_999)).isEqualTo(5_999);

        assertThat(first).isNotNegative();
        assertThat(read).isEqualTo(sent);
        assertThat(input.read()).isEqualTo(-1);
        assertThat(input.read(new byte[10])).isEqualTo(-1);
    }
}
