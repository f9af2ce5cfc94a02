package gpudeck.domain.job;

import gpudeck.domain.Cents;
import gpudeck.domain.Lease;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.InstanceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// All that one job needs to know. Immutable; saved with its run.
///
/// @param name shown for the job and given, with the run's id, to the instance
/// @param types acceptable type names, the first preferred; others are tried, cheapest first, only
///   where the first is sold out
/// @param excluded project-relative paths that are left out of the upload, beside what `.gitignore`
///   and `.gpudeckignore` leave out
/// @param results globs, relative to the project folder on the machine: `results/`, `logs/*.jsonl`
/// @param output local folder under which each run gets a new folder of its own
/// @param limits of an instance that is launched for the job; one that runs already has its lease
public record JobSpec(
        String name,
        List<String> types,
        RegionChoice region,
        String sshKeyName,
        Optional<ImageChoice> image,
        List<String> fileSystems,
        Path project,
        List<String> excluded,
        List<ScriptCall> scripts,
        List<Variable> variables,
        List<String> results,
        Path output,
        OnScriptFailure onScriptFailure,
        boolean waitForCapacity,
        Limits limits,
        Holding holding,
        Machine machine,
        GpuCheck gpuCheck) {

    public JobSpec {
        types = List.copyOf(types);
        fileSystems = List.copyOf(fileSystems);
        excluded = List.copyOf(excluded);
        scripts = List.copyOf(scripts);
        variables = List.copyOf(variables);
        results = List.copyOf(results);
        // A journal of an earlier version lacks them.
        holding = Objects.requireNonNullElse(holding, Holding.DEFAULT);
        machine = Objects.requireNonNullElse(machine, Machine.OF_ITS_OWN);
        gpuCheck = Objects.requireNonNullElse(gpuCheck, GpuCheck.STOP);
    }

    /// The same job on an instance that runs already.
    ///
    /// @param type of that instance
    public JobSpec on(InstanceId instance, String type, String inRegion, Afterwards then) {
        return new JobSpec(
                name,
                List.of(type),
                new RegionChoice.In(inRegion),
                sshKeyName,
                image,
                fileSystems,
                project,
                excluded,
                scripts,
                variables,
                results,
                output,
                onScriptFailure,
                false,
                limits,
                holding,
                new Machine(Optional.of(instance), then),
                gpuCheck);
    }

    /// Whether its instance runs on when the job is over.
    public boolean keepsItsInstance() {
        return machine.afterwards() == Afterwards.KEEP;
    }

    /// A script of the project with its arguments, run as `uv run python PATH ARGS…`.
    public record ScriptCall(String path, List<String> arguments) {
        public ScriptCall {
            arguments = List.copyOf(arguments);
        }
    }

    /// An environment variable for the scripts. A hidden one is never shown, logged or stored.
    public record Variable(String name, String value, boolean hidden) {
        @Override
        public String toString() {
            return name + "=" + (hidden ? "***" : value);
        }
    }

    public sealed interface RegionChoice {
        record In(String region) implements RegionChoice {}

        /// Any region that has room.
        record AnyOpen() implements RegionChoice {}
    }

    /// @param running the instance that the job runs on; empty if one is launched for it
    public record Machine(Optional<InstanceId> running, Afterwards afterwards) {

        public static final Machine OF_ITS_OWN =
                new Machine(Optional.empty(), Afterwards.TERMINATE);
    }

    /// What becomes of the instance when the job is over.
    public enum Afterwards {
        TERMINATE,
        /// It runs on, for the next job, until its lease ends.
        KEEP
    }

    public enum OnScriptFailure {
        /// The scripts after it are not run; results are still brought back.
        STOP,
        GO_ON
    }

    /// What happens while results cannot be brought back whole. Never past the lease.
    ///
    /// @param atMost from the first trouble on
    public record Holding(Duration atMost, Then then) {

        public static final Holding DEFAULT =
                new Holding(Duration.ofMinutes(30), Then.KEEP_UNTIL_LEASE_ENDS);

        public enum Then {
            /// Goes on trying: the instance costs money until its limits end it.
            KEEP_UNTIL_LEASE_ENDS,
            /// What did not come by then is lost.
            TERMINATE_ANYWAY
        }
    }

    /// What a look at the fresh machine is for, before the project is sent.
    public enum GpuCheck {
        /// A machine that fails it is terminated, and the job has failed.
        STOP,
        /// It is terminated, and one other is tried in its place.
        TRY_ANOTHER,
        /// No look: whatever is bought is used.
        SKIP
    }

    /// @param lease longest life of the instance, counted from launch acceptance
    /// @param money longest life given as an amount
    /// @param boot how long the instance may take to become active
    public record Limits(Duration lease, Optional<Cents> money, Duration boot) {

        public static final Limits DEFAULT =
                new Limits(Duration.ofHours(12), Optional.empty(), Duration.ofMinutes(30));

        /// As it is agreed for the instance.
        public Lease agreed() {
            return new Lease(lease, money);
        }

        /// When both are given, the earlier of them.
        public Duration longest(Cents pricePerHour) {
            return agreed().length(pricePerHour);
        }
    }
}
