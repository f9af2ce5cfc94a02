package gpudeck.ssh.sshj;

import net.schmizz.sshj.transport.cipher.Cipher;

/// Runs packets through the cipher until the JIT compiler has made it fast: the first 128 MiB take
/// seconds longer otherwise.
final class CipherWarmUp {

    private static final int PACKETS = 3_000;
    private static final int PACKET_BYTES = 32 * 1024;
    private static final int HEAD_BYTES = 4;
    private static final int KEY_BYTES = 16;

    private CipherWarmUp() {}

    static void run() {
        var sealing = cipher(Cipher.Mode.Encrypt);
        var opening = cipher(Cipher.Mode.Decrypt);
        var packet = new byte[HEAD_BYTES + PACKET_BYTES + sealing.getAuthenticationTagSize()];
        for (int i = 0; i < PACKETS; i++) {
            sealing.updateWithAAD(packet, 0, HEAD_BYTES, PACKET_BYTES);
            opening.updateAAD(packet, 0, HEAD_BYTES);
            opening.update(packet, HEAD_BYTES, PACKET_BYTES);
        }
    }

    private static Cipher cipher(Cipher.Mode mode) {
        var cipher = new JdkAesGcm(KEY_BYTES);
        cipher.init(mode, new byte[KEY_BYTES], new byte[cipher.getIVSize()]);
        return cipher;
    }
}
