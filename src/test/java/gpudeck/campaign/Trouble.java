package gpudeck.campaign;

import gpudeck.campaign.StandIn.Place;
import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.LaunchFault;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/// What an account, a machine or a computer does to a job without anyone being killed.
@SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
enum Trouble implements Scenario {
    LAUNCH_REPLY_LOST(
            Trouble::quick,
            Results.COME,
            trial -> {
                launchFails(trial, new Fault.LostReply());
                runJob(trial);
            }),
    LAUNCH_CUT_SHORT(
            Trouble::quick,
            Results.COME,
            trial -> {
                launchFails(trial, new Fault.TruncatedReply());
                runJob(trial);
            }),
    LAUNCH_504(
            Trouble::quick,
            Results.COME,
            trial -> {
                launchFails(trial, new Fault.WrongAnswer(Fault.gatewayTimeout()));
                runJob(trial);
            }),
    LAUNCH_90_S_LATE(
            plan -> plan.atSpeed(20),
            Results.COME,
            trial -> {
                launchFails(trial, new Fault.Late(Duration.ofSeconds(90)));
                runJob(trial);
            }),
    LAUNCH_SEEN_4_MIN_LATER(
            plan -> plan.atSpeed(20),
            Results.COME,
            trial -> {
                launchFails(trial, new Fault.LostReply());
                trial.simulator()
                        .faults()
                        .nextLaunch(new LaunchFault.InvisibleFor(Duration.ofMinutes(4)));
                runJob(trial);
            }),
    TERMINATE_500(
            Trouble::quick,
            Results.COME,
            trial -> {
                trial.simulator().faults().next("POST", Traps.TERMINATE, Fault.serverError(), 5);
                runJob(trial);
            }),
    TERMINATE_REFUSED_WHILE_BOOTING(
            plan -> plan.withBoot(Duration.ofSeconds(4)),
            Results.MAY_BE_LOST,
            trial -> {
                trial.simulator().faults().nextLaunch(new LaunchFault.NotTerminableWhileBooting());
                var program = trial.startJob();
                var booting = Traps.status(trial, "booting");
                booting.await();
                booting.release();
                program.signal("TERM");
                program.finish();
            }),
    TERMINATE_DOES_NOTHING_FOR_10_MIN(
            plan -> plan.atSpeed(60),
            Results.COME,
            Duration.ofMinutes(12),
            trial -> {
                trial.simulator()
                        .faults()
                        .nextLaunch(new LaunchFault.StaysActive(Duration.ofMinutes(10)));
                runJob(trial);
            }),
    API_DOWN_30_MIN_AT_THE_LEASES_END(
            plan -> plan.with(Job.withScripts("wait").withOptions("--lease", "20m")).atSpeed(60),
            Results.MAY_BE_LOST,
            Duration.ofMinutes(5),
            trial -> {
                var program = trial.startJob();
                Traps.script(trial).await();
                trial.simulator()
                        .faults()
                        .during("*", "**", Fault.providerUnavailable(), Duration.ofMinutes(30));
                program.finish();
            }),
    LIST_EMPTY(trial -> new Fault.EmptyList()),
    LIST_CUT_SHORT(trial -> new Fault.TruncatedReply()),
    LIST_GARBLED(trial -> Fault.garbage()),
    LIST_WITHOUT_OURS(trial -> new Fault.ListWithout(trial.machine().id())),
    STATUS_UNKNOWN(
            plan -> plan.atSpeed(60),
            Results.MAY_BE_LOST,
            Duration.ofMinutes(5),
            trial -> {
                trial.simulator().faults().nextLaunch(new LaunchFault.UnknownStatus("hibernating"));
                runJob(trial);
            }),
    CLOCK_2_H_AHEAD(Trouble::waiting, Results.COME, trial -> jump(trial, Duration.ofHours(2))),
    CLOCK_2_H_BACK(Trouble::waiting, Results.COME, trial -> jump(trial, Duration.ofHours(-2))),
    TWO_PROGRAMS_AT_ONCE(
            Trouble::asItIs,
            Results.COME,
            trial -> {
                var first = trial.startJob();
                var second = trial.startJob();
                first.finish();
                second.finish();
            }),
    DOWNLOAD_CUT_AT_10_PERCENT(Trouble::big, Results.COME, trial -> cutDownload(trial, 10)),
    DOWNLOAD_CUT_AT_50_PERCENT(Trouble::big, Results.COME, trial -> cutDownload(trial, 50)),
    DOWNLOAD_CUT_AT_99_PERCENT(Trouble::big, Results.COME, trial -> cutDownload(trial, 99)),
    DOWNLOAD_BIT_FLIPPED(Trouble::big, Results.COME, trial -> damage(trial, Place.FLIPPED)),
    DOWNLOAD_TRUNCATED(Trouble::big, Results.COME, trial -> damage(trial, Place.CUT)),

    /// Twenty times in one job.
    DOWNLOAD_DAMAGED_AGAIN_AND_AGAIN(
            plan -> big(plan).atSpeed(60),
            Results.COME,
            Duration.ofMinutes(5),
            trial -> {
                var tar = new StandIn("tar", " -c ", Place.DAMAGED, bigBytes());
                var trap = Traps.onMachine(trial, tar);
                var program = trial.startJob();
                trap.await();
                program.finish();
            });

    private enum Results {
        COME,
        MAY_BE_LOST
    }

    @FunctionalInterface
    private interface Play {
        void on(Trial trial) throws Exception;
    }

    @FunctionalInterface
    private interface ListFault {
        Fault of(Trial trial);
    }

    private static final int BIG_KILOBYTES = 2_048;

    private final UnaryOperator<Plan> plan;
    private final Results results;
    private final Duration limit;
    private final Play play;

    Trouble(UnaryOperator<Plan> plan, Results results, Play play) {
        this(plan, results, Duration.ofSeconds(60), play);
    }

    Trouble(UnaryOperator<Plan> plan, Results results, Duration limit, Play play) {
        this.plan = plan;
        this.results = results;
        this.limit = limit;
        this.play = play;
    }

    /// A list that lies for three minutes from the end of the script on, while terminate fails: who
    /// believes it asks no more.
    Trouble(ListFault fault) {
        this(
                Trouble::waiting,
                Results.COME,
                trial -> {
                    var script = Traps.script(trial);
                    var program = trial.startJob();
                    script.await();
                    var faults = trial.simulator().faults();
                    var lies = Duration.ofMinutes(3);
                    faults.during("GET", Traps.INSTANCES, fault.of(trial), lies);
                    faults.during("POST", Traps.TERMINATE, Fault.serverError(), lies);
                    script.release();
                    program.finish();
                });
    }

    @Override
    public Plan plan(long seed) {
        return plan.apply(Plan.of(seed));
    }

    @Override
    public Instant play(Trial trial) throws Exception {
        Strangers.arrive(trial);
        play.on(trial);
        if (trial.ours().isEmpty()) {
            throw new AssertionError("nothing was bought: " + trial.programs().getFirst().err());
        }
        Strangers.imitate(trial);
        return trial.terminateAsked();
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public boolean mustBringResults() {
        return results == Results.COME;
    }

    private static Plan asItIs(Plan plan) {
        return plan;
    }

    private static Plan quick(Plan plan) {
        return plan.atSpeed(10);
    }

    private static Plan waiting(Plan plan) {
        return quick(plan).with(Job.withScripts("wait"));
    }

    private static Plan big(Plan plan) {
        return plan.with(Job.plain().withResults(BIG_KILOBYTES));
    }

    private static long bigBytes() {
        return BIG_KILOBYTES * 1_024L;
    }

    private static void launchFails(Trial trial, Fault fault) {
        trial.simulator().faults().next("POST", Traps.LAUNCH, fault);
    }

    private static void runJob(Trial trial) throws Exception {
        trial.startJob().finish();
    }

    private static void jump(Trial trial, Duration by) throws Exception {
        var script = Traps.script(trial);
        var program = trial.startJob();
        script.await();
        trial.clock().jump(by);
        script.release();
        program.finish();
    }

    private static void cutDownload(Trial trial, int percent) throws Exception {
        long bytes = BIG_KILOBYTES * 1_024L * percent / 100;
        var trap = Traps.onMachine(trial, new StandIn("tar", " -c ", Place.INSIDE_OUTPUT, bytes));
        var program = trial.startJob();
        trap.await();
        trial.machine().cutConnections();
        trap.release();
        program.finish();
    }

    private static void damage(Trial trial, Place place) throws Exception {
        long bytes = BIG_KILOBYTES * 512L;
        var trap = Traps.onMachine(trial, new StandIn("tar", " -c ", place, bytes));
        var program = trial.startJob();
        trap.await();
        program.finish();
    }
}
