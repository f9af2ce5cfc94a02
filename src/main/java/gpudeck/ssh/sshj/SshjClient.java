package gpudeck.ssh.sshj;

import gpudeck.domain.HostKey;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.Distance;
import gpudeck.ssh.HostKeyTrust;
import gpudeck.ssh.SshClient;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.SshTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.userauth.UserAuthException;
import org.jspecify.annotations.Nullable;

/// [SshClient] on sshj, set up so that it keeps up with OpenSSH: the JDK's AES-GCM first, no delay
/// on small packets, windows wide enough for a long link, and a dead link noticed within 20 s.
public final class SshjClient implements SshClient {

    /// A dead link is noticed when the fourth sign is due: after 16 s at most.
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final int KEEP_ALIVE_MISSES = 3;

    /// A machine whose disk is busy may take nothing for minutes. Whether it is there at all is
    /// found out by the signs.
    private static final int UNTIL_LOST = Integer.MAX_VALUE;

    /// What may be under way to us on one channel, and has to be held here if it is not read: as
    /// much as fast links carry until the machine hears that more may come.
    private static final long NEAR_WINDOW_BYTES = 2L << 20;

    private static final long FAR_WINDOW_BYTES = 16L << 20;

    /// sshj widens the window once no more than twenty packets are left of it: on a long link that
    /// is too late with packets of 32 KiB, and the machine stands still until the word has come.
    private static final int PACKET_BYTES = 192 << 10;

    private static final int BUFFER_BYTES = 64 << 20;

    private @Nullable Config config;

    @Override
    public SshConnection connect(SshTarget target, HostKeyTrust trust, Duration timeout)
            throws SshException, InterruptedException {
        var client = new SSHClient(config());
        var check = new HostKeyCheck(trust);
        try {
            return Interruptible.call(
                    "ssh-connect",
                    () -> open(client, target, check, timeout),
                    () -> SshjConnection.closeQuietly(client));
        } catch (InterruptedException | SshException e) {
            SshjConnection.closeQuietly(client);
            throw e;
        } catch (Exception e) {
            SshjConnection.closeQuietly(client);
            throw new SshException(
                    check.objection().orElseGet(() -> errorOf(e, target, timeout)), e);
        }
    }

    @Override
    public HostKey hostKey(String host, int port, Duration timeout)
            throws SshException, InterruptedException {
        var client = new SSHClient(config());
        var check =
                new HostKeyCheck((at, key) ->
                        Optional.of(new SshError.HostKeyUnconfirmed(at, key.fingerprint())));
        try {
            return Interruptible.call(
                    "ssh-host-key",
                    () -> look(client, host, port, check, timeout),
                    () -> SshjConnection.closeQuietly(client));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new SshException(errorOf(e, host, port, timeout), e);
        } finally {
            SshjConnection.closeQuietly(client);
        }
    }

    /// Every key is refused: that ends the connection.
    private static HostKey look(
            SSHClient client, String host, int port, HostKeyCheck check, Duration timeout)
            throws IOException {
        try {
            begin(client, check, timeout).connect(host, port);
            throw new IOException("it lets everybody in");
        } catch (IOException e) {
            return check.shown().orElseThrow(() -> e);
        }
    }

    @Override
    public void warmUp() {
        var _ = config();
        CipherWarmUp.run();
    }

    private static SshConnection open(
            SSHClient client, SshTarget target, HostKeyCheck check, Duration timeout)
            throws IOException, SshException {
        var method = Authentication.of(target.identity());
        begin(client, check, timeout).connect(target.host(), target.port());
        var firstAnswer = firstAnswer(client);
        client.getConnection()
                .setWindowSize(Distance.isNear(firstAnswer) ? NEAR_WINDOW_BYTES : FAR_WINDOW_BYTES);
        client.auth(target.user(), method);
        client.setTimeout(0);
        client.getConnection().setTimeoutMs(UNTIL_LOST);
        var fingerprint = check.shown().map(HostKey::fingerprint).orElseThrow();
        return new SshjConnection(client, target, fingerprint, firstAnswer);
    }

    /// How long the machine takes for the first thing that it has to be asked (RFC 4253, section
    /// 10): it answers that at once.
    private static Duration firstAnswer(SSHClient client) throws IOException {
        long asked = System.nanoTime();
        ((Service) client.getUserAuth()).request();
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    private static SSHClient begin(SSHClient client, HostKeyCheck check, Duration timeout) {
        int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
        client.setSocketFactory(new NoDelay());
        client.setConnectTimeout(millis);
        client.setTimeout(millis);
        client.getTransport().setTimeoutMs(millis);
        client.getConnection().setTimeoutMs(millis);
        client.getConnection().setMaxPacketSize(PACKET_BYTES);
        client.addHostKeyVerifier(check);
        keepAlive(client);
        client.getTransport().setDisconnectListener((why, _) -> letGo(client, why));
        return client;
    }

    /// Of a connection that broke, before any of its channels is told: who writes to it holds a
    /// lock that is needed for that.
    private static void letGo(SSHClient client, DisconnectReason why) {
        if (why != DisconnectReason.BY_APPLICATION) {
            SshjConnection.closeQuietly(client.getSocket());
        }
    }

    /// To be called before the client connects: later it has no effect.
    private static void keepAlive(SSHClient client) {
        var keepAlive = (KeepAliveRunner) client.getConnection().getKeepAlive();
        keepAlive.setMaxAliveCount(KEEP_ALIVE_MISSES);
        keepAlive.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    }

    private static SshError errorOf(Exception failure, SshTarget target, Duration timeout) {
        return failure instanceof UserAuthException
                ? new SshError.AuthRefused(
                        target.user(), target.host(), Authentication.name(target.identity()))
                : errorOf(failure, target.host(), target.port(), timeout);
    }

    private static SshError errorOf(Exception failure, String host, int port, Duration timeout) {
        return failure instanceof SocketTimeoutException
                ? new SshError.TimedOut(host, timeout)
                : new SshError.Unreachable(host, port, words(failure));
    }

    private static String words(Exception failure) {
        var message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    /// Made for the first connection: sshj then makes ready a library of ciphers, which takes
    /// longer than most commands.
    private synchronized Config config() {
        var made = config;
        if (made == null) {
            made = newConfig();
            config = made;
        }
        return made;
    }

    private static Config newConfig() {
        var config = new DefaultConfig();
        List<Factory.Named<Cipher>> ciphers = new ArrayList<>();
        ciphers.add(new Gcm("aes128-gcm@openssh.com", 16));
        ciphers.add(new Gcm("aes256-gcm@openssh.com", 32));
        config.getCipherFactories().stream()
                .filter(cipher -> !cipher.getName().contains("-gcm@"))
                .forEach(ciphers::add);
        config.setCipherFactories(ciphers);
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        config.setMaxCircularBufferSize(BUFFER_BYTES);
        return config;
    }

    private record Gcm(String name, int keyBytes) implements Factory.Named<Cipher> {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Cipher create() {
            return new JdkAesGcm(keyBytes);
        }
    }

    /// Without it a small packet waits up to 40 ms for the one before.
    private static final class NoDelay extends SocketFactory {

        @Override
        public Socket createSocket() throws SocketException {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return noDelay(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort)
                throws IOException {
            return noDelay(new Socket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return noDelay(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
                throws IOException {
            return noDelay(new Socket(host, port, local, localPort));
        }

        private static Socket noDelay(Socket socket) throws SocketException {
            socket.setTcpNoDelay(true);
            return socket;
        }
    }
}
