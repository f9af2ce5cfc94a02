package gpudeck.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The numbers of a campaign, one line for each scenario. Any thread.
final class Tally {

    private static final String HEAD =
            "| scenario | runs | strays | duplicate launches | wrongly ended | lost or corrupt"
                    + " results | worst seconds to the end | |\n|---|--:|--:|--:|--:|--:|--:|---|\n";

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();

    private static final class Line {
        private final Duration limit;
        private int runs;
        private int strays;
        private int duplicates;
        private int wronglyEnded;
        private int badResults;
        private int broken;
        private Duration worst = Duration.ZERO;

        Line(Duration limit) {
            this.limit = limit;
        }

        boolean isClean() {
            return strays + duplicates + wronglyEnded + badResults + broken == 0
                    && worst.compareTo(limit) <= 0;
        }
    }

    synchronized void add(Scenario scenario, Verdict verdict) {
        var line = line(scenario);
        line.runs++;
        line.strays += verdict.strays();
        line.duplicates += verdict.duplicates();
        line.wronglyEnded += verdict.wronglyEnded();
        line.badResults += verdict.badResults();
        if (verdict.toTheEnd().compareTo(line.worst) > 0) {
            line.worst = verdict.toTheEnd();
        }
    }

    /// A trial that could not be carried out proves nothing, and so counts against the product.
    synchronized void addBroken(Scenario scenario, long seed, Throwable why) {
        var line = line(scenario);
        line.runs++;
        line.broken++;
        broken.add(scenario.name() + ", seed " + seed + ": " + why);
    }

    private Line line(Scenario scenario) {
        return lines.computeIfAbsent(scenario.name(), _ -> new Line(scenario.limit()));
    }

    /// What could not be carried out, and why.
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    synchronized boolean isClean() {
        return lines.values().stream().allMatch(Line::isClean);
    }

    synchronized String table() {
        var table = new StringBuilder(HEAD);
        lines.forEach((name, line) ->
                table.append(
                        String.format(
                                Locale.ROOT,
                                "| %s | %d | %d | %d | %d | %d | %.1f | %s |%n",
                                name,
                                line.runs,
                                line.strays,
                                line.duplicates,
                                line.wronglyEnded,
                                line.badResults,
                                line.worst.toMillis() / 1000.0,
                                line.isClean() ? "" : "**fails**")));
        broken.forEach(why -> table.append('\n').append(why));
        return table.toString();
    }
}
