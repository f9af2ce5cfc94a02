package gpudeck.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gpudeck.sim.account.Bill;
import gpudeck.sim.api.SeenRequest;
import gpudeck.testing.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Judges a trial by what the product cannot embellish.
record Oracle(Trial trial) {

    private static final String MANIFEST = "manifest.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Waits for the end of all that is ours, for as long as that may take.
    Verdict judge(Instant from, Duration limit, boolean mustBringResults) throws Exception {
        Until.happens(limit.dividedBy(trial.plan().speed()), this::isOver);
        return new Verdict(
                (int) trial.ours().stream().filter(Bill::isOpen).count(),
                duplicates(),
                wronglyEnded(),
                mustBringResults ? notWhole() : falselyComplete(),
                toTheEnd(from).multipliedBy(trial.plan().speed()));
    }

    private boolean isOver() {
        return trial.ours().stream().noneMatch(Bill::isOpen);
    }

    private Duration toTheEnd(Instant from) {
        return trial.ours().stream()
                .map(bill -> bill.endedAt().orElseGet(Instant::now))
                .map(end -> Duration.between(from, end))
                .filter(Duration::isPositive)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /// A run is entitled to as many requests as it has intents, and to one instance.
    private int duplicates() throws Exception {
        var intents = counted(trial.journal().launches().stream(), JournalFile.Launch::run);
        var sent = counted(launchRequests(), Oracle::run);
        var made = counted(trial.ours().stream(), Oracle::run);
        long requests =
                sent.entrySet().stream()
                        .mapToLong(e -> e.getValue() - intents.getOrDefault(e.getKey(), 0L))
                        .filter(more -> more > 0)
                        .sum();
        long instances = made.values().stream().mapToLong(count -> count - 1).sum();
        return (int) Math.max(requests, instances);
    }

    private Stream<SeenRequest> launchRequests() {
        return trial.simulator().requests().stream()
                .filter(seen -> seen.method().equals("POST") && seen.path().equals(Traps.LAUNCH));
    }

    private static String run(Bill bill) {
        return bill.tags().getOrDefault(Strangers.RUN_TAG, "none");
    }

    private static String run(SeenRequest launch) {
        try {
            for (JsonNode tag : JSON.readTree(launch.body()).path("tags")) {
                if (tag.path("key").asText().equals(Strangers.RUN_TAG)) {
                    return tag.path("value").asText();
                }
            }
            return "none";
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private static <T> Map<String, Long> counted(Stream<T> all, Function<T, String> by) {
        return all.collect(Collectors.groupingBy(by, Collectors.counting()));
    }

    private int wronglyEnded() {
        return (int)
                trial.simulator().bills().stream()
                        .filter(Bill::isStrangers)
                        .filter(bill -> bill.terminateAskedAt().isPresent() || !bill.isOpen())
                        .count();
    }

    private int falselyComplete() throws IOException {
        int bad = 0;
        for (var run : trial.runs()) {
            if (isCalledComplete(run) && !trial.plan().job().isWhole(run)) {
                bad++;
            }
        }
        return bad;
    }

    /// By the manifest that is written last, or by a program that says so with its exit status.
    private boolean isCalledComplete(Path run) {
        return Files.exists(run.resolve(MANIFEST))
                || trial.programs().stream()
                        .anyMatch(program ->
                                program.hasSucceeded() && program.err().contains(run.toString()));
    }

    private int notWhole() throws IOException {
        int bad = trial.runs().isEmpty() ? 1 : 0;
        for (var run : trial.runs()) {
            if (!trial.plan().job().isWhole(run)) {
                bad++;
            }
        }
        return bad;
    }
}
