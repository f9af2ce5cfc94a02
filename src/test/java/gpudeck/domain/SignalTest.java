package gpudeck.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SignalTest {

    private final Signal<String> signal = new Signal<>("first");

    @Test
    void tellsTheValueAtOnceAndEveryChangeUntilUnsubscribed() {
        var told = new ArrayList<String>();
        var subscription = signal.subscribe(told::add);

        signal.publish("second");
        subscription.close();
        signal.publish("third");

        assertThat(told).containsExactly("first", "second");
        assertThat(signal.get()).isEqualTo("third");
    }

    @Test
    void aSubscriberThatThrowsStopsNobody() {
        var bug = new IllegalStateException("a bug");
        var reported = new ArrayList<Throwable>();
        var told = new ArrayList<String>();
        signal.subscribe(value -> {
            if (value.equals("second")) {
                throw bug;
            }
        });
        signal.subscribe(told::add);
        var thread = Thread.currentThread();
        var handler = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((_, e) -> reported.add(e));
        try {
            signal.publish("second");
        } finally {
            thread.setUncaughtExceptionHandler(handler);
        }

        assertThat(told).containsExactly("first", "second");
        assertThat(reported).containsExactly(bug);
    }
}
