package gpudeck.cli.output;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import java.io.PrintStream;

/// Prints what a command has to say: answers on `out`, everything else on `err`.
public final class Printer {

    private final PrintStream out;
    private final PrintStream err;
    private final Messages messages;

    public Printer(PrintStream out, PrintStream err, Messages messages) {
        this.out = out;
        this.err = err;
        this.messages = messages;
    }

    public void table(Table table) {
        table.lines(messages).forEach(out::println);
        out.flush();
    }

    public void json(Object value) {
        out.println(JsonText.of(value));
        out.flush();
    }

    public void answer(String text) {
        out.println(Plain.text(text));
        out.flush();
    }

    public void answer(String key, Object... args) {
        answer(messages.text(key, args));
    }

    /// What a person wants to know and a script does not.
    public void note(String key, Object... args) {
        note(UserMessage.of(key, args));
    }

    public void note(UserMessage message) {
        err.println(Plain.text(messages.text(message)));
        err.flush();
    }

    /// Why it did not work.
    public void problem(UserMessage message) {
        err.println("gpudeck: " + Plain.text(messages.text(message)));
        err.flush();
    }
}
