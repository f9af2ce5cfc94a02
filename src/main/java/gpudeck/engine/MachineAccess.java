package gpudeck.engine;

import gpudeck.domain.CloudException;
import gpudeck.domain.HostKey;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.Instance;
import gpudeck.engine.hosts.HostKeys;
import gpudeck.engine.hosts.Login;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.Identity;
import gpudeck.ssh.SshClient;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.SshTarget;
import gpudeck.ssh.project.UploadWarmUp;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens connections to instances: at which port, as whom, with which key, and only to a machine
/// that shows the host key pinned for it.
public final class MachineAccess {

    private static final Logger LOG = LoggerFactory.getLogger(MachineAccess.class);
    private static final AtomicBoolean WARM = new AtomicBoolean();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int HIGHEST_PORT = 65535;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]+");

    private final SshClient ssh;
    private final KeyService keys;
    private final HostKeys hosts;
    private final String user;
    private final int port;

    /// @param user to log in as; Lambda's images have `ubuntu`
    /// @param port of the instances' sshd
    public MachineAccess(SshClient ssh, KeyService keys, HostKeys hosts, String user, int port) {
        this.ssh = ssh;
        this.keys = keys;
        this.hosts = hosts;
        this.user = user;
        this.port = port;
    }

    /// Makes the first transfer as fast as the later ones: once, in the background.
    void warmUp() {
        if (!WARM.compareAndSet(false, true)) {
            return;
        }
        Thread.ofPlatform()
                .daemon()
                .name("warm-up")
                .start(() -> {
                    try {
                        ssh.warmUp();
                        UploadWarmUp.run();
                    } catch (IOException e) {
                        LOG.info("Not warmed up", e);
                    }
                });
    }

    /// One attempt, with the first of the instance's keys that is on this computer.
    ///
    /// @throws JobException if none is, or the journal fails
    public SshConnection connect(Instance instance)
            throws CloudException, SshException, JobException, InterruptedException {
        return connect(instance, identity(instance));
    }

    /// One attempt. Nothing is sent to a machine whose host key is not to be trusted, see
    /// [HostKeys].
    public SshConnection connect(Instance instance, Identity identity)
            throws SshException, JobException, InterruptedException {
        var target = new SshTarget(host(instance), portOf(instance), user, identity);
        try {
            var check = hosts.check(instance.id());
            try {
                return kept(ssh.connect(target, check, CONNECT_TIMEOUT), check, target.host());
            } finally {
                check.saw();
            }
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    /// Looks at the host key that the machine shows, and goes no further.
    ///
    /// @throws SshException if it is not to be trusted, or nothing answers
    public void checkHostKey(Instance instance)
            throws CloudException, SshException, JobException, InterruptedException {
        try {
            var check = hosts.check(instance.id());
            if (check.takesAny()) {
                connect(instance).close();
            } else {
                var objection = check.objection(host(instance), shownBy(instance));
                check.saw();
                if (objection.isPresent()) {
                    throw new SshException(objection.get());
                }
            }
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    /// From here on the instance is known by the key of that fingerprint, which the user confirmed.
    ///
    /// @throws SshException if it shows another one, or is known by another one
    public void confirmHostKey(Instance instance, String fingerprint)
            throws SshException, JobException, InterruptedException {
        try {
            var pinned = hosts.pinned(instance.id()).map(pin -> pin.key().fingerprint());
            if (!pinned.equals(Optional.of(fingerprint))) {
                var host = host(instance);
                var shown = shownBy(instance);
                if (!shown.fingerprint().equals(fingerprint)) {
                    throw new SshException(
                            new SshError.HostKeyChanged(host, fingerprint, shown.fingerprint()));
                }
                hosts.confirm(instance.id(), host, shown);
            }
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    private HostKey shownBy(Instance instance) throws SshException, InterruptedException {
        return ssh.hostKey(host(instance), portOf(instance), CONNECT_TIMEOUT);
    }

    /// How the system's own `ssh` gets there; empty while the instance has no address.
    public Optional<Login> login(Instance instance)
            throws CloudException, SshException, JobException, InterruptedException {
        if (instance.ip().isEmpty()) {
            return Optional.empty();
        }
        var file =
                identity(instance) instanceof Identity.KeyFile key
                        ? Optional.of(key.file())
                        : Optional.<Path>empty();
        return Optional.of(
                new Login(
                        instance.id(),
                        user,
                        plainHost(instance),
                        portOf(instance),
                        file,
                        hosts.known().file()));
    }

    /// The command that opens a shell with the system's own `ssh`, which trusts the pinned host key
    /// and no other; empty while it has no address.
    ///
    /// @throws SshException if none is pinned: the user has to confirm it first
    public Optional<List<String>> shellCommand(Instance instance)
            throws CloudException, SshException, JobException, InterruptedException {
        var login = login(instance);
        try {
            if (login.isPresent() && hosts.pinned(instance.id()).isEmpty()) {
                checkHostKey(instance);
            }
            hosts.tell();
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
        return login.map(Login::command);
    }

    private Identity identity(Instance instance)
            throws CloudException, JobException, InterruptedException {
        JobException missing = null;
        for (var name : instance.sshKeyNames()) {
            try {
                return keys.identity(name);
            } catch (JobException e) {
                missing = e;
            }
        }
        throw missing != null ? missing : new JobException(new JobError.NoUsableKey(""));
    }

    private static SshConnection kept(SshConnection connection, HostKeys.Check check, String host)
            throws SshException, StoreException {
        boolean kept = false;
        try {
            check.keep(host);
            kept = true;
            return connection;
        } finally {
            if (!kept) {
                connection.close();
            }
        }
    }

    /// It goes into a command line and a file of `ssh`.
    private static String plainHost(Instance instance) throws SshException {
        var host = host(instance);
        if (!ADDRESS.matcher(host).matches()) {
            throw new SshException(new SshError.Garbled(host, "it is no address"));
        }
        return host;
    }

    private static String host(Instance instance) throws SshException {
        var host = instance.ip().orElse("");
        if (host.isBlank()) {
            throw new SshException(
                    new SshError.Unreachable(instance.displayName(), 0, "it has no address yet"));
        }
        return host;
    }

    /// The simulator's machines share an address and say their port; no other machine may.
    private int portOf(Instance instance) {
        var said = instance.tags().getOrDefault(Instance.SSH_PORT_TAG, "");
        boolean usable =
                said.matches("[0-9]{1,5}") && instance.ip().filter(this::isHere).isPresent();
        int number = usable ? Integer.parseInt(said) : port;
        return number >= 1 && number <= HIGHEST_PORT ? number : port;
    }

    private boolean isHere(String ip) {
        try {
            return ADDRESS.matcher(ip).matches() && InetAddress.getByName(ip).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
