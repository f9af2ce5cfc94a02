package gpudeck.viewmodel.instances;

import gpudeck.domain.Cents;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.Region;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.viewmodel.instances.InstanceRow.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a row stands for: as much of it as the whole table needs at once. What a reader sees of it
/// are its [MachineFacts].
sealed interface Machine {

    Optional<InstanceId> id();

    Group group();

    String name();

    InstanceType type();

    Region region();

    Optional<String> ip();

    /// When it was launched, or first seen.
    Instant since();

    /// At most, if it was started here; else at least.
    Cents soFar(Instant now);

    default boolean isEnded() {
        return group() == Group.ENDED;
    }

    /// What is known of its age and cost is a lower bound.
    boolean isAtLeast();

    /// The cloud lists it, or did.
    record Listed(FleetInstance instance) implements Machine {

        @Override
        public Optional<InstanceId> id() {
            return Optional.of(instance.id());
        }

        @Override
        public Group group() {
            if (!instance.isBilled()) {
                return Group.ENDED;
            }
            return instance.isMine() ? Group.STARTED_HERE : Group.NOT_STARTED_HERE;
        }

        @Override
        public String name() {
            return instance.instance().displayName();
        }

        @Override
        public InstanceType type() {
            return instance.instance().type();
        }

        @Override
        public Region region() {
            return instance.instance().region();
        }

        @Override
        public Optional<String> ip() {
            return instance.instance().ip();
        }

        @Override
        public Instant since() {
            return instance.since();
        }

        @Override
        public Cents soFar(Instant now) {
            return instance.soFar(now);
        }

        @Override
        public boolean isAtLeast() {
            return !instance.isMine();
        }
    }

    /// A launch that has no instance yet.
    record Asked(PendingLaunch launch) implements Machine {

        @Override
        public Optional<InstanceId> id() {
            return Optional.empty();
        }

        @Override
        public Group group() {
            return Group.STARTED_HERE;
        }

        @Override
        public String name() {
            return launch.name();
        }

        @Override
        public InstanceType type() {
            return launch.type();
        }

        @Override
        public Region region() {
            return new Region(launch.region(), launch.region());
        }

        @Override
        public Optional<String> ip() {
            return Optional.empty();
        }

        @Override
        public Instant since() {
            return launch.sentAt();
        }

        @Override
        public Cents soFar(Instant now) {
            return type().pricePerHour().perHourOver(Duration.between(since(), now));
        }

        @Override
        public boolean isAtLeast() {
            return false;
        }
    }
}
