package gpudeck.campaign;

import gpudeck.campaign.StandIn.Place;
import gpudeck.sim.fault.Fault.Moment;
import gpudeck.sim.fault.LaunchFault;
import java.util.function.Function;

/// Where in a job a strike comes: by what the simulator sees or holds back, so that the product
/// knows nothing of it.
enum Point {
    STARTING(trial -> Traps.request(trial, "GET", "/ssh-keys", Moment.BEFORE)),
    CHECKING(trial -> Traps.request(trial, "GET", "/instance-types", Moment.BEFORE)),
    BEFORE_INTENT(trial -> Traps.journalLocked(trial, "GET", "/instance-types")),
    INTENT_WRITTEN(
            trial ->
                    Traps.passing(
                            "an intent is written, and nothing sent",
                            () ->
                                    trial.journal().launches().stream()
                                            .anyMatch(launch -> launch.outcome().equals("OPEN")))),
    LAUNCH_SENT(trial -> Traps.request(trial, "POST", Traps.LAUNCH, Moment.BEFORE)),
    LAUNCH_COMMITTED(trial -> Traps.request(trial, "POST", Traps.LAUNCH, Moment.AFTER)),
    LAUNCH_NOT_RECORDED(trial -> Traps.journalLocked(trial, "POST", Traps.LAUNCH)),
    BOOTING(trial -> Traps.status(trial, "booting", new LaunchFault.NeverActive())),
    ACTIVE(trial -> Traps.status(trial, "active", new LaunchFault.SshNever())),
    SSH_UP(trial -> Traps.onMachine(trial, before("mkdir", "project"))),
    UPLOADING(
            Job.plain().withUpload(2_048),
            trial -> Traps.onMachine(trial, new StandIn("tar", " -x ", Place.INSIDE_INPUT, 65_536))),
    UPLOADED(trial -> Traps.onMachine(trial, new StandIn("tar", " -x ", Place.AFTER, 0))),
    SETTING_UP(
            Job.withSetUp(), trial -> Traps.onMachine(trial, before("uv", " sync "))),
    SCRIPT_STARTING(trial -> Traps.onMachine(trial, before("python3", "work.py"))),
    SCRIPT_RUNNING(Job.withScripts("wait"), Traps::script),
    SECOND_SCRIPT_RUNNING(Job.withScripts("", "wait"), Traps::script),
    SCRIPT_DONE(
            trial -> Traps.onMachine(trial, new StandIn("python3", "work.py", Place.AFTER, 0))),
    RESULTS_LISTING(trial -> Traps.onMachine(trial, before("find", "results"))),
    FAILED_RESULTS_LISTING(
            Job.withScripts("fail"), trial -> Traps.onMachine(trial, before("find", "results"))),
    DOWNLOADING(
            Job.plain().withResults(2_048),
            trial ->
                    Traps.onMachine(
                            trial, new StandIn("tar", " -c ", Place.INSIDE_OUTPUT, 1_048_576))),
    DOWNLOADED(trial -> Traps.onMachine(trial, new StandIn("tar", " -c ", Place.AFTER, 0))),
    TERMINATE_SENT(trial -> Traps.request(trial, "POST", Traps.TERMINATE, Moment.BEFORE)),
    TERMINATE_COMMITTED(trial -> Traps.request(trial, "POST", Traps.TERMINATE, Moment.AFTER)),
    TERMINATE_NOT_RECORDED(trial -> Traps.journalLocked(trial, "POST", Traps.TERMINATE)),
    END_NOT_SEEN(trial -> Traps.status(trial, "terminated")),
    EXITING(
            trial ->
                    Traps.passing(
                            "the program says that the instance is terminated",
                            () ->
                                    trial.programs()
                                            .getFirst()
                                            .err()
                                            .contains("The instance is terminated.")));

    private final Job job;
    private final Function<Trial, Trap> trap;

    Point(Function<Trial, Trap> trap) {
        this(Job.plain(), trap);
    }

    Point(Job job, Function<Trial, Trap> trap) {
        this.job = job;
        this.trap = trap;
    }

    /// A job that comes by.
    Job job() {
        return job;
    }

    Trap set(Trial trial) {
        return trap.apply(trial);
    }

    private static StandIn before(String program, String when) {
        return new StandIn(program, when, Place.BEFORE, 0);
    }
}
