package gpudeck.ssh.sshj;

import gpudeck.ssh.Identity;
import java.io.IOException;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/// Public key authentication (RFC 4252, section 7) whose signature the ssh-agent makes.
final class AgentAuthentication extends AbstractAuthMethod {

    private final Identity.Signer agent;
    private final String type;
    private final byte[] blob;

    AgentAuthentication(Identity.Signer agent, String publicKey) {
        super("publickey");
        this.agent = agent;
        this.type = publicKey.substring(0, publicKey.indexOf(' '));
        this.blob = Base64.getDecoder().decode(publicKey.substring(publicKey.indexOf(' ') + 1));
    }

    @Override
    public SSHPacket buildReq() throws UserAuthException {
        var request = super.buildReq();
        request.putBoolean(true);
        request.putString(type.equals("ssh-rsa") ? "rsa-sha2-512" : type);
        request.putBytes(blob);
        var signed =
                new Buffer.PlainBuffer()
                        .putBytes(params.getTransport().getSessionID())
                        .putBuffer(request)
                        .getCompactData();
        try {
            request.putBytes(agent.sign(blob, signed));
        } catch (IOException e) {
            throw new UserAuthException("the ssh-agent did not sign", e);
        }
        return request;
    }
}
