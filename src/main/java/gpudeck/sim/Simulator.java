package gpudeck.sim;

import gpudeck.sim.account.Account;
import gpudeck.sim.account.Bill;
import gpudeck.sim.account.InstanceTimes;
import gpudeck.sim.account.Refusal;
import gpudeck.sim.api.ApiServer;
import gpudeck.sim.api.SeenRequest;
import gpudeck.sim.fault.Faults;
import gpudeck.sim.machine.Machine;
import gpudeck.sim.machine.MachineRoom;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole GPU cloud on loopback: the API over real HTTP, and for each instance a real SSH server
/// that runs real processes. Nothing is billed. Any thread.
public final class Simulator implements AutoCloseable {

    /// The only key that it accepts. Not a secret: it listens on loopback and owns nothing.
    private static final String API_KEY = "secret_simulator_00000000000000000000000000000000.demo";

    private final Faults faults;
    private final MachineRoom room;
    private final Account account;
    private final ApiServer api;

    private Simulator(SimOptions options) throws IOException {
        var times = options.times().dividedBy(options.speed());
        faults = new Faults(time -> SimOptions.scaled(time, options.speed()));
        room = new MachineRoom(options.folder());
        account =
                new Account(
                        options.seed(),
                        SimOptions.scaled(options.capacityPeriod(), options.speed()),
                        new InstanceTimes(
                                times.boot(),
                                times.ssh(),
                                times.cloudInit(),
                                times.terminate(),
                                times.listed()),
                        room,
                        faults,
                        Clock.systemUTC());
        api = startApi(options);
    }

    private ApiServer startApi(SimOptions options) throws IOException {
        var limits = options.limits();
        try {
            return new ApiServer(
                    options.port(), API_KEY, account, faults, limits.request(), limits.launch());
        } catch (IOException e) {
            account.close();
            room.close();
            throw e;
        }
    }

    /// @throws IOException when the port is taken, the folder cannot be written, or this system has
    ///   no POSIX shell
    public static Simulator start(SimOptions options) throws IOException {
        return new Simulator(options);
    }

    /// What a client is to use as the API's address.
    public URI apiUrl() {
        return URI.create("http://127.0.0.1:" + api.port() + "/api/v1");
    }

    public String apiKey() {
        return API_KEY;
    }

    /// What to tell someone who wants to use this simulator from a shell.
    public String invitation() {
        return """
        API URL: %1$s
        API key: %2$s

        export LAMBDA_API_URL=%1$s LAMBDA_API_KEY=%2$s
        """
                .formatted(apiUrl(), apiKey());
    }

    /// Adds an SSH key to the account, as if a user had done it before.
    ///
    /// @param publicKey in OpenSSH's format
    public void registerKey(String name, String publicKey) {
        synchronized (account) {
            try {
                account.keys().add(name, publicKey);
            } catch (Refusal refusal) {
                throw new IllegalArgumentException(refusal.message(), refusal);
            }
        }
    }

    public Faults faults() {
        return faults;
    }

    /// Takes a type off the market in a region.
    public void sellOut(String type, String region) {
        synchronized (account) {
            account.capacity().sellOut(type, region);
        }
    }

    public void restock(String type, String region) {
        synchronized (account) {
            account.capacity().restock(type, region);
        }
    }

    /// All requests to the API so far, oldest first.
    public List<SeenRequest> requests() {
        return api.seen();
    }

    /// How often a path was asked for. The path is below `/api/v1`.
    public long count(String method, String path) {
        return requests().stream()
                .filter(seen -> seen.method().equals(method) && seen.path().equals(path))
                .count();
    }

    /// How many instances were ever launched.
    public int launches() {
        synchronized (account) {
            return account.instances().launches();
        }
    }

    /// Makes an instance directly in the account, as another user of it would: no client of this
    /// program has a part in it, and its launch is not counted.
    ///
    /// @return its id
    public String launchAsStranger(String name, Map<String, String> tags) {
        synchronized (account) {
            return account.launchAsStranger(name, tags);
        }
    }

    /// What every instance cost, oldest first; also those that the API no longer lists.
    public List<Bill> bills() {
        synchronized (account) {
            return account.instances().bills();
        }
    }

    /// The bills that still grow.
    public List<Bill> billedNow() {
        return bills().stream().filter(Bill::isOpen).toList();
    }

    /// The machine behind an instance, while the API still lists it.
    public Optional<Machine> machine(String instanceId) {
        synchronized (account) {
            return account.instances().machine(instanceId);
        }
    }

    /// The machines behind all instances that the API lists.
    public List<Machine> machines() {
        synchronized (account) {
            return account.instances().machines();
        }
    }

    /// Ends every machine, its processes and its folder.
    @Override
    public void close() {
        api.close();
        account.close();
        room.close();
    }
}
