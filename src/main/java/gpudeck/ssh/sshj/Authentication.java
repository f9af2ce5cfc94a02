package gpudeck.ssh.sshj;

import gpudeck.domain.SshException;
import gpudeck.ssh.Identity;
import gpudeck.ssh.keys.PrivateKeyFile;
import net.schmizz.sshj.userauth.method.AuthMethod;

/// How an [Identity] proves itself to sshj.
final class Authentication {

    private Authentication() {}

    static AuthMethod of(Identity identity) throws SshException {
        return switch (identity) {
            case Identity.KeyFile key ->
                    new KeyFileAuthentication(PrivateKeyFile.load(key.file(), key.passphrase()));
            case Identity.AgentKey(var publicKey, _, var agent) ->
                    new AgentAuthentication(agent, publicKey);
        };
    }

    /// For messages: the file, or the agent.
    static String name(Identity identity) {
        return switch (identity) {
            case Identity.KeyFile key -> key.file().toString();
            case Identity.AgentKey key -> "ssh-agent " + key.comment();
        };
    }
}
