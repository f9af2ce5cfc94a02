package gpudeck.domain.cloud;

/// What cloud-init reads when a machine starts for the first time. A secret: a private key may be
/// in it. `toString` never shows it.
public record UserData(String text) {

    @Override
    public String toString() {
        return "UserData[***]";
    }
}
