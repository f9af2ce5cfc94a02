package gpudeck.sim.account;

import gpudeck.sim.machine.PublicKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The public keys of the account.
public final class SshKeys {

    private static final int MOST = 1024;

    private final List<Key> keys = new ArrayList<>();
    private final Ids ids;
    private final AuditLog audit;

    SshKeys(Ids ids, AuditLog audit) {
        this.ids = ids;
        this.audit = audit;
    }

    /// @param privateKey only in the answer that made it
    public record Key(String id, String name, String publicKey, @Nullable String privateKey) {}

    public List<Key> all() {
        return List.copyOf(keys);
    }

    public Optional<Key> named(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    public Key add(String name, String publicKey) throws Refusal {
        if (!PublicKeys.isReadable(publicKey)) {
            throw Refusal.invalid("public_key: not a public key in OpenSSH's format.");
        }
        return keep(name, publicKey.strip());
    }

    /// Makes a pair and hands out its private half once.
    public Key generate(String name) throws Refusal {
        var pair = PublicKeys.generatePair(name);
        var kept = keep(name, pair.publicKey());
        return new Key(kept.id(), kept.name(), kept.publicKey(), pair.privateKey());
    }

    public void delete(String id) throws Refusal {
        if (!keys.removeIf(key -> key.id().equals(id))) {
            throw Refusal.missing(400, "SSH key");
        }
        audit.add("ssh_key", "deleted", id);
    }

    private Key keep(String name, String publicKey) throws Refusal {
        if (named(name).isPresent()) {
            throw Refusal.duplicate("SSH key");
        }
        if (keys.size() >= MOST) {
            throw Refusal.quota("at most " + MOST + " SSH keys");
        }
        var key = new Key(ids.next(), name, publicKey, null);
        keys.add(key);
        audit.add("ssh_key", "created", key.id());
        return key;
    }
}
