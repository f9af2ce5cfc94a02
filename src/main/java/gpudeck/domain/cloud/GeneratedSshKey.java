package gpudeck.domain.cloud;

/// A key pair that Lambda made. Lambda does not keep the private half: it is answered once.
public record GeneratedSshKey(SshKey key, String privateKeyPem) {
    @Override
    public String toString() {
        return "GeneratedSshKey[" + key + ", ***]";
    }
}
