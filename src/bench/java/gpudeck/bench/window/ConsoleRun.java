package gpudeck.bench.window;

import gpudeck.domain.Step;
import gpudeck.engine.job.RunOutput;
import gpudeck.ssh.OutputSink;
import gpudeck.ssh.run.RemoteRun;
import gpudeck.ssh.run.RunEvents;
import gpudeck.ssh.run.RunLog;
import gpudeck.ssh.run.RunPlan;
import gpudeck.testing.Connecting;
import gpudeck.testing.OpenSshServer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A command on a real OpenSSH server whose output comes the whole way that a job's comes: the
/// run's log there, its copy here, the command's own file, the console.
final class ConsoleRun {

    private final OpenSshServer server;
    private final Path folder;
    private final RunOutput console;

    ConsoleRun(OpenSshServer server, Path folder, RunOutput console) {
        this.server = server;
        this.folder = folder;
        this.console = console;
    }

    /// Returns once all of it is in the console.
    ///
    /// @param name of the run
    void show(String name, String command) throws Exception {
        var plan = new RunPlan(Map.of(), List.of(new RunPlan.Command(name, command, "", true)));
        try (var out = new FileOutputStream(folder.resolve(name + ".out").toFile());
                var log = RunLog.open(folder.resolve(name + ".log"), new Events(out));
                var connection = Connecting.to(server)) {
            new RemoteRun(name).follow(connection, Optional.of(plan), log, (_, _) -> {});
        }
    }

    private final class Events implements RunEvents {

        private final OutputStream file;

        Events(OutputStream file) {
            this.file = file;
        }

        @Override
        public void started(int command, String label, Instant at) {
            console.commandStarted(Step.SCRIPTS, label, at);
        }

        @Override
        public void output(
                OutputSink.Stream stream, Instant at, byte[] buffer, int offset, int length)
                throws IOException {
            file.write(buffer, offset, length);
            console.bytes(RunOutput.Stream.OUT, at, buffer, offset, length);
        }

        @Override
        public void ended(int command, int status, Duration took) {
            console.commandEnded(status, Optional.empty(), took);
        }

        @Override
        public void gap(long bytes, Instant at) {
            throw new IllegalStateException("the disk is full");
        }
    }
}
