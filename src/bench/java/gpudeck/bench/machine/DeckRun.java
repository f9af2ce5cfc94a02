package gpudeck.bench.machine;

import gpudeck.ssh.OutputSink;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.run.RemoteRun;
import gpudeck.ssh.run.RunEnd;
import gpudeck.ssh.run.RunEvents;
import gpudeck.ssh.run.RunLog;
import gpudeck.ssh.run.RunPlan;
import gpudeck.ssh.run.RunSigns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run of one command on the machine, which goes on without us, and its log, which comes here as
/// a job's does: byte for byte into one file, and what the command wrote into another.
///
/// @param name of the run
public record DeckRun(Deck deck, String name) {

    /// Starts it, and follows its log to the end.
    public void start(String command, Path output) throws Exception {
        var line = new RunPlan.Command(command, command, "", true);
        follow(Optional.of(new RunPlan(Map.of(), List.of(line))), output);
    }

    /// Connects and takes the whole log of what was started before.
    public void takeLog(Path output) throws Exception {
        follow(Optional.empty(), output);
    }

    private void follow(Optional<RunPlan> plan, Path output) throws Exception {
        var copy = Path.of(output + ".log");
        try (SshConnection connection = deck.connect();
                var out = Files.newOutputStream(output);
                var log = RunLog.open(copy, new Writing(out))) {
            var end = new RemoteRun(name).follow(connection, plan, log, RunSigns.NONE);
            if (!end.equals(new RunEnd.Ended(false, Map.of(0, 0)))) {
                throw new IOException("the run ended as " + end);
            }
        }
    }

    private record Writing(OutputStream out) implements RunEvents {

        @Override
        public void started(int command, String label, Instant at) {}

        @Override
        public void output(
                OutputSink.Stream stream, Instant at, byte[] buffer, int offset, int length)
                throws IOException {
            out.write(buffer, offset, length);
        }

        @Override
        public void ended(int command, int status, Duration took) {}

        @Override
        public void gap(long bytes, Instant at) throws IOException {
            throw new IOException(bytes + " bytes are missing");
        }
    }
}
