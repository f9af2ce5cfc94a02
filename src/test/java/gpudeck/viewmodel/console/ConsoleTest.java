package gpudeck.viewmodel.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.engine.job.RunOutput.Stream;
import gpudeck.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final Console console = new Console(Messages.load(), () -> Samples.MORNING);

    @Test
    void marksWhereCommandsStartAndEnd() {
        console.commandStarted(Step.SCRIPTS, "uv run python train.py", Samples.MORNING);
        write(Stream.OUT, "epoch 1\n");
        console.commandEnded(0, Optional.empty(), Duration.ofSeconds(18));
        console.commandStarted(Step.SCRIPTS, "uv run python\nevaluate.py", Samples.MORNING);
        console.commandEnded(137, Optional.of("KILL"), Duration.ofMinutes(3));

        assertThat(texts(console.output()))
                .containsExactly(
                        "$ uv run python train.py",
                        "epoch 1",
                        "exit 0 in 18 s",
                        "$ uv run python evaluate.py",
                        "killed by KILL after 3 min");
    }

    @Test
    void showsOnlyTheSetUpInTheSetUpLog() {
        console.commandStarted(Step.SET_UP, "uv sync", Samples.MORNING);
        write(Stream.ERR, "Installed 31 packages\n");
        console.commandEnded(0, Optional.empty(), Duration.ofSeconds(3));
        console.commandStarted(Step.SCRIPTS, "uv run python train.py", Samples.MORNING);
        write(Stream.OUT, "epoch 1\n");

        assertThat(texts(console.setUp()))
                .containsExactly("$ uv sync", "Installed 31 packages", "exit 0 in 3 s");
        assertThat(texts(console.output())).hasSize(5);
    }

    @Test
    void keepsABarBelowTheLinesThatPassItBy() {
        write(Stream.ERR, " 10%");
        write(Stream.OUT, "epoch 1\n");
        write(Stream.ERR, "\r 20%");

        assertThat(texts(console.output())).containsExactly("epoch 1", " 20%");
    }

    @Test
    void endsTheOpenLinesWithTheirCommand() {
        write(Stream.OUT, "no line end");
        console.commandEnded(0, Optional.empty(), Duration.ofSeconds(1));
        write(Stream.OUT, "next");

        assertThat(texts(console.output())).containsExactly("no line end", "exit 0 in 1 s", "next");
    }

    @Test
    void aHundredMegabytesWithoutALineEndStayBounded() {
        var chunk = "x".repeat(1 << 20).getBytes(UTF_8);

        for (int i = 0; i < 100; i++) {
            console.bytes(Stream.OUT, Samples.MORNING, chunk, 0, chunk.length);
        }

        long kept = texts(console.output()).stream().mapToLong(String::length).sum();
        assertThat(kept).isBetween(15_000_000L, 16_100_000L);
    }

    @Test
    void aColourForEveryCharacterStaysBoundedToo() {
        var rainbow = "\u001b[31mx\u001b[32mx".repeat(50) + "\n";

        write(Stream.OUT, rainbow.repeat(80_000));

        assertThat(console.output().read(0, 0).first()).isPositive();
    }

    @Test
    void takesNoMoreOfAFloodUntilTheWindowKeepsUp() {
        var seen = new ArrayList<Long>();
        console.onFlood(() -> seen.add(console.output().read(0, 0).end()));

        write(Stream.OUT, "123456\n".repeat(30_000));

        assertThat(seen).containsExactly(9_363L, 18_725L, 28_087L);
    }

    @Test
    void tellsOfAChunkOfManyLinesOnce() {
        var told = new ArrayList<Long>();
        console.output().onChange(() -> told.add(console.output().version()));

        write(Stream.OUT, "line\n".repeat(1000));

        assertThat(told).hasSize(1);
    }

    private void write(Stream stream, String text) {
        var bytes = text.getBytes(UTF_8);
        console.bytes(stream, Samples.MORNING, bytes, 0, bytes.length);
    }

    private static List<String> texts(LineRing ring) {
        return ring.read(0, Integer.MAX_VALUE).lines().stream().map(ConsoleLine::text).toList();
    }
}
