package gpudeck.ssh.sshj;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.BrokenConnectionException;
import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.StreamThread;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.common.SSHException;

/// [RunningCommand] on a channel of sshj.
final class SshjCommand implements RunningCommand {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LAST_WORDS = 2_000;
    private static final int CLOSE_SECONDS = 10;
    private static final List<String> PROGRAMS =
            List.of("sha256sum", "tar", "tail", "find", "python3");

    private final String command;
    private final CommandChannel channel;
    private final RemoteExec exec;
    private final OutputStream stdin;
    private final InputStream stdout;
    private final InputStream stderr;

    SshjCommand(String command, CommandChannel channel, RemoteExec exec) {
        this.command = command;
        this.channel = channel;
        this.exec = exec;
        this.stdin = new ChannelOutput(channel.getOutputStream(), channel::isOver);
        this.stdout = new ChannelInput(channel.getInputStream());
        this.stderr = new ChannelInput(channel.getErrorStream());
    }

    @Override
    public OutputStream stdin() {
        return stdin;
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public InputStream stderr() {
        return stderr;
    }

    @Override
    public CompletableFuture<String> lastWords() {
        return StreamThread.start(() -> {
            var words = new StringBuilder();
            var buffer = new byte[BUFFER_BYTES];
            for (int read = stderr.read(buffer); read >= 0; read = stderr.read(buffer)) {
                words.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                words.delete(0, Math.max(0, words.length() - LAST_WORDS));
            }
            return words.toString().strip();
        });
    }

    @Override
    public <T> T reading(Callable<T> reading) throws Exception {
        try {
            return reading.call();
        } catch (BrokenConnectionException e) {
            throw e;
        } catch (IOException e) {
            int exit = exitStatus() instanceof ExitStatus.Exited(int code) ? code : -1;
            throw new SshException(
                    new SshError.CommandFailed(name(), exit, String.valueOf(e.getMessage())), e);
        }
    }

    @Override
    public void expect(CompletableFuture<String> lastWords, int... accepted) throws Exception {
        var words = StreamThread.await(lastWords);
        var status = exitStatus();
        for (int good : accepted) {
            if (status instanceof ExitStatus.Exited(int exit) && exit == good) {
                return;
            }
        }
        int exit = status instanceof ExitStatus.Exited(int code) ? code : -1;
        throw new SshException(new SshError.CommandFailed(name(), exit, words));
    }

    /// Without a word about how the command ended, the connection broke.
    @Override
    public ExitStatus exitStatus() throws BrokenConnectionException {
        try {
            channel.join(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (SSHException e) {
            throw new BrokenConnectionException(e);
        }
        var signal = channel.getExitSignal();
        var status = channel.getExitStatus();
        if (signal != null) {
            return new ExitStatus.Signalled(signal.name());
        }
        if (status == null) {
            throw new BrokenConnectionException("the connection broke before the command ended");
        }
        return new ExitStatus.Exited(status);
    }

    @Override
    public void abandon() {
        exec.abandon();
    }

    /// What was asked, for messages: the program, not its arguments.
    private String name() {
        return PROGRAMS.stream()
                .filter(program -> command.contains(program + " "))
                .findFirst()
                .orElseGet(() -> command.split("\\s", 2)[0]);
    }
}
