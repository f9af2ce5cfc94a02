package gpudeck.campaign;

import gpudeck.campaign.StandIn.Place;
import gpudeck.sim.fault.Fault.Moment;
import gpudeck.sim.fault.LaunchFault;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Where in a job a strike comes: by what the simulator sees or holds back, so that the product
/// knows nothing of it.
@SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
enum Point {
    STARTING(trial -> Traps.request(trial, "GET", "/ssh-keys", Moment.BEFORE)),
    CHECKING(trial -> Traps.request(trial, "GET", "/instance-types", Moment.BEFORE)),
    BEFORE_INTENT(trial -> Traps.journalLocked(trial, "GET", "/instance-types")),
    INTENT_WRITTEN(
            // What nobody sent is looked for for ten minutes.
            plan -> plan.atSpeed(20),
            trial ->
                    Traps.passing(
                            "an intent is written, and nothing sent",
                            () ->
                                    trial.journal().launches().stream()
                                            .anyMatch(launch -> launch.outcome().equals("OPEN")))),
    LAUNCH_SENT(trial -> Traps.request(trial, "POST", Traps.LAUNCH, Moment.BEFORE)),
    LAUNCH_COMMITTED(trial -> Traps.request(trial, "POST", Traps.LAUNCH, Moment.AFTER)),
    LAUNCH_NOT_RECORDED(trial -> Traps.journalLocked(trial, "POST", Traps.LAUNCH)),
    BOOTING(plan -> plan.withBoot(Duration.ofSeconds(4)), trial -> Traps.status(trial, "booting")),
    ACTIVE(trial -> {
        trial.simulator().faults().nextLaunch(new LaunchFault.SshLate(Duration.ofSeconds(8)));
        return Traps.status(trial, "active");
    }),
    SSH_UP(trial -> Traps.onMachine(trial, before("python3", "/project"))),
    UPLOADING(
            plan -> plan.with(Job.plain().withUpload(2_048)),
            trial ->
                    Traps.onMachine(trial, new StandIn("tar", " -x ", Place.INSIDE_INPUT, 65_536))),
    UPLOADED(trial -> Traps.onMachine(trial, new StandIn("tar", " -x ", Place.AFTER, 0))),
    SETTING_UP(
            plan -> plan.with(Job.withSetUp()),
            trial -> Traps.onMachine(trial, before("uv", " sync "))),
    SCRIPT_STARTING(trial -> Traps.onMachine(trial, before("python3", "work.py"))),
    SCRIPT_RUNNING(plan -> plan.with(Job.withScripts("wait")), Traps::script),
    SECOND_SCRIPT_RUNNING(plan -> plan.with(Job.withScripts("", "wait")), Traps::script),
    SCRIPT_DONE(trial -> Traps.onMachine(trial, new StandIn("python3", "work.py", Place.AFTER, 0))),
    RESULTS_LISTING(trial -> Traps.onMachine(trial, before("find", "results"))),
    FAILED_RESULTS_LISTING(
            plan -> plan.with(Job.withScripts("fail")),
            trial -> Traps.onMachine(trial, before("find", "results"))),
    RESULTS_HASHING(trial -> Traps.onMachine(trial, before("python3", " hash "))),
    DOWNLOADING(
            plan -> plan.with(Job.plain().withResults(2_048)),
            trial ->
                    Traps.onMachine(
                            trial, new StandIn("tar", " -c ", Place.INSIDE_OUTPUT, 1_048_576))),
    DOWNLOADED(trial -> Traps.onMachine(trial, new StandIn("tar", " -c ", Place.AFTER, 0))),
    VERIFIED(Traps::verified),
    TERMINATE_SENT(trial -> Traps.request(trial, "POST", Traps.TERMINATE, Moment.BEFORE)),
    TERMINATE_COMMITTED(trial -> Traps.request(trial, "POST", Traps.TERMINATE, Moment.AFTER)),
    TERMINATE_NOT_RECORDED(trial -> Traps.journalLocked(trial, "POST", Traps.TERMINATE)),
    END_NOT_SEEN(trial -> Traps.status(trial, "terminated")),
    EXITING(trial ->
            Traps.passing(
                    "the program says that the instance is terminated",
                    () ->
                            trial.programs()
                                    .getFirst()
                                    .err()
                                    .contains("The instance is terminated.")));

    private final UnaryOperator<Plan> plan;
    private final Function<Trial, Trap> trap;

    Point(Function<Trial, Trap> trap) {
        this(UnaryOperator.identity(), trap);
    }

    Point(UnaryOperator<Plan> plan, Function<Trial, Trap> trap) {
        this.plan = plan;
        this.trap = trap;
    }

    /// A job that comes by.
    Plan plan(long seed) {
        return plan.apply(Plan.of(seed));
    }

    Trap set(Trial trial) {
        return trap.apply(trial);
    }

    private static StandIn before(String program, String when) {
        return new StandIn(program, when, Place.BEFORE, 0);
    }
}
