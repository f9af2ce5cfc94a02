package gpudeck.ssh.sshj;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.cipher.Cipher;
import org.jspecify.annotations.Nullable;

/// `aes128-gcm@openssh.com` and `aes256-gcm@openssh.com` (RFC 5647 as OpenSSH does it) for sshj on
/// the JDK's own provider, whose AES-GCM uses the processor's instructions.
final class JdkAesGcm implements Cipher {

    private static final int TAG_BYTES = 16;
    private static final int IV_BYTES = 12;

    private final int keyBytes;
    private javax.crypto.@Nullable Cipher cipher;
    private @Nullable SecretKeySpec key;
    private byte[] iv = new byte[IV_BYTES];
    private int mode;
    private boolean initialized;
    private byte[] scratch = new byte[0];

    JdkAesGcm(int keyBytes) {
        this.keyBytes = keyBytes;
    }

    /// sshj takes the key length from here.
    @Override
    public int getBlockSize() {
        return keyBytes;
    }

    @Override
    public int getIVSize() {
        return IV_BYTES;
    }

    @Override
    public int getAuthenticationTagSize() {
        return TAG_BYTES;
    }

    @Override
    public void init(Mode direction, byte[] keyMaterial, byte[] ivMaterial) {
        try {
            cipher = javax.crypto.Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
            mode =
                    direction == Mode.Encrypt
                            ? javax.crypto.Cipher.ENCRYPT_MODE
                            : javax.crypto.Cipher.DECRYPT_MODE;
            key = new SecretKeySpec(Arrays.copyOf(keyMaterial, keyBytes), "AES");
            iv = Arrays.copyOf(ivMaterial, IV_BYTES);
            initialized = false;
        } catch (GeneralSecurityException e) {
            throw new SSHRuntimeException("AES-GCM", e);
        }
    }

    @Override
    public void updateAAD(byte[] data, int offset, int length) {
        try {
            prepare().updateAAD(data, offset, length);
        } catch (GeneralSecurityException e) {
            throw new SSHRuntimeException("AES-GCM", e);
        }
    }

    @Override
    public void updateAAD(byte[] data) {
        updateAAD(data, 0, data.length);
    }

    @Override
    public void update(byte[] data, int offset, int length) {
        try {
            var ready = prepare();
            boolean opening = mode == javax.crypto.Cipher.DECRYPT_MODE;
            int in = opening ? length + TAG_BYTES : length;
            int out = opening ? length : length + TAG_BYTES;
            if (scratch.length < out) {
                scratch = new byte[out + 4096];
            }
            ready.doFinal(data, offset, in, scratch, 0);
            System.arraycopy(scratch, 0, data, offset, out);
            countUp();
            initialized = false;
        } catch (GeneralSecurityException e) {
            throw new SSHRuntimeException("AES-GCM", e);
        }
    }

    @Override
    public void updateWithAAD(byte[] data, int offset, int aadLength, int length) {
        updateAAD(data, offset, aadLength);
        update(data, offset + aadLength, length);
    }

    @Override
    public void setSequenceNumber(long sequence) {
        // The invocation counter in the IV serves instead.
    }

    private javax.crypto.Cipher prepare() throws GeneralSecurityException {
        if (cipher == null) {
            throw new IllegalStateException("used before init");
        }
        if (!initialized) {
            cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, iv));
            initialized = true;
        }
        return cipher;
    }

    private void countUp() {
        for (int i = IV_BYTES - 1; i >= 4; i--) {
            if (++iv[i] != 0) {
                break;
            }
        }
    }
}
