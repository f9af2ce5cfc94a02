package gpudeck.ssh.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a follower says on stderr, line by line. A login shell may say things there, too.
final class FollowerWords {

    private static final Pattern SIGN = Pattern.compile("at ([0-9]{1,15}) ([0-9]{1,18})");
    private static final Pattern OVER =
            Pattern.compile("(finished|stopped)((?: [0-9]{1,6}:[0-9]{1,3})*)");
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LAST_WORDS = 2_000;

    private final RunSigns signs;
    private final StringBuilder others = new StringBuilder();
    private Optional<RunEnd> end = Optional.empty();

    FollowerWords(RunSigns signs) {
        this.signs = signs;
    }

    /// Reads to the end.
    FollowerWords read(InputStream in) throws IOException {
        var line = new StringBuilder();
        var buffer = new byte[4096];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    take(line.toString());
                    line.setLength(0);
                } else if (line.length() < LONGEST_LINE) {
                    line.append((char) (buffer[i] & 0xFF));
                }
            }
        }
        take(line.toString());
        return this;
    }

    private void take(String line) {
        var sign = SIGN.matcher(line);
        var over = OVER.matcher(line);
        if (sign.matches()) {
            var at = Instant.ofEpochMilli(Long.parseLong(sign.group(1)));
            signs.at(at, Long.parseLong(sign.group(2)));
        } else if (over.matches()) {
            end = Optional.of(ended(over.group(1), over.group(2)));
        } else {
            switch (line) {
                case "lost" -> end = Optional.of(new RunEnd.Lost());
                case "rebooted" -> end = Optional.of(new RunEnd.Rebooted());
                case "absent" -> end = Optional.of(new RunEnd.Absent());
                default -> other(line);
            }
        }
    }

    private static RunEnd ended(String how, String list) {
        Map<Integer, Integer> statuses = new HashMap<>();
        for (var each : list.strip().split(" ", -1)) {
            int colon = each.indexOf(':');
            if (colon > 0) {
                statuses.put(
                        Integer.valueOf(each.substring(0, colon)),
                        Integer.valueOf(each.substring(colon + 1)));
            }
        }
        return new RunEnd.Ended(how.equals("stopped"), statuses);
    }

    private void other(String line) {
        var utf8 = line.getBytes(StandardCharsets.ISO_8859_1);
        others.append(new String(utf8, StandardCharsets.UTF_8)).append('\n');
        others.delete(0, Math.max(0, others.length() - LAST_WORDS));
    }

    /// Empty if the follower ended without a word.
    Optional<RunEnd> end() {
        return end;
    }

    /// The last of all else.
    String lastWords() {
        return others.toString().strip();
    }
}
