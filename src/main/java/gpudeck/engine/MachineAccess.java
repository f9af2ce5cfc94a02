package gpudeck.engine;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.HostKeyTrust;
import gpudeck.ssh.Identity;
import gpudeck.ssh.RemoteShell;
import gpudeck.ssh.SshClient;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.SshTarget;
import gpudeck.store.StoreException;
import gpudeck.store.journal.HostKeyJournal;
import gpudeck.store.journal.HostKeyPin;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens connections to instances: at which port, as whom, with which key, and only to a machine
/// that shows the host key pinned for it.
public final class MachineAccess {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int HIGHEST_PORT = 65535;

    private final SshClient ssh;
    private final KeyService keys;
    private final HostKeyJournal pins;
    private final String user;
    private final int port;
    private final Time time;

    /// @param user to log in as; Lambda's images have `ubuntu`
    /// @param port of the instances' sshd
    public MachineAccess(
            SshClient ssh, KeyService keys, HostKeyJournal pins, String user, int port, Time time) {
        this.ssh = ssh;
        this.keys = keys;
        this.pins = pins;
        this.user = user;
        this.port = port;
        this.time = time;
    }

    /// One attempt, with the first of the instance's keys that is on this computer.
    ///
    /// @throws JobException if none is, or the journal fails
    public SshConnection connect(Instance instance)
            throws CloudException, SshException, JobException, InterruptedException {
        return connect(instance, identity(instance));
    }

    /// One attempt. The host key is pinned on first contact; another one is refused from then on.
    public SshConnection connect(Instance instance, Identity identity)
            throws SshException, JobException, InterruptedException {
        var target = new SshTarget(host(instance), portOf(instance), user, identity);
        try {
            var trust = new PinnedOrFirst(instance.id(), pins.pinned(instance.id()));
            var connection = ssh.connect(target, trust, CONNECT_TIMEOUT);
            return keepPin(connection, target, trust);
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    /// The command that opens a shell with the system's own `ssh`; empty while it has no address.
    /// The host key is remembered by instance, since addresses are used again.
    public Optional<List<String>> shellCommand(Instance instance)
            throws CloudException, SshException, JobException, InterruptedException {
        if (instance.ip().isEmpty()) {
            return Optional.empty();
        }
        var command = new ArrayList<>(List.of("ssh", "-p", Integer.toString(portOf(instance))));
        if (identity(instance) instanceof Identity.KeyFile key) {
            command.addAll(List.of("-i", key.file().toString()));
        }
        command.addAll(List.of("-o", "HostKeyAlias=gpudeck-" + instance.id().value()));
        command.addAll(List.of("-o", "StrictHostKeyChecking=accept-new"));
        command.add(user + "@" + host(instance));
        return Optional.of(List.copyOf(command));
    }

    /// [#shellCommand] as a line to paste into a shell.
    public static String asLine(List<String> command) {
        return String.join(" ", command.stream().map(RemoteShell::quote).toList());
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

    /// Another program may have pinned a key since: the first one counts.
    private SshConnection keepPin(SshConnection connection, SshTarget target, PinnedOrFirst trust)
            throws SshException, StoreException {
        boolean kept = false;
        try {
            var shown = trust.shown();
            var inForce = pins.pin(shown);
            if (!inForce.publicKey().equals(shown.publicKey())) {
                throw new SshException(
                        new SshError.HostKeyChanged(
                                target.host(), inForce.fingerprint(), shown.fingerprint()));
            }
            kept = true;
            return connection;
        } finally {
            if (!kept) {
                connection.close();
            }
        }
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
            return ip.matches("[0-9.]+|[0-9a-fA-F:]+")
                    && InetAddress.getByName(ip).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /// Accepts the pinned key, or any if there is none yet.
    private final class PinnedOrFirst implements HostKeyTrust {

        private final InstanceId instance;
        private final Optional<HostKeyPin> pinned;
        private volatile @Nullable HostKeyPin shown;

        PinnedOrFirst(InstanceId instance, Optional<HostKeyPin> pinned) {
            this.instance = instance;
            this.pinned = pinned;
        }

        @Override
        public Verdict check(String algorithm, String publicKey, String fingerprint) {
            shown = new HostKeyPin(instance, algorithm, publicKey, fingerprint, time.now());
            return pinned.filter(pin -> !pin.publicKey().equals(publicKey))
                    .<Verdict>map(pin -> new Verdict.Changed(pin.fingerprint()))
                    .orElseGet(Verdict.Accepted::new);
        }

        HostKeyPin shown() {
            var key = shown;
            if (key == null) {
                throw new IllegalStateException("connected without a host key");
            }
            return key;
        }
    }
}
