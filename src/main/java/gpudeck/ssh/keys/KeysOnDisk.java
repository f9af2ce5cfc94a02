package gpudeck.ssh.keys;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// [LocalKeys] in a folder such as `~/.ssh`, in one file that the user named, and in the ssh-agent.
public final class KeysOnDisk implements LocalKeys {

    private static final Logger LOG = LoggerFactory.getLogger(KeysOnDisk.class);
    private static final Set<String> NO_KEYS =
            Set.of("known_hosts", "known_hosts.old", "config", "authorized_keys", "environment");

    private final Path folder;
    private final Optional<Path> named;
    private final Optional<SshAgent> agent;

    public KeysOnDisk(Path folder, Optional<Path> named, Optional<SshAgent> agent) {
        this.folder = folder;
        this.named = named;
        this.agent = agent;
    }

    @Override
    public List<Identity> find() {
        var found = new ArrayList<Identity>();
        for (var file : candidates()) {
            try {
                var publicKey = PrivateKeyFile.open(file).publicKey();
                publicKey.ifPresent(
                        k -> found.add(new Identity.KeyFile(file, k, Optional.empty())));
            } catch (SshException e) {
                LOG.info("{} is not used as a key: {}", file, e.error());
            }
        }
        agent.ifPresent(a -> found.addAll(held(a)));
        return List.copyOf(found);
    }

    @Override
    public Optional<Identity> matching(String publicKey) {
        return PublicKeys.canonical(publicKey)
                .flatMap(wanted ->
                        find().stream().filter(i -> i.publicKey().equals(wanted)).findFirst());
    }

    @Override
    public Identity.KeyFile read(Path file, Optional<Identity.Passphrase> passphrase)
            throws SshException {
        var key = PrivateKeyFile.open(file);
        if (!key.isEncrypted() || passphrase.isPresent()) {
            PrivateKeyFile.load(file, passphrase);
        }
        var publicKey = key.publicKey();
        if (publicKey.isEmpty()) {
            throw new SshException(new SshError.PassphraseNeeded(file.toString()));
        }
        return new Identity.KeyFile(file, publicKey.get(), passphrase);
    }

    @Override
    public boolean isLocked(Identity identity) {
        return switch (identity) {
            case Identity.AgentKey _ -> false;
            case Identity.KeyFile(var file, _, var passphrase) -> {
                try {
                    yield passphrase.isEmpty() && PrivateKeyFile.open(file).isEncrypted();
                } catch (SshException unusable) {
                    yield true;
                }
            }
        };
    }

    @Override
    public Identity.KeyFile create(Path file, String comment) throws SshException {
        var pair = NewKeyPair.ed25519();
        try {
            var parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent, ownerOnly(parent, "rwx------"));
            }
            writeNew(file, pair.privateKey(), "rw-------");
            writeNew(
                    file.resolveSibling(file.getFileName() + ".pub"),
                    pair.publicKey() + " " + comment.replaceAll("\\R", " ") + "\n",
                    "rw-r--r--");
            return new Identity.KeyFile(file, pair.publicKey(), Optional.empty());
        } catch (FileAlreadyExistsException e) {
            throw new SshException(
                    new SshError.KeyUnreadable(file.toString(), "there is a file of this name"), e);
        } catch (IOException e) {
            throw new SshException(
                    new SshError.KeyUnreadable(file.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    /// The named file first: the user meant it.
    private List<Path> candidates() {
        var files = new ArrayList<Path>();
        named.ifPresent(files::add);
        if (Files.isDirectory(folder)) {
            try (var inFolder = Files.list(folder)) {
                inFolder.filter(KeysOnDisk::mayBeAKey).sorted().forEach(files::add);
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("{} cannot be listed", folder, e);
            }
        }
        return files;
    }

    private static boolean mayBeAKey(Path file) {
        var name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file) && !name.endsWith(".pub") && !NO_KEYS.contains(name);
    }

    private static List<Identity.AgentKey> held(SshAgent agent) {
        try {
            return agent.keys();
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("the ssh-agent does not answer: {}", e.getMessage());
            return List.of();
        }
    }

    private static void writeNew(Path file, String text, String permissions) throws IOException {
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly(file, permissions))) {
            var bytes = java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /// Windows has no such permissions; the user's profile is closed to others there.
    private static FileAttribute<?>[] ownerOnly(Path file, String permissions) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
    }
}
