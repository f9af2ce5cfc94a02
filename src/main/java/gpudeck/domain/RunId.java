package gpudeck.domain;

/// Identifies one run of a job, or one launch: a ULID (Crockford base 32, 26 characters, sorts by
/// time). It is written to the journal before the launch and travels as a tag and in the name.
public record RunId(String value) {

    public RunId {
        if (!value.matches("[0-9A-HJKMNP-TV-Z]{26}")) {
            throw new IllegalArgumentException("not a ULID: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
