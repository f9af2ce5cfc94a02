package gpudeck.ssh.sshj;

import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.KeyedAuthMethod;

/// Public key authentication (RFC 4252, section 7) that signs at once. Asking first whether the key
/// would do takes a round trip, and is only of use where signing asks the user.
final class KeyFileAuthentication extends KeyedAuthMethod {

    KeyFileAuthentication(KeyProvider key) {
        super("publickey", key);
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return putSig(putPubKey(super.buildReq().putBoolean(true)));
    }
}
