package gpudeck.campaign;

import java.io.IOException;

/// A deliberate mistake in the product, and a scenario that has to notice it.
@SuppressWarnings("ImmutableEnumChecker") // scenarios hold nothing
enum Defect {
    LAUNCH_SENT_TWICE(
            Trouble.TERMINATE_500,
            "gpudeck/engine/fleet/Launcher.java",
            "var outcome = account.cloud().launch(request);",
            "account.cloud().launch(request);" + " var outcome = account.cloud().launch(request);"),
    INTENT_NOT_WRITTEN(
            Trouble.TERMINATE_500,
            "gpudeck/store/journal/LaunchJournal.java",
            "var json = Json.write(request);",
            "var json = Json.write(request); if (json != null) { return new LaunchIntent(0, run, at,"
                    + " keyFingerprint, request, hostKey, pricePerHour, lease, Optional.of(program), Outcome.OPEN,"
                    + " Optional.empty()); }"),
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
            "gpudeck/engine/fleet/Reconciler.java",
            "lookUpMissing(reading.missing());",
            "if (listed.isEmpty()) { roster.all().forEach(row -> proved(row.id())); }"),
    TERMINATED_BEFORE_THE_DOWNLOAD(
            Trouble.TERMINATE_500,
            "gpudeck/engine/job/JobRun.java",
            "return bad.isPresent() && !mayHaveResults(bad.get())",
            "release.terminate(id); return bad.isPresent() && !mayHaveResults(bad.get())"),
    NOT_TERMINATED(
            Trouble.TERMINATE_500,
            "gpudeck/engine/job/JobRun.java",
            "|| release.terminate(id);",
            "|| true;"),
    LAST_RESULT_LEFT_OUT(
            Trouble.TERMINATE_500,
            "gpudeck/ssh/results/RemoteSelection.java",
            "found.put(name, each);",
            "if (found.isEmpty()) { found.put(name, each); }"),
    GUARDIAN_NOT_STARTED(
            new KillScenario(Point.SCRIPT_RUNNING, Strike.PROGRAM, KillScenario.Rescue.NONE),
            "gpudeck/app/session/GuardianProcess.java",
            "            start();\n            tell(new State.Standing());",
            "            if (settings == null) { start(); } tell(new State.Standing());"),
    LEFT_TO_THE_DEAD(
            new KillScenario(Point.BOOTING, Strike.PROGRAM, KillScenario.Rescue.NONE),
            "gpudeck/store/journal/Presence.java",
            "return HeldFile.isHeld(folder.resolve(program + ENDING));",
            "return true;"),
    TAGS_BELIEVED(
            new KillScenario(Point.LAUNCH_SENT, Strike.BOTH, KillScenario.Rescue.RESTART),
            "gpudeck/engine/fleet/FleetInstance.java",
            "return run.isPresent();",
            "return run.isPresent() || instance.tags().containsKey(\"gpudeck-run\");");

    private final Scenario scenario;
    private final String file;
    private final String text;
    private final String by;

    Defect(Scenario scenario, String file, String text, String by) {
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
