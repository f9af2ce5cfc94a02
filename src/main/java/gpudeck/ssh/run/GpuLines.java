package gpudeck.ssh.run;

import gpudeck.domain.job.GpuReading;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// What `nvidia-smi` told `run.py` of the GPUs: a line of seven values for each. The machine may
/// say anything; what is no such line is left out.
final class GpuLines {

    private static final Pattern COMMA = Pattern.compile(" *, *");
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,4}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final int VALUES = 7;

    private GpuLines() {}

    static List<GpuReading> parse(String lines) {
        return lines.lines().flatMap(line -> reading(line).stream()).toList();
    }

    private static Optional<GpuReading> reading(String line) {
        var values = COMMA.split(line.strip(), -1);
        return values.length == VALUES && INDEX.matcher(values[0]).matches()
                ? Optional.of(
                        new GpuReading(
                                Integer.parseInt(values[0]),
                                number(values[1]),
                                number(values[2]),
                                number(values[3]),
                                number(values[4]),
                                number(values[5]),
                                number(values[6])))
                : Optional.empty();
    }

    /// `[N/A]` is no number.
    private static OptionalDouble number(String value) {
        return NUMBER.matcher(value).matches()
                ? OptionalDouble.of(Double.parseDouble(value))
                : OptionalDouble.empty();
    }
}
