package gpudeck.ssh.run;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What a run does on its machine. It is in no argument and no file there: it may hold secrets.
///
/// @param variables that every command sees, beside those of a login
/// @param commands in their order, numbered from 0
public record RunPlan(Map<String, String> variables, List<Command> commands) {

    /// In characters.
    public static final int LONGEST_LABEL = 1000;

    public RunPlan {
        variables = Map.copyOf(variables);
        commands = List.copyOf(commands);
    }

    /// @param label stands in the log where the command starts, at most [#LONGEST_LABEL] of it
    /// @param line for the shell; its output is kept apart by stream
    /// @param unless a question to the shell that makes the command needless, if it ends with 0;
    ///   empty to ask nothing
    /// @param isRequired whether the others are not begun once it failed
    public record Command(String label, String line, String unless, boolean isRequired) {}

    /// As `run.py` reads it.
    byte[] bytes() {
        var text = new StringBuilder();
        variables.forEach((name, value) -> add(text, "variable", name, value));
        for (var command : commands) {
            var need = command.isRequired() ? "required" : "optional";
            add(text, "command", label(command), need, command.unless(), command.line());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String label(Command command) {
        var label = command.label();
        return label.substring(0, Math.min(label.length(), LONGEST_LABEL));
    }

    private static void add(StringBuilder text, String... fields) {
        for (var field : fields) {
            if (field.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a zero byte in a command or a variable");
            }
            text.append(field).append('\0');
        }
    }
}
