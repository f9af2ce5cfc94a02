package gpudeck.domain;

import java.util.Locale;

/// Identifies one run of a job, or one launch: a ULID (Crockford base 32, 26 characters, sorts by
/// time). It is written to the journal before the launch and travels as a tag and in the name.
public record RunId(String value) {

    private static final int SHORT_FORM = 8;

    public RunId {
        if (!value.matches("[0-9A-HJKMNP-TV-Z]{26}")) {
            throw new IllegalArgumentException("not a ULID: " + value);
        }
    }

    /// Its random end in small letters, by which people tell instances of the same name apart.
    public String shortForm() {
        return value.substring(value.length() - SHORT_FORM).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
