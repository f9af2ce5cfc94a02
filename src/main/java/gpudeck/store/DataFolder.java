package gpudeck.store;

import java.io.IOException;
import java.nio.file.Path;

/// Where this installation keeps its things. Owner-only.
public record DataFolder(Path root) {

    public Path journal() {
        return root.resolve("journal.db");
    }

    public Path preferences() {
        return root.resolve("preferences.json");
    }

    /// The host keys of the instances, for the system's own `ssh`.
    public Path knownHosts() {
        return root.resolve("known_hosts");
    }

    /// The instances as hosts of the system's own `ssh`.
    public Path sshConfig() {
        return root.resolve("ssh_config");
    }

    /// Where the API key is, or which keyring has it.
    public Path apiKey() {
        return root.resolve("api-key");
    }

    public Path log() {
        return root.resolve("logs").resolve("gpudeck.log");
    }

    /// Held by the window while it is open.
    public Path window() {
        return root.resolve("window.lock");
    }

    /// Held by the guardian of this account while it lives.
    ///
    /// @param keyFingerprint of the account's API key
    public Path guardian(String keyFingerprint) {
        return root.resolve("guardian-" + keyFingerprint + ".lock");
    }

    public Path guardianLog() {
        return root.resolve("logs").resolve("guardian.log");
    }

    /// When the next request may go, for all programs that use the same API key.
    public Path pace(String keyFingerprint) {
        return root.resolve("pace-" + keyFingerprint);
    }

    /// Where runs bring their results unless the user says otherwise.
    public Path results() {
        return root.resolve("runs");
    }

    /// The same for the simulator, so that what is simulated never mixes with what costs money.
    public DataFolder forDemo() {
        return new DataFolder(root.resolve("demo"));
    }

    /// Makes it, with the folders in it, so that nobody else can read them.
    public void create() throws StoreException {
        try {
            OwnerOnly.createFolder(root);
            OwnerOnly.createFolder(root.resolve("logs"));
            OwnerOnly.createFolder(results());
        } catch (IOException e) {
            throw new StoreException(root, String.valueOf(e.getMessage()), e);
        }
    }
}
