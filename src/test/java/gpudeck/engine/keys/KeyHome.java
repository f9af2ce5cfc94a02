package gpudeck.engine.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.SshKey;
import gpudeck.ssh.Identity;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.ssh.keys.LocalKeys;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// An account and a folder for keys, both empty.
final class KeyHome {

    final FakeCloud cloud = new FakeCloud();
    private final Path folder;

    KeyHome(Path folder) {
        this.folder = folder;
    }

    Path home() {
        return folder.resolve("home");
    }

    Path file(String name) {
        return home().resolve(name);
    }

    LocalKeys local() {
        return new KeysOnDisk(home(), Optional.empty(), Optional.empty());
    }

    KeyService keys() {
        return keys(local());
    }

    KeyService keys(LocalKeys local) {
        return new KeyService(cloud, local, home());
    }

    Identity.KeyFile read(Path file) throws SshException {
        return local().read(file, Optional.empty());
    }

    SshKey register(String name, Identity half, String comment) throws Exception {
        return cloud.addSshKey(name, half.publicKey() + comment);
    }

    Path lockedKey(String name) throws Exception {
        var file = local().create(file(name), "").file();
        changePassphrase(file, "", "open sesame");
        return file;
    }

    static void changePassphrase(Path file, String from, String to) throws Exception {
        assumeThat(OpenSshServer.program("ssh-keygen")).as("ssh-keygen").isPresent();
        OpenSshServer.run("ssh-keygen", "-q", "-p", "-P", from, "-N", to, "-f", file.toString());
    }

    static Path copy(Path from, Path to) throws IOException {
        return Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    static CloudError cloudErrorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(CloudException.class);
        return ((CloudException) failure).error();
    }

    static SshError sshErrorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(SshException.class);
        return ((SshException) failure).error();
    }

    static JobError jobErrorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(JobException.class);
        return ((JobException) failure).error();
    }
}
