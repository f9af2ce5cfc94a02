package gpudeck.engine.keys;

import gpudeck.cloud.CloudClient;
import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.SshKey;
import gpudeck.ssh.Identity;
import gpudeck.ssh.keys.LocalKeys;
import gpudeck.ssh.keys.PublicKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes key pairs in a folder and registers them.
final class NewKeys {

    private static final Logger LOG = LoggerFactory.getLogger(NewKeys.class);
    private static final int LONGEST_NAME = 40;
    private static final String SUFFIX = "_ed25519";

    private final CloudClient cloud;
    private final LocalKeys local;
    private final Path folder;

    NewKeys(CloudClient cloud, LocalKeys local, Path folder) {
        this.cloud = cloud;
        this.local = local;
        this.folder = folder;
    }

    /// @param key as Lambda has it
    record Pair(SshKey key, Identity.KeyFile file) {}

    /// A pair that Lambda refuses is removed again.
    Pair create(String name) throws CloudException, SshException, InterruptedException {
        var made = makePair(name);
        try {
            return new Pair(cloud.addSshKey(name, made.publicKey()), made);
        } catch (CloudException e) {
            if (!mayBeRegistered(e.error())) {
                remove(made.file());
                throw e;
            }
            return new Pair(lookFor(made, e), made);
        }
    }

    private synchronized Identity.KeyFile makePair(String name) throws SshException {
        return local.create(freeFile(fileName(name)), name);
    }

    private Path freeFile(String name) {
        var file = folder.resolve(name);
        for (int number = 2; isTaken(file) || isTaken(publicHalf(file)); number++) {
            file = folder.resolve(name + "-" + number);
        }
        return file;
    }

    /// Of letters, digits, `_` and `-` only. The suffix keeps it apart from files such as `config`.
    static String fileName(String name) {
        var ascii = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        var plain = ascii.replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("^[-_]+|[-_]+$", "");
        var cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        return (cut.isEmpty() ? "gpudeck" : cut) + SUFFIX;
    }

    /// Whether the answer was lost rather than no.
    private static boolean mayBeRegistered(CloudError error) {
        return error instanceof CloudError.TooLarge
                || (error.isTransient() && !(error instanceof CloudError.RateLimited));
    }

    private SshKey lookFor(Identity.KeyFile made, CloudException lost)
            throws CloudException, InterruptedException {
        try {
            var half = Optional.of(made.publicKey());
            for (var key : cloud.sshKeys()) {
                if (PublicKeys.canonical(key.publicKey()).equals(half)) {
                    return key;
                }
            }
        } catch (CloudException e) {
            LOG.info("Whether {} is registered is not known: {}", made.file(), e.error());
        }
        throw lost;
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(publicHalf(file));
        } catch (IOException e) {
            LOG.warn("The refused key {} could not be removed", file, e);
        }
    }

    private static boolean isTaken(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path publicHalf(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }
}
