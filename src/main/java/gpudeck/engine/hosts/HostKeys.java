package gpudeck.engine.hosts;

import gpudeck.domain.HostKey;
import gpudeck.domain.Signal;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Time;
import gpudeck.ssh.HostKeyTrust;
import gpudeck.store.StoreException;
import gpudeck.store.journal.HostKeyJournal;
import gpudeck.store.journal.HostKeyPin;
import gpudeck.store.journal.HostKeyPin.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The key of each instance, and what follows from it for the one that a machine shows:
///
/// - It is the pinned one: trusted.
/// - Another one is pinned, and was seen: it changed. Nothing mends that.
/// - Another one was made for the instance at its launch, and not seen yet: not ready. The image's
///   own key is shown until cloud-init has replaced it.
/// - None is pinned: the user has to confirm it, unless they chose to trust the first key of what
///   they launch.
public final class HostKeys {

    private final Signal<Map<InstanceId, HostKeyFacts>> facts = new Signal<>(Map.of());
    private final HostKeyJournal journal;
    private final KnownHosts known;
    private final boolean trustsFirst;
    private final Time time;

    /// @param known is kept in line with what is pinned
    /// @param trustsFirst the user chose to trust the first key that shows an instance launched
    ///   here
    public HostKeys(HostKeyJournal journal, KnownHosts known, boolean trustsFirst, Time time) {
        this.journal = journal;
        this.known = known;
        this.trustsFirst = trustsFirst;
        this.time = time;
    }

    public Optional<HostKeyPin> pinned(InstanceId instance) throws StoreException {
        return journal.pinned(instance);
    }

    public KnownHosts known() {
        return known;
    }

    /// Of the instances that live, as they are shown.
    public Signal<Map<InstanceId, HostKeyFacts>> facts() {
        return facts;
    }

    /// Brings what is told of the keys in line with the journal.
    public synchronized void tell() throws StoreException {
        var living = journal.ofLiving();
        known.write(living);
        facts.publish(
                living.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        HostKeyPin::instance, HostKeyFacts::of)));
    }

    /// To judge one connection to that instance.
    public Check check(InstanceId instance) throws StoreException {
        var pin = journal.pinned(instance);
        return new Check(
                instance, pin, pin.isEmpty() && trustsFirst && journal.isLaunchedHere(instance));
    }

    /// Pins a key whose fingerprint the user confirmed.
    ///
    /// @throws SshException if the instance is known by another one
    public void confirm(InstanceId instance, String host, HostKey key)
            throws SshException, StoreException {
        pin(instance, host, key, Origin.CONFIRMED);
    }

    /// Another program may have pinned a key since: that one counts.
    private void pin(InstanceId instance, String host, HostKey key, Origin origin)
            throws SshException, StoreException {
        var now = time.now();
        var inForce = journal.pin(new HostKeyPin(instance, key, origin, now, Optional.of(now)));
        if (!inForce.key().equals(key)) {
            throw new SshException(
                    new SshError.HostKeyChanged(
                            host, inForce.key().fingerprint(), key.fingerprint()));
        }
        tell();
    }

    /// Judges the key of one connection, and keeps what was learnt of it.
    public final class Check implements HostKeyTrust {

        private final InstanceId instance;
        private final Optional<HostKeyPin> pin;
        private final boolean takesAny;
        private volatile @Nullable HostKey accepted;

        private Check(InstanceId instance, Optional<HostKeyPin> pin, boolean takesAny) {
            this.instance = instance;
            this.pin = pin;
            this.takesAny = takesAny;
        }

        @Override
        public Optional<SshError> objection(String host, HostKey shown) {
            var why = judge(host, shown);
            if (why.isEmpty()) {
                accepted = shown;
            }
            return why;
        }

        private Optional<SshError> judge(String host, HostKey shown) {
            if (pin.isEmpty()) {
                return takesAny
                        ? Optional.empty()
                        : Optional.of(new SshError.HostKeyUnconfirmed(host, shown.fingerprint()));
            }
            var expected = pin.get().key();
            if (expected.equals(shown)) {
                return Optional.empty();
            }
            return Optional.of(
                    pin.get().seenAt().isPresent()
                            ? new SshError.HostKeyChanged(
                                    host, expected.fingerprint(), shown.fingerprint())
                            : new SshError.HostKeyNotInstalled(
                                    host, expected.fingerprint(), shown.fingerprint()));
        }

        /// Whether it is the first key of this instance that is to be trusted, whatever it is.
        public boolean takesAny() {
            return takesAny;
        }

        /// A machine that proved to hold its key has it from then on, whether it lets us in or not.
        public void saw() throws StoreException {
            if (accepted != null && pin.isPresent() && pin.get().seenAt().isEmpty()) {
                journal.recordSeen(instance, time.now());
                tell();
            }
        }

        /// After it let us in: by then the image's own key is gone.
        ///
        /// @throws SshException if another key was pinned meanwhile
        public void keep(String host) throws SshException, StoreException {
            var key = accepted;
            if (key != null && pin.isEmpty()) {
                pin(instance, host, key, Origin.FIRST_CONTACT);
            }
        }
    }
}
