package gpudeck.sim.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int STEPS = 200;

    private final Catalog catalog = new Catalog();
    private Instant now = Instant.EPOCH;

    @Test
    void tellsTheSameStoryForTheSameSeedAndAnotherForAnother() {
        var story = story(1, PERIOD);

        assertThat(story(1, PERIOD)).isEqualTo(story);
        assertThat(story(2, PERIOD)).isNotEqualTo(story);
        assertThat(story.stream().distinct()).hasSizeGreaterThan(STEPS / 2);
    }

    @Test
    void startsFromWhatIsUsual() {
        assertThat(story(1, PERIOD).getFirst()).isEqualTo(story(2, PERIOD).getFirst());
    }

    @Test
    void staysAsItIsWithoutAPeriod() {
        assertThat(story(1, Duration.ZERO).stream().distinct()).hasSize(1);
    }

    @Test
    void neverSellsOutTheTypeThatPeopleTryFirst() {
        assertThat(story(3, PERIOD))
                .allSatisfy(step -> assertThat(step).contains("gpu_1x_a10 us-east-1"));
    }

    private List<List<String>> story(long seed, Duration period) {
        now = Instant.EPOCH;
        InstantSource source = () -> now;
        var capacity = new Capacity(catalog, seed, period, source.withZone(ZoneOffset.UTC));
        var steps = new ArrayList<List<String>>();
        for (int i = 0; i < STEPS; i++) {
            steps.add(free(capacity));
            now = now.plus(PERIOD);
        }
        return steps;
    }

    private List<String> free(Capacity capacity) {
        var free = new ArrayList<String>();
        for (var type : catalog.types()) {
            for (var region : capacity.regions(type.name())) {
                free.add(type.name() + " " + region.name());
            }
        }
        return free;
    }
}
