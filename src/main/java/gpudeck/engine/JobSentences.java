package gpudeck.engine;

import gpudeck.domain.ByteCount;
import gpudeck.domain.JobError;
import gpudeck.domain.MachineFault;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import java.util.List;
import java.util.stream.Collectors;

/// [JobError]s in words. That nothing was bought is left to say to those who know it.
final class JobSentences {

    /// 128 and the number of SIGKILL: what is left of a script that the system took for too large.
    private static final int KILLED = 137;

    private static final int MOST_NAMES = 5;

    private JobSentences() {}

    static UserMessage of(JobError error) {
        return switch (error) {
            case JobError.ProjectMissing(var folder) -> about("error.job.projectMissing", folder);
            case JobError.ProjectEmpty(var folder) -> about("error.job.projectEmpty", folder);
            case JobError.ScriptMissing(var script, var folder) ->
                    about("error.job.scriptMissing", script, folder);
            case JobError.NoScripts() -> UserMessage.of("error.job.noScripts");
            case JobError.NoUsableKey(var name) -> noUsableKey(name);
            case JobError.UnknownType(var type) -> about("error.job.unknownType", type);
            case JobError.NoCapacity(var types, var region) -> noCapacity(types, region);
            case JobError.LaunchUnconfirmed _ -> UserMessage.of("error.job.launchUnconfirmed");
            case JobError.InstanceGone(var status) -> instanceGone(status);
            case JobError.Unhealthy() -> UserMessage.of("error.job.unhealthy");
            case JobError.TimedOut(var step, var after) ->
                    UserMessage.of(
                            "error.job.timedOut",
                            UserMessage.of("word.doing." + step),
                            new TimeSpan(after));
            case JobError.GpuCheckFailed(var faults, var soFar) ->
                    UserMessage.of("error.job.gpuCheckFailed", reasons(faults), soFar);
            case JobError.TorchSeesNoGpu() -> UserMessage.of("error.job.torchSeesNoGpu");
            case JobError.SetUpFailed(var command, int exit) ->
                    about("error.job.setUpFailed", command, String.valueOf(exit));
            case JobError.ScriptFailed(var script, int exit) -> scriptFailed(script, exit);
            case JobError.ScriptKilled(var script, var signal) -> scriptKilled(script, signal);
            case JobError.RunLost() -> UserMessage.of("error.job.runLost");
            case JobError.MachineRebooted() -> UserMessage.of("error.job.machineRebooted");
            case JobError.NotStarted() -> UserMessage.of("error.job.notStarted");
            case JobError.NotAttachable(var run) -> about("error.job.notAttachable", run);
            case JobError.NotUsable(var instance, var why) ->
                    about("error.job.notUsable." + why, instance);
            case JobError.Occupied(var instance, var run) ->
                    about("error.job.occupied", instance, run);
            case JobError.NoResults(var patterns) -> noResults(patterns);
            case JobError.ResultsIncomplete incomplete -> incomplete(incomplete);
            case JobError.ResultUnverified(var name, var why) ->
                    Quote.reason(about("error.job.resultUnverified", name), why);
            case JobError.LocalDiskFull(var folder, long free) ->
                    UserMessage.of(
                            "error.job.localDiskFull", Quote.name(folder), new ByteCount(free));
            case JobError.LocalFile(var path, var why) -> localFile(path, why);
            case JobError.LimitReached(var limit) ->
                    UserMessage.of("error.job.limitReached." + limit);
            case JobError.TerminateUnconfirmed(var instance) ->
                    about("error.job.terminateUnconfirmed", instance);
            case JobError.Internal _ -> UserMessage.of("error.internal");
        };
    }

    /// One after the other.
    private static UserMessage reasons(List<MachineFault> faults) {
        var said =
                faults.stream()
                        .limit(MOST_NAMES)
                        .map(FaultSentences::of)
                        .reduce((before, next) -> UserMessage.of("error.fault.both", before, next))
                        .orElseThrow();
        int more = faults.size() - MOST_NAMES;
        return more > 0 ? UserMessage.of("error.fault.more", said, more) : said;
    }

    private static UserMessage noUsableKey(String name) {
        return name.isBlank()
                ? UserMessage.of("error.job.noUsableKey.any")
                : about("error.job.noUsableKey", name);
    }

    private static UserMessage instanceGone(String status) {
        return status.isBlank()
                ? UserMessage.of("error.job.instanceGone.unlisted")
                : about("error.job.instanceGone", status);
    }

    private static UserMessage scriptFailed(String script, int exit) {
        return exit == KILLED
                ? about("error.job.scriptFailed.memory", script)
                : about("error.job.scriptFailed", script, String.valueOf(exit));
    }

    private static UserMessage scriptKilled(String script, String signal) {
        return signal.equals("KILL")
                ? about("error.job.scriptKilled.memory", script)
                : about("error.job.scriptKilled", script, signal);
    }

    private static UserMessage noCapacity(List<String> types, String region) {
        boolean everywhere = region.isBlank() || region.equalsIgnoreCase("any");
        return everywhere
                ? UserMessage.of("error.job.noCapacity.anywhere", list(types))
                : UserMessage.of("error.job.noCapacity", list(types), Quote.name(region));
    }

    private static UserMessage noResults(List<String> patterns) {
        return patterns.isEmpty()
                ? UserMessage.of("error.job.noResults.any")
                : UserMessage.of("error.job.noResults", list(patterns));
    }

    private static UserMessage incomplete(JobError.ResultsIncomplete error) {
        return UserMessage.of(
                "error.job.resultsIncomplete",
                error.missing(),
                error.of(),
                list(error.names()),
                Quote.name(error.folder()),
                Explanation.of(error.why()));
    }

    /// Some exceptions only repeat the path.
    private static UserMessage localFile(String path, String why) {
        return Quote.reason(about("error.job.localFile", path), why.equals(path) ? "" : why);
    }

    private static UserMessage about(String key, String... names) {
        return UserMessage.of(key, Quote.names(names));
    }

    private static String list(List<String> names) {
        var shown = names.stream().limit(MOST_NAMES).map(Quote::name);
        return shown.collect(Collectors.joining(", ")) + (names.size() > MOST_NAMES ? ", …" : "");
    }
}
