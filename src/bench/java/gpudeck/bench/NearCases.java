package gpudeck.bench;

import gpudeck.bench.machine.Deck;
import gpudeck.bench.machine.DeckRun;
import gpudeck.bench.machine.HeapWatch;
import gpudeck.bench.machine.LocalMachine;
import gpudeck.bench.machine.OpenSsh;
import gpudeck.bench.machine.Payload;
import gpudeck.bench.machine.Shell;
import gpudeck.ssh.SshConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Transfers over loopback, where nothing but the two programs takes time.
record NearCases(BenchmarkOptions options) {

    private static final int BIG_MIB = 1024;
    private static final int CHANGED = 20;
    private static final int LINES = 1_000_000;
    private static final int LINE_CHARS = 120;

    private static final String RSYNC = "rsync -a --delete";
    private static final String CAT = "ssh machine cat";

    private static final double UP = 1.05;
    private static final double UP_BY_SCP = 0.2;
    private static final double UP_FRESH = 1.5;
    private static final double DOWN = 1.1;
    private static final double AGAIN = 0.5;
    private static final double LOG = 1.0;
    private static final double HEAP_MIB = 64;

    void upload(Report report) throws Exception {
        try (var machine = LocalMachine.begin(options.folder())) {
            var race = new Race(machine, machine.port(), options.rounds());
            var payloads = new Payloads(machine.here(), options);
            uploadSmall(race, payloads.smallFiles(), report);
            for (var payload : List.of(payloads.oneFile(BIG_MIB), payloads.project())) {
                race.run("up: " + payload.text(), race.up(payload), UP, report);
            }
        }
    }

    private static void uploadSmall(Race race, Payload payload, Report report) throws Exception {
        var what = "up: " + payload.text();
        var turns = race.up(payload).add(Race.SCP, race.scp(payload));
        race.run(what, turns, UP, report);
        report.ratio(what, turns.median(Race.OURS), Race.SCP, turns.median(Race.SCP), UP_BY_SCP);
    }

    /// A program that has sent nothing yet.
    void fresh(Report report) throws Exception {
        try (var machine = LocalMachine.begin(options.folder())) {
            var race = new Race(machine, machine.port(), options.rounds());
            var payloads = new Payloads(machine.here(), options);
            for (var payload : List.of(payloads.project(), payloads.smallFiles())) {
                race.run(
                        "first upload of a program: " + payload.text(),
                        race.upFresh(payload),
                        UP_FRESH,
                        report);
            }
        }
    }

    void download(Report report) throws Exception {
        try (var machine = LocalMachine.begin(options.folder())) {
            var race = new Race(machine, machine.port(), options.rounds());
            var payloads = new Payloads(machine.home(), options);
            for (var payload :
                    List.of(payloads.smallFiles(), payloads.oneFile(BIG_MIB), payloads.project())) {
                race.run("down: " + payload.text(), race.down(payload), DOWN, report);
            }
        }
    }

    /// A few files changed since the last time. Ours has a connection that is open, as a dashboard
    /// has; rsync makes one.
    void again(Report report) throws Exception {
        try (var machine = LocalMachine.begin(options.folder())) {
            var deck = machine.deck(machine.port()).warmUp();
            try (var connection = deck.connect()) {
                again(machine, connection, report);
            }
        }
    }

    private void again(LocalMachine machine, SshConnection connection, Report report)
            throws Exception {
        var payload = new Payloads(machine.here(), options).smallFiles();
        var from = payload.folder();
        var openSsh = machine.openSsh(machine.port());
        Deck.send(connection, from);
        openSsh.rsync(from, "rsynced");
        var turns =
                new Turns()
                        .add(
                                Race.OURS,
                                new Again(
                                        payload,
                                        () -> Deck.send(connection, from),
                                        machine.home().resolve("project")))
                        .add(
                                RSYNC,
                                new Again(
                                        payload,
                                        () -> openSsh.rsync(from, "rsynced"),
                                        machine.home().resolve("rsynced")))
                        .warmUp(Race.OURS, Race.WARM_UP_TURNS);
        turns.run(options.rounds());
        report.note(turns.spread());
        report.ratio(
                "again: %d of %,d files changed".formatted(CHANGED, payload.files()),
                turns.median(Race.OURS),
                RSYNC,
                turns.median(RSYNC),
                AGAIN);
    }

    /// Always the same files are written anew, so both find as many of them changed.
    private record Again(Payload payload, Turns.Contender way, Path copy)
            implements Turns.Contender {

        @Override
        public void before() throws IOException {
            payload.rewrite(CHANGED, System.nanoTime());
        }

        @Override
        public void go() throws Exception {
            way.go();
        }

        @Override
        public void check() throws Exception {
            Shell.run("diff -r -q '%s' '%s'".formatted(payload.folder(), copy));
        }
    }

    /// The log of a run that is over, from its beginning; beside that a run that writes it now.
    void log(Report report) throws Exception {
        try (var machine = LocalMachine.begin(options.folder())) {
            var lines = machine.home().resolve("lines.txt");
            writeLines(lines, options.scaled(LINES));
            var out = machine.here().resolve("log.txt");
            var deck = machine.deck(machine.port()).warmUp();
            new DeckRun(deck, "over").start("cat ~/lines.txt", out);
            var turns = logTurns(deck, machine.openSsh(machine.port()), lines, out);
            turns.warmUp(Race.OURS, Race.WARM_UP_TURNS).run(options.rounds());
            report.note(turns.spread());
            report.ratio(
                    "log: %,d lines of %d characters".formatted(options.scaled(LINES), LINE_CHARS),
                    turns.median(Race.OURS),
                    CAT,
                    turns.median(CAT),
                    LOG);
        }
    }

    private static Turns logTurns(Deck deck, OpenSsh openSsh, Path lines, Path out) {
        var runs = new AtomicInteger();
        return new Turns()
                .add(
                        Race.OURS,
                        new Copying(() -> new DeckRun(deck, "over").takeLog(out), lines, out))
                .add(
                        "GPU Deck, as it is written",
                        new Copying(
                                () ->
                                        new DeckRun(deck, "run-" + runs.incrementAndGet())
                                                .start("cat ~/lines.txt", out),
                                lines,
                                out))
                .add(CAT, new Copying(() -> openSsh.cat("lines.txt", out), lines, out))
                .add(
                        "ssh -c aes128-gcm machine cat",
                        new Copying(() -> openSsh.fastCat("lines.txt", out), lines, out));
    }

    private record Copying(Turns.Contender way, Path from, Path into) implements Turns.Contender {

        @Override
        public void before() throws Exception {
            Shell.delete(List.of(into, Path.of(into + ".log")));
        }

        @Override
        public void go() throws Exception {
            way.go();
        }

        @Override
        public void check() throws IOException {
            if (Files.mismatch(from, into) >= 0) {
                throw new IOException("not every byte of the log came");
            }
        }
    }

    private static void writeLines(Path file, int lines) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < lines; i++) {
                var text = "epoch %d step %d loss %.6f ".formatted(i / 1000, i, 1.0 / (i + 1));
                out.write(text);
                out.write("abcdefghijklmnopqrstuvwxyz".repeat(5), 0, LINE_CHARS - text.length());
                out.write('\n');
            }
        }
    }

    /// Nothing may be kept whole that goes through.
    void heap(Report report) throws Exception {
        try (var machine = LocalMachine.begin(options.folder())) {
            var deck = machine.deck(machine.port()).warmUp();
            var up = new Payloads(machine.here(), options).oneFile(BIG_MIB);
            heap("up: " + up.text(), () -> deck.send(up.folder()), report);
            Shell.delete(List.of(up.folder()));
            var got = Files.createDirectories(machine.here().resolve("got"));
            heap("down: " + up.text(), () -> deck.fetch(Deck.PROJECT, got), report);
        }
    }

    private static void heap(String what, Turns.Contender transfer, Report report)
            throws Exception {
        try (var watch = new HeapWatch()) {
            transfer.go();
            double idle = mib(watch.idleBytes());
            double most = mib(watch.mostBytes());
            var measured = String.format(Locale.ROOT, "%.1f of %.1f MiB", most - idle, most);
            report.atMost("heap, " + what, measured, most - idle, HEAP_MIB, "MiB");
        }
    }

    private static double mib(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
