package gpudeck.sim.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One command or shell on a machine, as a real process joined to the channel's streams.
final class MachineCommand implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(MachineCommand.class);
    private static final int KILLED = 128 + 9;
    private static final Set<String> PASSED_ON = Set.of("TERM", "COLUMNS", "LINES", "LANG");

    private final Machine machine;
    private final @Nullable String line;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private @Nullable ExitCallback exit;
    private volatile @Nullable Process process;

    private MachineCommand(Machine machine, @Nullable String line) {
        this.machine = machine;
        this.line = line;
    }

    static MachineCommand exec(Machine machine, String line) {
        return new MachineCommand(machine, line);
    }

    static MachineCommand shell(Machine machine) {
        return new MachineCommand(machine, null);
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        boolean terminal = environment.getEnv().containsKey(Environment.ENV_TERM);
        var variables = variables(environment.getEnv());
        var words = LoginShell.words(line, terminal);
        var running = machine.commands().start(words, machine.home(), variables);
        process = running;
        environment.addSignalListener((_, signal) -> pass(signal, running));
        var stdout = pump(running.getInputStream(), out);
        var stderr = pump(running.getErrorStream(), err);
        pumpInput(running);
        Thread.ofVirtual().start(() -> finish(channel, running, stdout, stderr));
    }

    /// The channel is closed: what still runs in the foreground goes with it.
    @Override
    public void destroy(ChannelSession channel) {
        var running = process;
        if (running != null && running.isAlive()) {
            Processes.signal(running, "KILL");
        }
    }

    private static void pass(Signal signal, Process running) {
        if (signal != Signal.WINCH) {
            Processes.signal(running, signal.name());
        }
    }

    private Map<String, String> variables(Map<String, String> asked) {
        var variables = new HashMap<>(machine.files().environment());
        asked.forEach((name, value) -> {
            if (PASSED_ON.contains(name) || name.startsWith("LC_")) {
                variables.put(name, value);
            }
        });
        return variables;
    }

    private static Thread pump(InputStream from, OutputStream to) {
        return Thread.ofVirtual().start(() -> copy(from, to));
    }

    private void pumpInput(Process running) {
        Thread.ofVirtual()
                .start(() -> {
                    try (var to = running.getOutputStream()) {
                        copy(in, to);
                    } catch (IOException e) {
                        LOG.debug("the process no longer reads", e);
                    }
                });
    }

    /// Copies what comes at once, so that a progress bar moves.
    private static void copy(InputStream from, OutputStream to) {
        var buffer = new byte[32 * 1024];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(buffer, 0, read);
                to.flush();
            }
        } catch (IOException e) {
            LOG.debug("one side of a stream went away", e);
        }
    }

    private void finish(ChannelSession channel, Process running, Thread stdout, Thread stderr) {
        try {
            int status = running.waitFor();
            stdout.join();
            stderr.join();
            if (status == KILLED) {
                sendKilled(channel);
            } else if (exit != null) {
                exit.onExit(status);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("the client went away before the exit status", e);
        }
    }

    /// As RFC 4254, section 6.10 has it. A shell that exits with 137 by itself looks the same here.
    private static void sendKilled(ChannelSession channel) throws IOException {
        var request = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        request.putUInt(channel.getRecipient());
        request.putString("exit-signal");
        request.putBoolean(false);
        request.putString("KILL");
        request.putBoolean(false);
        request.putString("");
        request.putString("");
        channel.writePacket(request);
        channel.close(false);
    }
}
