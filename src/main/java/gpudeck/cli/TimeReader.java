package gpudeck.cli;

import gpudeck.domain.Messages;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A length of time: `4h`, `90m`, `1h30m`, `45s`, or a number of hours, `2.5`.
public final class TimeReader implements ITypeConverter<Duration> {

    private static final Pattern PARTS =
            Pattern.compile(
                    "(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,7})s)?");
    private static final Pattern HOURS = Pattern.compile("[0-9]{1,4}(?:\\.[0-9]{1,3})?");

    @Override
    public Duration convert(String value) {
        var time = HOURS.matcher(value).matches() ? hours(value) : parts(value);
        if (time.isZero()) {
            throw new TypeConversionException(Messages.load().text("cli.value.time", value));
        }
        return time;
    }

    private static Duration hours(String value) {
        return Duration.ofSeconds(Math.round(Double.parseDouble(value) * 3600));
    }

    private static Duration parts(String value) {
        var parts = PARTS.matcher(value);
        return parts.matches()
                ? Duration.ofDays(number(parts.group(1)))
                        .plusHours(number(parts.group(2)))
                        .plusMinutes(number(parts.group(3)))
                        .plusSeconds(number(parts.group(4)))
                : Duration.ZERO;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
