package gpudeck.app;

import gpudeck.app.session.Sessions;
import gpudeck.cli.CommandException;
import gpudeck.cli.GlobalOptions;
import gpudeck.cli.Terminal;
import gpudeck.sim.SimOptions;
import gpudeck.sim.Simulator;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `gpudeck sim`: the simulator alone, until it is interrupted.
@Command(name = "sim")
final class SimCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    private final Sessions sessions;
    private final Terminal terminal;

    @ParentCommand private GlobalOptions global = new GlobalOptions();

    @Option(names = "--port", paramLabel = "N", descriptionKey = "app.sim.option.port")
    private int port;

    @Option(names = "--speed", paramLabel = "X", descriptionKey = "app.sim.option.speed")
    private double speed = 1;

    SimCommand(Sessions sessions, Terminal terminal) {
        this.sessions = sessions;
        this.terminal = terminal;
    }

    @Override
    public Integer call()
            throws CommandException,
                    SettingException,
                    StoreException,
                    IOException,
                    InterruptedException {
        check();
        var folder = sessions.folder(global).forDemo();
        folder.create();
        var options = SimOptions.demo(folder.root().resolve("machines"));
        try (var simulator = Simulator.start(options.withPort(port).withSpeed(speed))) {
            terminal.out().print(simulator.invitation());
            terminal.out().flush();
            new CountDownLatch(1).await();
        } catch (BindException e) {
            throw CommandException.usage("app.sim.taken", Integer.toString(port));
        }
        throw new IllegalStateException("only an interrupt ends it");
    }

    private void check() throws CommandException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw CommandException.usage("app.sim.port", Integer.toString(HIGHEST_PORT));
        }
        if (!(speed > 0 && Double.isFinite(speed))) {
            throw CommandException.usage("app.sim.speed");
        }
    }
}
