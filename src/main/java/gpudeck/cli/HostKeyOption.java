package gpudeck.cli;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.InstanceId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// Says yes to the host key of an instance that was not launched here: asked for at a terminal, or
/// by its fingerprint.
public final class HostKeyOption {

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    @Option(
            names = "--accept-host-key",
            paramLabel = "SHA256:…",
            descriptionKey = "cli.option.acceptHostKey")
    private Optional<String> accepted = Optional.empty();

    /// Does what needs a connection to that instance, once more if its host key had to be confirmed
    /// first, or the user's key to be unlocked: nothing was done by then.
    public <T> T reaching(
            CommandContext context, Session session, InstanceId id, Callable<T> action)
            throws Exception {
        if (accepted.filter(words -> !FINGERPRINT.matcher(words).matches()).isPresent()) {
            throw CommandException.usage("cli.hostKey.form", accepted.get());
        }
        var keys = new KeyRing(session, context.terminal());
        try {
            return keys.unlocking(action);
        } catch (SshException e) {
            var confirmed = confirmed(e.error(), context);
            if (confirmed.isEmpty()) {
                throw e;
            }
            session.engine().remote().confirmHostKey(id, confirmed.get());
            return keys.unlocking(action);
        }
    }

    private Optional<String> confirmed(SshError error, CommandContext context)
            throws InterruptedException {
        return switch (error) {
            case SshError.HostKeyUnconfirmed(var host, var shown) ->
                    accepted.isPresent() ? accepted : asked(context, host, shown);
            case SshError.HostKeyNotInstalled _ -> accepted;
            default -> Optional.empty();
        };
    }

    private static Optional<String> asked(CommandContext context, String host, String fingerprint)
            throws InterruptedException {
        var question = context.messages().text("cli.hostKey.question", host, fingerprint);
        return context.terminal().confirm(question) ? Optional.of(fingerprint) : Optional.empty();
    }
}
