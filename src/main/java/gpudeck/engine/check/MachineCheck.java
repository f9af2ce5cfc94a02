package gpudeck.engine.check;

import gpudeck.domain.MachineFault;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.job.StepNote;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.check.RemoteCheck;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// Looks at a machine once, in one command.
///
/// @param clock of this computer, to hold the machine's against
public record MachineCheck(RemoteCheck remote, InstantSource clock) {

    /// @throws SshException if the machine cannot be asked
    public Verdict of(SshConnection connection, Verdict.Promise promise)
            throws SshException, IOException, InterruptedException {
        var from = clock.instant();
        try {
            var answers = remote.ask(connection, promise.type().gpus() > 0);
            var facts = MachineFacts.of(answers, remote.gpuLimit());
            return Verdict.of(facts, promise, from, clock.instant());
        } catch (SshException e) {
            if (e.error() instanceof SshError.TimedOut(_, var after)) {
                return silent(new MachineFault.NoAnswer("python3", after));
            }
            throw e;
        }
    }

    private static Verdict silent(MachineFault fault) {
        return new Verdict(List.of(fault), new StepNote.Checked(0, "", "", 0, 0, 0, List.of()));
    }
}
