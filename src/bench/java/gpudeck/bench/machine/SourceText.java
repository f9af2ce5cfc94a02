package gpudeck.bench.machine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Makes up text that looks, and packs, about as Python sources do.
final class SourceText {

    private static final String[] SYLLABLES = {
        "ba", "con", "da", "el", "fi", "gra", "hu", "in", "jo", "ker", "lo", "ma", "nu", "op",
        "pre", "qua", "re", "sta", "ten", "us", "val", "wei", "ex", "yi", "zo", "tor", "ight", "el",
        "ding"
    };

    /// `%` is a name, `#` a number.
    private static final String[] LINES = {
        "def %(self, %, %=None):",
        "    % = self.%(%, %)",
        "    if % is None:",
        "        raise ValueError(f\"% of % must be at least #\")",
        "    for %, % in enumerate(self.%):",
        "        %[%] = % * # + %.%",
        "        self.%.append(%)",
        "    # The % of a % is not known before its % was read, so % comes first.",
        "    return %",
        "",
        "class %(%):",
        "    \"\"\"Holds the % of every %, and says which % it is by.\"\"\"",
        "from %.% import %, %",
        "import % as %",
        "@%.%",
        "    with %(%, \"%\") as %:",
        "    assert %.% == #, %",
        "    logger.info(\"% took %s seconds for % of %\", %, %)"
    };

    private static final int NAMES = 2_500;

    private final Random random;
    private final String[] names = new String[NAMES];

    SourceText(Random random) {
        this.random = random;
        Arrays.setAll(names, _ -> name());
    }

    private String name() {
        var name = new StringBuilder();
        for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
            if (!name.isEmpty() && random.nextBoolean()) {
                name.append('_');
            }
            name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return name.toString();
    }

    /// Some names are used far more than others.
    private String someName() {
        double part = random.nextDouble();
        return names[(int) (part * part * part * NAMES)];
    }

    byte[] bytes(int length) {
        var text = new StringBuilder(length + 200);
        while (text.length() < length) {
            var line = LINES[random.nextInt(LINES.length)];
            for (int i = 0; i < line.length(); i++) {
                switch (line.charAt(i)) {
                    case '%' -> text.append(someName());
                    case '#' -> text.append(random.nextInt(1000));
                    default -> text.append(line.charAt(i));
                }
            }
            text.append('\n');
        }
        text.setLength(length);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
