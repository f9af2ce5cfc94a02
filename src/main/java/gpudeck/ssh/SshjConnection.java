package gpudeck.ssh;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// [SshConnection] on an authenticated sshj client. Each call opens a channel of its own.
final class SshjConnection implements SshConnection {

    private static final Logger LOG = LoggerFactory.getLogger(SshjConnection.class);

    private final SSHClient client;
    private final SshTarget target;
    private final String hostKeyFingerprint;

    /// sshj fails what waits for an answer before it marks itself disconnected.
    private volatile boolean lost;

    SshjConnection(SSHClient client, SshTarget target, String hostKeyFingerprint) {
        this.client = client;
        this.target = target;
        this.hostKeyFingerprint = hostKeyFingerprint;
    }

    @Override
    public String hostKeyFingerprint() {
        return hostKeyFingerprint;
    }

    @Override
    public ExitStatus run(String command, OutputSink sink)
            throws SshException, IOException, InterruptedException {
        return with(command, exec -> exec.run(sink));
    }

    @Override
    public void upload(ProjectFiles files, String remoteFolder, TransferProgress progress)
            throws SshException, IOException, InterruptedException {
        var upload = new TarUpload(files, remoteFolder, progress);
        with(upload.command(), upload::through);
    }

    @Override
    public RemoteManifest inspect(String remoteFolder, List<String> patterns)
            throws SshException, IOException, InterruptedException {
        var selection = new RemoteSelection(remoteFolder, patterns);
        var found = with(selection.command(), selection::through);
        var files =
                found.entrySet().stream()
                        .filter(e -> e.getValue().isFile())
                        .map(Map.Entry::getKey)
                        .toList();
        var hashes = new RemoteHashes(remoteFolder, files);
        var known =
                files.isEmpty()
                        ? Map.<String, String>of()
                        : with(hashes.command(), hashes::through);
        var entries = new ArrayList<RemoteEntry>(found.size());
        found.forEach((name, each) -> {
            var kind = each.isFile() ? hashes.kind(name, each.bytes(), known) : each.other();
            entries.add(new RemoteEntry(name, each.modified(), each.isExecutable(), kind));
        });
        return new RemoteManifest(entries);
    }

    @Override
    public void fetch(
            String remoteFolder,
            RemoteManifest manifest,
            VerifiedFolder into,
            TransferProgress progress)
            throws SshException, IOException, InterruptedException {
        try {
            var wanted = into.begin(manifest);
            var counted = FetchProgress.of(manifest, wanted, progress);
            var tails = new ArrayList<TailFetch>();
            var whole = new ArrayList<RemoteEntry>();
            for (var file : wanted) {
                long have = into.incoming().have(file, Receiving.fileOf(file));
                if (have > 0) {
                    tails.add(new TailFetch(remoteFolder, file, have, into, counted));
                } else {
                    whole.add(file);
                }
            }
            if (!whole.isEmpty()) {
                var tar = new TarFetch(remoteFolder, whole, into, counted);
                with(tar.command(), tar::through);
            }
            for (var tail : tails) {
                with(tail.command(), tail::through);
            }
            into.finish(manifest);
        } catch (LocalFileException e) {
            throw e.inner();
        }
    }

    @Override
    public boolean isOpen() {
        return !lost && client.isConnected() && client.isAuthenticated();
    }

    @Override
    public void close() {
        closeQuietly(client);
    }

    /// Closing what is broken may fail; there is nothing to be done about it then.
    static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("closing", e);
        }
    }

    private interface Work<T> {
        T on(RemoteExec exec) throws Exception;
    }

    private <T> T with(String command, Work<T> work)
            throws SshException, IOException, InterruptedException {
        try (var exec = new RemoteExec(client, command)) {
            return Interruptible.call("ssh-exec", () -> work.on(exec), exec::abandon);
        } catch (LocalFileException e) {
            throw e.inner();
        } catch (SSHException e) {
            throw lost(e);
        } catch (InterruptedException | SshException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("work on a channel broke", e);
        }
    }

    private SshException lost(Exception e) {
        lost = true;
        return new SshException(
                new SshError.ConnectionLost(target.host(), String.valueOf(e.getMessage())), e);
    }
}
