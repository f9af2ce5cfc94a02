package gpudeck.campaign;

import java.io.IOException;

/// A deliberate mistake in the product, and a scenario that has to notice it.
enum Defect {
    LAUNCH_SENT_TWICE(
            Trouble.TERMINATE_500,
            "gpudeck/engine/fleet/Launcher.java",
            "var outcome = account.cloud().launch(intent.request());",
            "account.cloud().launch(intent.request());"
                    + " var outcome = account.cloud().launch(intent.request());"),
    INTENT_NOT_WRITTEN(
            Trouble.TERMINATE_500,
            "gpudeck/store/journal/LaunchJournal.java",
            "var json = Json.write(request);",
            "var json = Json.write(request); if (json != null) { return new LaunchIntent(0, run, at,"
                    + " keyFingerprint, request, pricePerHour, Outcome.OPEN, Optional.empty()); }"),
    LOST_LAUNCH_SENT_AGAIN(
            Trouble.LAUNCH_REPLY_LOST,
            "gpudeck/engine/job/JobLaunch.java",
            "return Optional.of(launched(place, find(why)));",
            "continue;"),
    TERMINATE_ASKED_ONCE(
            Trouble.TERMINATE_500,
            "gpudeck/engine/fleet/Termination.java",
            "return !isEnded() && unknown < TRIES_FOR_UNKNOWN;",
            "return false;"),
    EMPTY_LIST_BELIEVED(
            Trouble.LIST_EMPTY,
            "gpudeck/engine/fleet/Roster.java",
            "return row.missed() >= LISTS_THAT_PROVE_ABSENCE && row.provesEndByAbsence(at);",
            "return true;"),
    TERMINATED_BEFORE_THE_DOWNLOAD(
            Trouble.TERMINATE_500,
            "gpudeck/engine/job/JobRun.java",
            "return bad.isPresent() && !mayHaveResults(bad.get()) ? bad.get() : download(machine, bad);",
            "terminate(id); return download(machine, bad);"),
    NOT_TERMINATED(
            Trouble.TERMINATE_500,
            "gpudeck/engine/job/JobRun.java",
            "ended = terminate(id);",
            "ended = true;"),
    LAST_RESULT_LEFT_OUT(
            Trouble.TERMINATE_500,
            "gpudeck/ssh/RemoteSelection.java",
            "return List.copyOf(names);",
            "return List.copyOf(names).subList(0, names.size() - 1);");

    private final Trouble scenario;
    private final String file;
    private final String text;
    private final String by;

    Defect(Trouble scenario, String file, String text, String by) {
        this.scenario = scenario;
        this.file = file;
        this.text = text;
        this.by = by;
    }

    Scenario scenario() {
        return scenario;
    }

    Patch addedTo(Patch patch) throws IOException {
        return patch.replace(file, text, by);
    }
}
