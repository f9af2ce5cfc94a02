package gpudeck.engine.job;

import gpudeck.domain.job.Progress;
import gpudeck.domain.job.Progress.Count;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one line of a script's output says of how far it is: the bars of tqdm, Keras and rich, and
/// lines such as `epoch 3/10, step 400/2310, loss 1.84` or `{'loss': 1.84}`. Repetitions are
/// bounded, since a line may be anything.
final class ProgressText {

    private static final Pattern ESCAPES = Pattern.compile("\033\\[[0-9;?]{0,32}[A-Za-z]");

    /// `56%|##### | 1284/2310 [23:03<18:25, 1.08s/it, loss=1.84]`
    private static final Pattern TQDM =
            Pattern.compile(
                    "\\d{1,3}%\\|[^|]{0,400}\\| {0,9}(\\d{1,12})/(\\d{1,12}) \\[[\\d:]{1,12}"
                            + "<([\\d:?]{1,12})(?:, {0,9}([^,\\]]{1,24}))?[^\\]]{0,400}\\]");

    private static final Pattern PER_SECOND =
            Pattern.compile("^([\\d.]{1,12})\\p{Alpha}{1,12}/s(?!\\p{Alpha})");

    private static final Pattern PER_STEP =
            Pattern.compile("^([\\d.]{1,12})(us|ms|s)/\\p{Alpha}{1,12}");

    /// `1284/2310 [=====>....] - ETA: 18:25 - loss: 1.84`; later `1284/2310 ━━━━ 18:25 480ms/step`
    private static final Pattern KERAS =
            Pattern.compile(
                    "^ {0,12}(\\d{1,12})/(\\d{1,12}) [\\[\u2501][^-\\d]{0,200}(?:- (?:ETA: )?)?"
                            + "(\\d{1,9}(?::\\d\\d){1,2}|\\d{1,9}s)(?: (\\d{1,9}[um]?s/step))?");

    /// `1284/2310 0:23:03 • 0:18:25 0.93it/s`
    private static final Pattern RICH =
            Pattern.compile(
                    "(\\d{1,12})/(\\d{1,12}) {1,9}[\\d:]{1,12} \u2022 (\\d[\\d:]{1,12})"
                            + " {1,9}([\\d.]{1,12}it/s)");

    private static final Pattern STEPS =
            Pattern.compile(
                    "(?i)\\b(?:(?:step|iter|iteration|batch|batches)s?[:=]?"
                            + "|epoch:? {0,9}\\[?\\d{1,9}+\\]?)"
                            + " {0,9}\\[? {0,9}(\\d{1,12}) ?(?:/|of) ?(\\d{1,12})\\b");

    private static final Pattern EPOCH =
            Pattern.compile(
                    "(?i)\\bepochs?[:=]? {0,9}\\[?(\\d{1,6}) ?(?:/|of) ?(\\d{1,6})(?![\\d.%])");

    /// The name of a bar that counts epochs which are over.
    private static final Pattern EPOCHS = Pattern.compile("(?i)\\bepochs?$");

    private static final Pattern LOSS =
            Pattern.compile(
                    "(?i)(?<!\\p{Alpha})loss['\"]?(?: {0,9}[:=] {0,9}| {1,9})(?:tensor\\()?"
                            + "([-+]?(?:\\d{1,20}(?:\\.\\d{0,20})?(?:e[-+]?\\d{1,3})?"
                            + "|nan|inf(?:inity)?))(?![\\p{Alnum}.])");

    private static final Pattern VALIDATION =
            Pattern.compile("(?i)(?<!\\p{Alpha})(?:val|valid|validation|eval|test|dev)[ _/.-]$");

    private static final int LONGEST_VALIDATION = 12;
    private static final int LONGEST_LABEL = 40;

    private ProgressText() {}

    /// Whether it is a bar of tqdm, from its beginning to its end.
    static boolean isWholeBar(CharSequence line) {
        return TQDM.matcher(line).find();
    }

    static Progress read(String line) {
        if (line.isBlank()) {
            return Progress.NONE;
        }
        var text = ESCAPES.matcher(line).replaceAll("");
        var loss = loss(text);
        var bar = TQDM.matcher(text);
        if (bar.find()) {
            var label = label(text.substring(0, bar.start()));
            return EPOCHS.matcher(label).find() ? epochs(bar, loss) : bar(label, bar, text, loss);
        }
        for (var kind : new Pattern[] {KERAS, RICH}) {
            var other = kind.matcher(text);
            if (other.find()) {
                return bar("", other, text, loss);
            }
        }
        var steps = STEPS.matcher(text);
        var counted = steps.find() ? count(steps) : Optional.<Count>empty();
        return new Progress(
                "", epoch(text), counted, OptionalDouble.empty(), Optional.empty(), loss);
    }

    private static Progress bar(String label, Matcher bar, String text, OptionalDouble loss) {
        var steps = count(bar);
        boolean isOver = steps.filter(count -> count.done() == count.of()).isPresent();
        return new Progress(
                label,
                epoch(text),
                steps,
                perSecond(bar.group(4)),
                isOver ? Optional.of(Duration.ZERO) : time(bar.group(3)),
                loss);
    }

    /// Of all epochs: the one after those that are over is under way.
    private static Progress epochs(Matcher bar, OptionalDouble loss) {
        var underWay = count(bar).map(c -> new Count(Math.min(c.done() + 1, c.of()), c.of()));
        return new Progress(
                "", underWay, Optional.empty(), OptionalDouble.empty(), time(bar.group(3)), loss);
    }

    private static String label(String before) {
        var words = before.strip();
        var name = words.endsWith(":") ? words.substring(0, words.length() - 1) : words;
        return name.length() > LONGEST_LABEL ? name.substring(0, LONGEST_LABEL) : name;
    }

    private static Optional<Count> epoch(String text) {
        var epoch = EPOCH.matcher(text);
        return epoch.find() ? count(epoch) : Optional.empty();
    }

    private static Optional<Count> count(Matcher found) {
        long done = Long.parseLong(found.group(1));
        long of = Long.parseLong(found.group(2));
        return of >= 1 && done <= of ? Optional.of(new Count(done, of)) : Optional.empty();
    }

    private static OptionalDouble perSecond(String rate) {
        if (rate == null) {
            return OptionalDouble.empty();
        }
        var fast = PER_SECOND.matcher(rate);
        if (fast.find()) {
            return positive(fast.group(1));
        }
        var slow = PER_STEP.matcher(rate);
        if (!slow.find()) {
            return OptionalDouble.empty();
        }
        double unit =
                switch (slow.group(2)) {
                    case "us" -> 1e6;
                    case "ms" -> 1e3;
                    default -> 1;
                };
        var each = positive(slow.group(1));
        return each.isPresent()
                ? OptionalDouble.of(unit / each.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble positive(String number) {
        try {
            double value = Double.parseDouble(number);
            return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty(); // 1.2.3
        }
    }

    /// `18:25`, `1:02:03` or `95s`.
    private static Optional<Duration> time(String text) {
        long seconds = 0;
        for (var part : text.replace("s", "").split(":", -1)) {
            if (part.isEmpty() || part.equals("?")) {
                return Optional.empty();
            }
            seconds = seconds * 60 + Long.parseLong(part);
        }
        return Progress.left((double) seconds);
    }

    private static OptionalDouble loss(String text) {
        var loss = LOSS.matcher(text);
        while (loss.find()) {
            int start = loss.start();
            var before = text.substring(Math.max(0, start - LONGEST_VALIDATION), start);
            if (!VALIDATION.matcher(before).find()) {
                return OptionalDouble.of(number(loss.group(1)));
            }
        }
        return OptionalDouble.empty();
    }

    private static double number(String text) {
        return Character.isLetter(text.charAt(text.length() - 1))
                ? Double.NaN
                : Double.parseDouble(text);
    }
}
