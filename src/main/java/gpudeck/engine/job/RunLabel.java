package gpudeck.engine.job;

import gpudeck.domain.Step;

/// How a run's log names a command, so that whoever reads it needs nothing else.
///
/// @param script its number, from 1; 0 for the set-up
/// @param command as a user would type it
record RunLabel(int script, String command) {

    static RunLabel setUp(String command) {
        return new RunLabel(0, command);
    }

    Step step() {
        return script == 0 ? Step.SET_UP : Step.SCRIPTS;
    }

    String text() {
        return script + " " + command;
    }

    /// @param text of a machine: it may be anything
    /// @param scripts how many there are
    static RunLabel parse(String text, int scripts) {
        int space = text.indexOf(' ');
        var number = text.substring(0, Math.max(space, 0));
        int script = number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : scripts;
        return new RunLabel(Math.min(script, scripts), text.substring(space + 1));
    }
}
