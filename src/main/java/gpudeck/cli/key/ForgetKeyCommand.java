package gpudeck.cli.key;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.domain.UserMessage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `gpudeck key forget`: removes the kept key from the keyring and from the file.
@Command(name = "forget")
public final class ForgetKeyCommand implements Callable<Integer> {

    private final CommandContext context;

    public ForgetKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var account = context.accountKey();
        var forgotten = account.kept().forget();
        var printer = context.printer();
        for (var place : forgotten.from()) {
            printer.answer("cli.key.forgotten", place.words());
        }
        forgotten.leftInKeyring().ifPresent(why -> printer.problem(leftInKeyring(why)));
        if (forgotten.from().isEmpty() && forgotten.leftInKeyring().isEmpty()) {
            printer.answer("cli.key.nothingKept", account.set().apiUrl());
        }
        account.set()
                .apiKeyFrom()
                .ifPresent(place -> printer.note("cli.key.stillSet", place.words()));
        return forgotten.leftInKeyring().isEmpty() ? ExitStatus.DONE : ExitStatus.JOB_FAILED;
    }

    private static UserMessage leftInKeyring(String why) {
        return UserMessage.of("cli.key.leftInKeyring", why);
    }
}
