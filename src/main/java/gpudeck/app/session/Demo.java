package gpudeck.app.session;

import gpudeck.cloud.LambdaCloudClient;
import gpudeck.cloud.Pacer;
import gpudeck.domain.ApiKey;
import gpudeck.domain.SshException;
import gpudeck.engine.fleet.Guard;
import gpudeck.sim.SimOptions;
import gpudeck.sim.Simulator;
import gpudeck.ssh.Identity;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.store.DataFolder;
import gpudeck.store.Settings;
import gpudeck.store.StoreException;
import gpudeck.store.keys.KeptKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Works on the simulator: in a data folder of its own, with an SSH key of its own.
final class Demo {

    /// Under which the simulated account knows the key.
    private static final String KEY_NAME = "gpudeck-demo";

    /// The simulator is fast, and reading it costs nothing.
    private static final Duration POLL = Duration.ofSeconds(2);

    private Demo() {}

    /// @param real of this installation; the demo's is inside it
    /// @param simulated changes how the simulator behaves
    /// @param keys of the real account, to be set from here
    static OpenSession open(
            Settings settings, KeptKeys keys, DataFolder real, UnaryOperator<SimOptions> simulated)
            throws StoreException, IOException {
        var folder = real.forDemo();
        folder.create();
        var sshKeys =
                new KeysOnDisk(folder.root().resolve("keys"), Optional.empty(), Optional.empty());
        var own = ownKey(sshKeys, folder.root().resolve("keys").resolve(KEY_NAME));
        var machines = folder.root().resolve("machines");
        var simulator = Simulator.start(simulated.apply(SimOptions.demo(machines)));
        try {
            simulator.registerKey(KEY_NAME, own.publicKey());
            var key = new ApiKey(simulator.apiKey());
            var url = simulator.apiUrl().toString();
            var account =
                    new AccountAccess(
                            new LambdaCloudClient(url, key, Pacer.unlimited()),
                            key.fingerprint(),
                            sshKeys,
                            folder.root().resolve("keys"),
                            Guard.UNNEEDED);
            return OpenSession.over(
                    account,
                    settings(settings, key, url, folder),
                    keys,
                    folder,
                    real.log(),
                    Optional.of(simulator));
        } catch (StoreException | RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    /// What is set for the real account does not count here.
    private static Settings settings(Settings real, ApiKey key, String url, DataFolder folder) {
        var poll = real.pollPeriod().compareTo(POLL) < 0 ? real.pollPeriod() : POLL;
        return new Settings(
                Optional.of(key),
                url,
                Optional.empty(),
                Optional.empty(),
                real.sshPort(),
                real.trustsFirstKey(),
                folder.root(),
                poll,
                real.guardianGrace(),
                real.keepsAwake(),
                Optional.empty());
    }

    /// One that is there is not opened before a machine asks for it.
    private static Identity ownKey(KeysOnDisk keys, Path file) throws StoreException {
        try {
            var own =
                    keys.find().stream()
                            .filter(key ->
                                    key instanceof Identity.KeyFile half
                                            && half.file().equals(file))
                            .findFirst();
            return own.isPresent() ? own.get() : keys.create(file, KEY_NAME);
        } catch (SshException e) {
            throw new StoreException(file, e.error().toString(), e);
        }
    }
}
