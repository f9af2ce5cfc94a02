package gpudeck.view;

import gpudeck.domain.Cents;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.Region;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Machines in every state, to look at.
final class PreviewFleet {

    private static final Instant NOW = Samples.MORNING;

    private PreviewFleet() {}

    static Fleet of(boolean alarm, Optional<Instant> readAt) {
        return new Fleet(
                List.of(
                        machine("0920582c7ff0", "llama-sft-7b", Samples.H100, 72, true)
                                .ending(alarm ? 3 : -1)
                                .build(),
                        machine("0920582c7ff1", "llama-eval", Samples.H100, 151, true).build(),
                        machine("0920582c7ff2", "whisper-ft", Samples.A10, 3, true)
                                .status(InstanceStatus.BOOTING)
                                .build(),
                        machine("0920582c7ff3", "sd-bench", Samples.A10, 46, true)
                                .ending(0)
                                .build(),
                        machine("0920582c7ff4", "rope-sweep", Samples.A10, 210, true)
                                .status(InstanceStatus.UNHEALTHY)
                                .build(),
                        machine("0920582c7ff5", "gh200-dev", Samples.A10, 184, false).build(),
                        machine("0920582c7ff6", "a100-notebook", Samples.H100, 168, false).build(),
                        machine("0920582c7ff7", "old-eval", Samples.H100, 200, true)
                                .ended(22)
                                .build()),
                List.of(
                        new PendingLaunch(
                                Samples.run(90),
                                "embed-nightly",
                                Samples.A10,
                                "us-east-1",
                                NOW.minusSeconds(40),
                                true)),
                readAt,
                Duration.ofMillis(212),
                Optional.empty(),
                new Cents(3140));
    }

    private static Machine machine(
            String id, String name, InstanceType type, int minutes, boolean mine) {
        return new Machine(id, name, type, minutes, mine);
    }

    private static final class Machine {

        private final String id;
        private final String name;
        private final InstanceType type;
        private final Instant since;
        private final boolean mine;
        private InstanceStatus status = InstanceStatus.ACTIVE;
        private Optional<Ending> ending = Optional.empty();
        private Optional<Instant> ended = Optional.empty();

        Machine(String id, String name, InstanceType type, int minutes, boolean mine) {
            this.id = id;
            this.name = name;
            this.type = type;
            this.since = NOW.minus(Duration.ofMinutes(minutes));
            this.mine = mine;
        }

        Machine status(InstanceStatus now) {
            status = now;
            return this;
        }

        /// @param minutes since it was asked; negative for not at all
        Machine ending(int minutes) {
            if (minutes >= 0) {
                ending =
                        Optional.of(
                                new Ending(
                                        NOW.minusSeconds(48 + 60L * minutes),
                                        minutes + 2,
                                        Optional.empty()));
            }
            return this;
        }

        Machine ended(int minutes) {
            status = InstanceStatus.TERMINATED;
            ended = Optional.of(NOW.minus(Duration.ofMinutes(minutes)));
            return this;
        }

        FleetInstance build() {
            boolean booting = status.equals(InstanceStatus.BOOTING);
            return new FleetInstance(
                    new Instance(
                            new InstanceId(id),
                            Optional.of(name),
                            status,
                            booting ? Optional.empty() : Optional.of("198.51.100.24"),
                            Optional.empty(),
                            Optional.empty(),
                            new Region("us-west-3", "Utah, USA"),
                            type,
                            List.of("laptop-ed25519"),
                            mine ? List.of("datasets-west") : List.of(),
                            List.of(),
                            booting
                                    ? Optional.empty()
                                    : Optional.of(new Instance.JupyterLink("https://x.example")),
                            Map.of(),
                            Map.of(),
                            List.of()),
                    mine ? Optional.of(Samples.run(1)) : Optional.empty(),
                    mine ? Optional.of("train") : Optional.empty(),
                    since,
                    ending,
                    ended);
        }
    }
}
