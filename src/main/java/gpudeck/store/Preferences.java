package gpudeck.store;

import gpudeck.domain.job.JobSpec;
import gpudeck.store.json.HiddenValues;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What the window remembers between starts.
///
/// @param splits positions of dividers, 0 to 1, by the name of the split
/// @param tables by the name of the table
/// @param page shown last
/// @param resultsFolder where runs bring their results; empty for the data folder's own
/// @param sshKeyName chosen last
/// @param abandoned what becomes of what a GPU Deck that is gone left running
/// @param wizard the answers given last for a project, by its folder
public record Preferences(
        Theme theme,
        Optional<Window> window,
        Map<String, Double> splits,
        Map<String, Table> tables,
        Optional<String> page,
        Optional<Path> resultsFolder,
        Optional<String> sshKeyName,
        Abandoned abandoned,
        Map<String, JobSpec> wizard) {

    public static final Preferences NONE =
            new Preferences(
                    Theme.SYSTEM,
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Abandoned.ASK,
                    Map.of());

    public Preferences {
        // A file of another version may lack them.
        theme = Objects.requireNonNullElse(theme, Theme.SYSTEM);
        abandoned = Objects.requireNonNullElse(abandoned, Abandoned.ASK);
        splits = Map.copyOf(splits);
        tables = Map.copyOf(tables);
        wizard = Map.copyOf(wizard);
    }

    public enum Theme {
        SYSTEM,
        DARK,
        LIGHT
    }

    /// What becomes of what a GPU Deck left running that ended without a word.
    public enum Abandoned {
        ASK,
        TERMINATE,
        /// Until its lease ends.
        KEEP
    }

    /// Where the window stood, and how large it was, while it was not maximised.
    public record Window(double x, double y, double width, double height, boolean maximised) {}

    /// @param columns in the order they are shown
    public record Table(List<Column> columns, Optional<Sort> sort) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    public record Column(String name, double width, boolean visible) {}

    public record Sort(String column, boolean ascending) {}

    public Preferences withTheme(Theme now) {
        return new Preferences(
                now, window, splits, tables, page, resultsFolder, sshKeyName, abandoned, wizard);
    }

    public Preferences withWindow(Window now) {
        return new Preferences(
                theme,
                Optional.of(now),
                splits,
                tables,
                page,
                resultsFolder,
                sshKeyName,
                abandoned,
                wizard);
    }

    public Preferences withSplit(String name, double position) {
        return new Preferences(
                theme,
                window,
                with(splits, name, position),
                tables,
                page,
                resultsFolder,
                sshKeyName,
                abandoned,
                wizard);
    }

    public Preferences withTable(String name, Table now) {
        return new Preferences(
                theme,
                window,
                splits,
                with(tables, name, now),
                page,
                resultsFolder,
                sshKeyName,
                abandoned,
                wizard);
    }

    public Preferences withPage(String now) {
        return new Preferences(
                theme,
                window,
                splits,
                tables,
                Optional.of(now),
                resultsFolder,
                sshKeyName,
                abandoned,
                wizard);
    }

    public Preferences withResultsFolder(Optional<Path> now) {
        return new Preferences(
                theme, window, splits, tables, page, now, sshKeyName, abandoned, wizard);
    }

    public Preferences withSshKeyName(String now) {
        return new Preferences(
                theme,
                window,
                splits,
                tables,
                page,
                resultsFolder,
                Optional.of(now),
                abandoned,
                wizard);
    }

    public Preferences withAbandoned(Abandoned now) {
        return new Preferences(
                theme, window, splits, tables, page, resultsFolder, sshKeyName, now, wizard);
    }

    /// Remembers the answers for the spec's project; values of hidden variables are left out.
    public Preferences withWizard(JobSpec answers) {
        return new Preferences(
                theme,
                window,
                splits,
                tables,
                page,
                resultsFolder,
                sshKeyName,
                abandoned,
                with(wizard, answers.project().toString(), HiddenValues.removedFrom(answers)));
    }

    public Optional<JobSpec> wizardFor(Path project) {
        return Optional.ofNullable(wizard.get(project.toString()));
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        var changed = new HashMap<>(map);
        changed.put(name, value);
        return changed;
    }
}
