package gpudeck.engine;

import gpudeck.domain.SshError;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;

/// [SshError]s in words.
final class SshSentences {

    private SshSentences() {}

    static UserMessage of(SshError error) {
        return switch (error) {
            case SshError.Unreachable(var host, int port, var why) ->
                    Quote.reason(
                            UserMessage.of(
                                    "error.ssh.unreachable",
                                    Quote.name(host),
                                    String.valueOf(port)),
                            why);
            case SshError.AuthRefused(var user, var host, var key) ->
                    about("error.ssh.authRefused", host, key, user);
            case SshError.HostKeyChanged(var host, var expected, var shown) ->
                    about("error.ssh.hostKeyChanged", host, expected, shown);
            case SshError.HostKeyNotInstalled(var host, var expected, var shown) ->
                    about("error.ssh.hostKeyNotInstalled", host, expected, shown);
            case SshError.HostKeyUnconfirmed(var host, var shown) ->
                    about("error.ssh.hostKeyUnconfirmed", host, shown);
            case SshError.ConnectionLost(var host, var why) ->
                    Quote.reason(about("error.ssh.connectionLost", host), why);
            case SshError.TimedOut(var what, var after) ->
                    UserMessage.of("error.ssh.timedOut", Quote.name(what), new TimeSpan(after));
            case SshError.CommandFailed failed -> commandFailed(failed);
            case SshError.Garbled(var what, var why) ->
                    Quote.reason(about("error.ssh.garbled", what), why);
            case SshError.NotAsSent(var name) -> about("error.ssh.notAsSent", name);
            case SshError.UnsafePath(var name, var why) ->
                    Quote.reason(about("error.ssh.unsafePath", name), why);
            case SshError.KeyMissing(var file) -> about("error.ssh.keyMissing", file);
            case SshError.KeyUnreadable(var file, var why) ->
                    Quote.reason(about("error.ssh.keyUnreadable", file), why);
            case SshError.KeyTooOpen(var file, var permissions) ->
                    UserMessage.of(
                            "error.ssh.keyTooOpen",
                            Quote.name(file),
                            Quote.name(permissions),
                            Quote.argument(file));
            case SshError.PassphraseNeeded(var file) -> about("error.ssh.passphraseNeeded", file);
            case SshError.PassphraseWrong(var file) -> about("error.ssh.passphraseWrong", file);
        };
    }

    private static UserMessage commandFailed(SshError.CommandFailed failed) {
        var ours =
                UserMessage.of(
                        "error.ssh.commandFailed",
                        Quote.name(failed.command()),
                        String.valueOf(failed.exitStatus()));
        return Quote.lastWords(ours, failed.lastWords());
    }

    private static UserMessage about(String key, String... names) {
        return UserMessage.of(key, Quote.names(names));
    }
}
