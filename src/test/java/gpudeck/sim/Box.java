package gpudeck.sim;

import gpudeck.sim.fault.LaunchFault;
import gpudeck.sim.machine.Machine;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;

/// A simulated machine to which a test is logged in.
record Box(Machine machine, Ssh ssh) implements AutoCloseable {

    static Box of(SimulatorExtension simulated, String type, String region, LaunchFault... faults)
            throws IOException, InterruptedException {
        var simulator = simulated.simulator();
        simulator.faults().nextLaunch(faults);
        var api = new ApiCalls(simulator);
        var id = api.launch(type, region);
        var instance = api.await(id, "active");
        return new Box(simulator.machine(id).orElseThrow(), Ssh.connect(instance, simulated.key()));
    }

    Ssh.Result run(String line) throws IOException {
        return ssh.run(line);
    }

    @Override
    public void close() throws IOException {
        ssh.close();
    }
}
