package gpudeck.engine.doctor;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.SshException;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.engine.keys.KeyService;
import gpudeck.engine.keys.UsableKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether one of the account's SSH keys can be used from here: a machine is launched with it, and
/// costs money whether or not it lets us in.
public final class SshKeyCheckup implements Checkup {

    private final KeyService keys;
    private final Optional<String> wanted;

    /// @param wanted the key that the user named
    public SshKeyCheckup(KeyService keys, Optional<String> wanted) {
        this.keys = keys;
        this.wanted = wanted;
    }

    /// Empty if the account's keys cannot be read: that is told elsewhere.
    @Override
    public List<Finding> look() throws InterruptedException {
        try {
            var usable = keys.usable();
            if (usable.isEmpty()) {
                return List.of(
                        Finding.fix(
                                Subject.SSH_KEY,
                                UserMessage.of("doctor.ssh.none"),
                                UserMessage.of("doctor.ssh.none.text"),
                                UserMessage.of("doctor.ssh.none.advice")));
            }
            // As where one is chosen: what can be used at once comes first.
            var chosen =
                    usable.stream()
                            .filter(key ->
                                    wanted.isEmpty() || wanted.get().equals(key.key().name()))
                            .min(Comparator.comparing(UsableKey::locked));
            return List.of(
                    chosen.isPresent()
                            ? judge(chosen.get())
                            : unknown(wanted.orElseThrow(), usable));
        } catch (CloudException _) {
            return List.of();
        }
    }

    private static Finding unknown(String name, List<UsableKey> usable) {
        return Finding.fix(
                Subject.SSH_KEY,
                UserMessage.of("doctor.ssh.unknown", name),
                UserMessage.of("doctor.ssh.none.text"),
                UserMessage.of("doctor.ssh.unknown.advice", usable.getFirst().key().name()));
    }

    private Finding judge(UsableKey key) throws CloudException, InterruptedException {
        var name = key.key().name();
        if (key.locked()) {
            return Finding.look(
                    Subject.SSH_KEY,
                    UserMessage.of("doctor.ssh.locked", name),
                    UserMessage.of("doctor.ssh.fine.text", key.where()),
                    UserMessage.of("doctor.ssh.locked.advice"));
        }
        try {
            keys.readyIdentity(name);
        } catch (SshException | JobException e) {
            return Finding.fix(
                    Subject.SSH_KEY,
                    UserMessage.of("doctor.ssh.unreadable", name),
                    Explanation.of(e));
        }
        return Finding.fine(
                Subject.SSH_KEY,
                UserMessage.of("doctor.ssh.fine", name),
                UserMessage.of("doctor.ssh.fine.text", key.where()));
    }
}
