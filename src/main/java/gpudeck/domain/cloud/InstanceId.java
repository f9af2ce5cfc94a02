package gpudeck.domain.cloud;

/// Identifies one instance for the lifetime of the account.
public record InstanceId(String value) {

    public InstanceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("instance id is blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
