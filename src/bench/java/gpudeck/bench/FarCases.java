package gpudeck.bench;

import gpudeck.bench.machine.DelayProxy;
import gpudeck.bench.machine.LocalMachine;
import java.time.Duration;
import java.util.List;

/// The same over a link to a data centre on another coast.
record FarCases(BenchmarkOptions options) {

    static final Duration ROUND_TRIP = Duration.ofMillis(80);
    static final int MEGABITS = 200;

    private static final int BIG_MIB = 100;
    private static final double BOTH_WAYS = 1.0;

    void slow(Report report) throws Exception {
        try (var machine = LocalMachine.begin(options.folder());
                var link = new DelayProxy(machine.port(), ROUND_TRIP, MEGABITS)) {
            var race = new Race(machine, link.port(), options.rounds());
            var here = new Payloads(machine.here(), options);
            up(race, here, report);
            var there = new Payloads(machine.home(), options);
            down(race, there, report);
        }
    }

    private static void up(Race race, Payloads here, Report report) throws Exception {
        for (var payload : List.of(here.smallFiles(), here.oneFile(BIG_MIB), here.project())) {
            race.run("80 ms: up: " + payload.text(), race.up(payload), BOTH_WAYS, report);
        }
    }

    private static void down(Race race, Payloads there, Report report) throws Exception {
        for (var payload : List.of(there.smallFiles(), there.oneFile(BIG_MIB))) {
            race.run("80 ms: down: " + payload.text(), race.down(payload), BOTH_WAYS, report);
        }
    }
}
