package gpudeck.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RemoteNameTest {

    @Test
    void everyBytesAreOneNameAndBackAgain() {
        byte[] odd = {'a', (byte) 0xff, (byte) 0xc3, '\n', (byte) 0xe6, (byte) 0xb7, '-'};

        assertThat(RemoteName.encode(RemoteName.decode(odd))).isEqualTo(odd);
        assertThat(RemoteName.readable(RemoteName.decode(odd))).isEqualTo("a%FF%C3\n%E6%B7-");
    }

    @Test
    void textIsItself() {
        var name = "深い/é 🙂.txt";

        assertThat(RemoteName.decode(name.getBytes(StandardCharsets.UTF_8))).isEqualTo(name);
        assertThat(RemoteName.encode(name)).isEqualTo(name.getBytes(StandardCharsets.UTF_8));
        assertThat(RemoteName.readable(name)).isEqualTo(name);
    }
}
