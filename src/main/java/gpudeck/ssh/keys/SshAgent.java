package gpudeck.ssh.keys;

import gpudeck.ssh.Identity;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/// Speaks to the ssh-agent (draft-ietf-sshm-ssh-agent): which keys it holds, and signing with one.
///
/// @param socket where it listens, `$SSH_AUTH_SOCK`
public record SshAgent(Path socket) implements Identity.Signer {

    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_512 = 4;
    private static final int LIMIT_BYTES = 1 << 20;
    private static final int MOST_KEYS = 1_000;

    /// The agent of this environment, if it names one.
    public static Optional<SshAgent> at(Optional<String> authSock) {
        return authSock.filter(s -> !s.isBlank()).map(s -> new SshAgent(Path.of(s)));
    }

    List<Identity.AgentKey> keys() throws IOException {
        var answer = ask(new Buffer.PlainBuffer().putByte(REQUEST_IDENTITIES), IDENTITIES_ANSWER);
        var keys = new ArrayList<Identity.AgentKey>();
        try {
            long count = Math.min(answer.readUInt32(), MOST_KEYS);
            for (long i = 0; i < count; i++) {
                var blob = answer.readBytes();
                var comment = answer.readString(StandardCharsets.UTF_8);
                keys.add(new Identity.AgentKey(PublicKeys.ofBlob(blob), comment, this));
            }
        } catch (Buffer.BufferException e) {
            throw new IOException("the ssh-agent's answer cannot be read", e);
        }
        return keys;
    }

    @Override
    public byte[] sign(byte[] keyBlob, byte[] data) throws IOException {
        var request =
                new Buffer.PlainBuffer()
                        .putByte(SIGN_REQUEST)
                        .putBytes(keyBlob)
                        .putBytes(data)
                        .putUInt32(RSA_SHA2_512);
        try {
            return ask(request, SIGN_RESPONSE).readBytes();
        } catch (Buffer.BufferException e) {
            throw new IOException("the ssh-agent's signature cannot be read", e);
        }
    }

    private Buffer.PlainBuffer ask(Buffer.PlainBuffer request, byte expected) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var body = request.getCompactData();
            var frame = ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).flip();
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
            var in = new DataInputStream(Channels.newInputStream(channel));
            int length = in.readInt();
            if (length < 1 || length > LIMIT_BYTES) {
                throw new IOException("the ssh-agent's answer has a length of " + length);
            }
            var answer = in.readNBytes(length);
            if (answer.length < length || answer[0] != expected) {
                throw new IOException("the ssh-agent refused");
            }
            var buffer = new Buffer.PlainBuffer(answer);
            buffer.rpos(1);
            return buffer;
        }
    }
}
