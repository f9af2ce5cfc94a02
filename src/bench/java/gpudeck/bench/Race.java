package gpudeck.bench;

import gpudeck.bench.machine.Deck;
import gpudeck.bench.machine.FreshDeck;
import gpudeck.bench.machine.LocalMachine;
import gpudeck.bench.machine.OpenSsh;
import gpudeck.bench.machine.OpenSsh.Packing;
import gpudeck.bench.machine.Payload;
import gpudeck.bench.machine.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One payload, brought by GPU Deck and by each of OpenSSH's ways in turn. Everybody connects anew
/// each time, and finds nothing of it where it is brought to.
final class Race {

    static final String OURS = "GPU Deck";
    static final String SCP = "scp -r";

    /// Of ours, before any is counted: a dashboard runs for long.
    static final int WARM_UP_TURNS = 3;

    private static final String THERE = "project";

    private final LocalMachine machine;
    private final int port;
    private final Deck deck;
    private final OpenSsh openSsh;
    private final int rounds;

    /// @param port on loopback that leads to the machine
    Race(LocalMachine machine, int port, int rounds) throws IOException {
        this.machine = machine;
        this.port = port;
        this.deck = machine.deck(port).warmUp();
        this.openSsh = machine.openSsh(port);
        this.rounds = rounds;
    }

    /// What brings something to one place.
    private record Bringing(Payload payload, Turns.Contender way, List<Path> places)
            implements Turns.Contender {

        @Override
        public void before() throws Exception {
            Shell.delete(places);
            way.before();
        }

        @Override
        public void go() throws Exception {
            way.go();
        }

        @Override
        public void after() throws Exception {
            way.after();
        }

        @Override
        public void check() throws IOException {
            payload.check(places.getFirst());
        }
    }

    /// From here to the machine.
    Turns up(Payload payload) throws Exception {
        return pipesUp(payload)
                .add(OURS, up(payload, () -> deck.send(payload.folder())))
                .warmUp(OURS, WARM_UP_TURNS);
    }

    /// The same, by a program that begins anew each time, and is not warmed up beyond what it does
    /// by itself.
    Turns upFresh(Payload payload) {
        return pipesUp(payload).add(OURS, up(payload, new Fresh(payload)));
    }

    private Turns pipesUp(Payload payload) {
        var from = payload.folder();
        var pipes = new Turns();
        for (var packing : Packing.values()) {
            pipes.add(packing.pipe(), up(payload, () -> openSsh.send(from, THERE, packing)));
        }
        return pipes;
    }

    Turns.Contender scp(Payload payload) {
        return up(payload, () -> openSsh.scp(payload.folder(), THERE));
    }

    private Turns.Contender up(Payload payload, Turns.Contender way) {
        return new Bringing(
                payload,
                way,
                List.of(machine.home().resolve(THERE), machine.home().resolve(".gpudeck")));
    }

    private final class Fresh implements Turns.Contender {

        private final Payload payload;
        private Optional<FreshDeck> program = Optional.empty();

        Fresh(Payload payload) {
            this.payload = payload;
        }

        @Override
        public void before() throws IOException {
            program = Optional.of(FreshDeck.begin(machine, port, payload.folder()));
        }

        @Override
        public void go() throws IOException {
            program.orElseThrow().send();
        }

        @Override
        public void after() {
            program.orElseThrow().close();
        }
    }

    /// From the machine to here.
    ///
    /// @param payload somewhere in the machine's home folder
    Turns down(Payload payload) throws Exception {
        var from = machine.home().relativize(payload.folder()).toString();
        var into = machine.here().resolve("got");
        var turns = new Turns().add(OURS, down(payload, into, () -> deck.fetch("~/" + from, into)));
        for (var packing : Packing.values()) {
            turns.add(
                    packing.pipe(), down(payload, into, () -> openSsh.fetch(from, into, packing)));
        }
        return turns.warmUp(OURS, WARM_UP_TURNS);
    }

    private static Turns.Contender down(Payload payload, Path into, Turns.Contender way) {
        return new Bringing(
                payload,
                new Turns.Contender() {
                    @Override
                    public void before() throws IOException {
                        Files.createDirectories(into);
                    }

                    @Override
                    public void go() throws Exception {
                        way.go();
                    }
                },
                List.of(into));
    }

    /// Compares with the fastest of OpenSSH's pipes.
    ///
    /// @return the turns, over
    Turns run(String what, Turns turns, double most, Report report) throws Exception {
        turns.run(rounds);
        report.note(turns.spread());
        var best =
                Arrays.stream(Packing.values())
                        .map(Packing::pipe)
                        .min(Comparator.comparingDouble(turns::median))
                        .orElseThrow();
        report.ratio(what, turns.median(OURS), best, turns.median(best), most);
        return turns;
    }
}
