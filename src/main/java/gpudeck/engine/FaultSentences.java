package gpudeck.engine;

import gpudeck.domain.ByteCount;
import gpudeck.domain.MachineFault;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import java.time.Duration;

/// [MachineFault]s in words, and what to do about those that another machine would not mend.
final class FaultSentences {

    private FaultSentences() {}

    static UserMessage of(MachineFault fault) {
        return switch (fault) {
            case MachineFault.NoDriver(var words) ->
                    Quote.reason(UserMessage.of("error.fault.noDriver"), words);
            case MachineFault.GpusMissing(int found, int promised) ->
                    UserMessage.of("error.fault.gpusMissing", found, promised);
            case MachineFault.OtherGpu(int gpu, var found, var promised) ->
                    UserMessage.of(
                            "error.fault.otherGpu", gpu, Quote.name(found), Quote.name(promised));
            case MachineFault.SmallerGpu(int gpu, int mebibytes, int promised) ->
                    UserMessage.of("error.fault.smallerGpu", gpu, gib(mebibytes), promised);
            case MachineFault.GpuMemoryInUse(int gpu, int used, int of, var process) ->
                    process.isBlank()
                            ? UserMessage.of("error.fault.memoryInUse", gpu, gib(used), gib(of))
                            : UserMessage.of(
                                    "error.fault.memoryInUse.by",
                                    gpu,
                                    gib(used),
                                    gib(of),
                                    Quote.name(process));
            case MachineFault.EccErrors(int gpu, long count) ->
                    UserMessage.of("error.fault.ecc", gpu, count);
            case MachineFault.Xid(var device, int code) ->
                    UserMessage.of("error.fault.xid", Quote.name(device), String.valueOf(code));
            case MachineFault.OtherArchitecture(var found, var promised) ->
                    UserMessage.of("error.fault.otherArchitecture", Quote.names(found, promised));
            case MachineFault.NoWheel(var dependency, var architecture) ->
                    UserMessage.of("error.fault.noWheel", Quote.names(dependency, architecture));
            case MachineFault.LockedForOthers(var architecture) ->
                    UserMessage.of("error.fault.lockedForOthers", Quote.names(architecture));
            case MachineFault.DiskShort(long free, long needed) ->
                    UserMessage.of(
                            "error.fault.diskShort", new ByteCount(free), new ByteCount(needed));
            case MachineFault.ClockOff(var by) -> clockOff(by);
            case MachineFault.NoAnswer(var command, var within) ->
                    UserMessage.of(
                            "error.fault.noAnswer", Quote.name(command), new TimeSpan(within));
        };
    }

    private static UserMessage clockOff(Duration by) {
        return UserMessage.of(
                by.isNegative() ? "error.fault.clockBehind" : "error.fault.clockAhead",
                new TimeSpan(by.abs()));
    }

    private static double gib(int mebibytes) {
        return mebibytes / 1024.0;
    }
}
