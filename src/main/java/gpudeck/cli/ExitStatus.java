package gpudeck.cli;

import gpudeck.domain.CloudError;
import gpudeck.domain.JobError;
import gpudeck.domain.Problem;
import gpudeck.domain.SshError;

/// How a command ends, for scripts to act on. See also [StopSignal].
public final class ExitStatus {

    public static final int DONE = 0;
    public static final int JOB_FAILED = 1;
    public static final int USAGE = 2;
    public static final int REFUSED = 3;
    public static final int UNREACHABLE = 4;

    private ExitStatus() {}

    public static int of(Problem problem) {
        return switch (problem) {
            case CloudError error -> of(error);
            case SshError error -> of(error);
            case JobError error -> of(error);
        };
    }

    /// Without an answer that can be understood, the cloud counts as unreachable.
    private static int of(CloudError error) {
        return switch (error) {
            case CloudError.Unreachable _,
                    CloudError.TimedOut _,
                    CloudError.ServerFault _,
                    CloudError.Unreadable _,
                    CloudError.TooLarge _ ->
                    UNREACHABLE;
            case CloudError.InvalidApiKey _,
                    CloudError.AccountInactive _,
                    CloudError.InvalidBillingAddress _,
                    CloudError.Forbidden _,
                    CloudError.InvalidParameters _,
                    CloudError.NotFound _,
                    CloudError.QuotaExceeded _,
                    CloudError.Duplicate _,
                    CloudError.Conflict _,
                    CloudError.NoCapacity _,
                    CloudError.FileSystemInWrongRegion _,
                    CloudError.InUse _,
                    CloudError.RateLimited _,
                    CloudError.RefusedAtEdge _,
                    CloudError.Unexpected _ ->
                    REFUSED;
        };
    }

    private static int of(SshError error) {
        return switch (error) {
            case SshError.Unreachable _,
                    SshError.AuthRefused _,
                    SshError.HostKeyChanged _,
                    SshError.HostKeyNotInstalled _,
                    SshError.ConnectionLost _,
                    SshError.TimedOut _ ->
                    UNREACHABLE;
            case SshError.HostKeyUnconfirmed _,
                    SshError.KeyMissing _,
                    SshError.KeyUnreadable _,
                    SshError.KeyTooOpen _,
                    SshError.PassphraseNeeded _,
                    SshError.PassphraseWrong _ ->
                    USAGE;
            case SshError.CommandFailed _,
                    SshError.Garbled _,
                    SshError.NotAsSent _,
                    SshError.UnsafePath _ ->
                    JOB_FAILED;
        };
    }

    private static int of(JobError error) {
        return switch (error) {
            case JobError.ProjectMissing _,
                    JobError.ProjectEmpty _,
                    JobError.ScriptMissing _,
                    JobError.NoScripts _,
                    JobError.NoUsableKey _,
                    JobError.NotAttachable _,
                    JobError.NotUsable _,
                    JobError.Occupied _,
                    JobError.UnknownType _ ->
                    USAGE;
            case JobError.NoCapacity _ -> REFUSED;
            case JobError.LaunchUnconfirmed _ -> UNREACHABLE;
            case JobError.InstanceGone _,
                    JobError.Unhealthy _,
                    JobError.TimedOut _,
                    JobError.GpuCheckFailed _,
                    JobError.TorchSeesNoGpu _,
                    JobError.SetUpFailed _,
                    JobError.ScriptFailed _,
                    JobError.ScriptKilled _,
                    JobError.RunLost _,
                    JobError.MachineRebooted _,
                    JobError.NotStarted _,
                    JobError.NoResults _,
                    JobError.ResultsIncomplete _,
                    JobError.ResultUnverified _,
                    JobError.LocalDiskFull _,
                    JobError.LocalFile _,
                    JobError.LimitReached _,
                    JobError.TerminateUnconfirmed _,
                    JobError.Internal _ ->
                    JOB_FAILED;
        };
    }
}
