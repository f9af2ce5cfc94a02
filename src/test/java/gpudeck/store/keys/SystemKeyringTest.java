package gpudeck.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.domain.ApiKey;
import gpudeck.testing.MemoryKeyring;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SystemKeyringTest {

    private static final ApiKey KEY = new ApiKey("secret_one");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final MemoryKeyring memory = new MemoryKeyring();

    @Test
    void handsOnWhatItIsAsked() throws Exception {
        var keyring = new SystemKeyring(() -> memory, LONG);

        keyring.keep("one", KEY);
        assertThat(keyring.find("one")).isEqualTo(KEY);

        keyring.forget("one");
        assertThat(memory.keys()).isEmpty();
    }

    @Test
    void saysWhyItDoesNot() {
        memory.fail("it is locked");

        assertThatThrownBy(() -> new SystemKeyring(() -> memory, LONG).find("one"))
                .isInstanceOf(NoKeyringException.class)
                .hasMessage("it is locked");
    }

    @Test
    @Timeout(30)
    void givesUpABusThatNeverAnswers() {
        assertThatThrownBy(() -> new SystemKeyring(Mute::new, Duration.ofMillis(20)).find("one"))
                .isInstanceOf(NoKeyringException.class)
                .hasMessageContaining("no answer");
    }

    @Test
    @Timeout(30)
    void givesUpWhenItIsInterruptedAndRemembersThat() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new SystemKeyring(Mute::new, LONG).find("one"))
                .isInstanceOf(NoKeyringException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static final class Mute implements Keyring {

        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public void check() {
            find("");
        }

        @Override
        public ApiKey find(String account) {
            while (true) {
                try {
                    never.await();
                } catch (InterruptedException deaf) {
                    // As native code is.
                }
            }
        }

        @Override
        public void keep(String account, ApiKey key) {
            find(account);
        }

        @Override
        public void forget(String account) {
            find(account);
        }
    }
}
