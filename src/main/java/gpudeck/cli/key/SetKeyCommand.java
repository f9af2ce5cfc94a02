package gpudeck.cli.key;

import gpudeck.cli.CommandContext;
import gpudeck.cli.CommandException;
import gpudeck.cli.ExitStatus;
import gpudeck.domain.ApiKey;
import gpudeck.store.keys.AccountKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `gpudeck key set`: takes the key from a hidden prompt or from standard input, never from an
/// argument, and keeps it.
@Command(name = "set")
public final class SetKeyCommand implements Callable<Integer> {

    private final CommandContext context;

    public SetKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var account = context.accountKey();
        var key = asked();
        var place = account.kept().keep(key);
        context.printer().answer("cli.key.kept", key.tail(), account.set().apiUrl(), place.words());
        warnIfOverruled(account);
        return ExitStatus.DONE;
    }

    private ApiKey asked() throws CommandException, InterruptedException {
        var typed = context.terminal().askApiKey().map(String::strip).orElse("");
        if (typed.isEmpty()) {
            throw CommandException.usage("cli.key.missing");
        }
        return ApiKey.of(typed).orElseThrow(() -> CommandException.usage("cli.key.unusable"));
    }

    private void warnIfOverruled(AccountKey account) {
        account.set()
                .apiKeyFrom()
                .ifPresent(place -> context.printer().note("cli.key.overruled", place.words()));
    }
}
