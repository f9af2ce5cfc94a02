package gpudeck.engine.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.job.Progress;
import gpudeck.domain.job.Progress.Count;
import gpudeck.ssh.OutputSink.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With lines as the libraries named here write them.
class ProgressReaderTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final ProgressReader reader = new ProgressReader();
    private Progress now = Progress.NONE;

    @Test
    void readsABarOfTqdm() {
        write(
                "\repoch 2/3:  56%|█████▌    | 1284/2310 [23:03<18:25,  1.08s/it, loss=1.842]"
                        + "\repoch 2/3:  56%|█████▌    | 1285/2310 [23:04<18:24,  0.93it/s, loss=1.84]");

        assertThat(now.label()).isEqualTo("epoch 2/3");
        assertThat(now.epoch()).contains(new Count(2, 3));
        assertThat(now.steps()).contains(new Count(1285, 2310));
        assertThat(now.perSecond()).hasValue(0.93);
        assertThat(now.left()).contains(Duration.ofSeconds(18 * 60 + 24));
        assertThat(now.loss()).hasValue(1.84);
        assertThat(now.share().orElseThrow()).isBetween(0.518, 0.519);
    }

    @Test
    void readsABarThatNothingFollowsYet() {
        write("\r 50%|█████     | 1/2 [10:00<1:10:00, 600.00s/it]");

        assertThat(now.steps()).contains(new Count(1, 2));
        assertThat(now.left()).contains(Duration.ofMinutes(70));
        assertThat(now.perSecond().orElseThrow()).isEqualTo(1 / 600.0);
        assertThat(now.label()).isEmpty();
    }

    @Test
    void readsABarInColour() {
        write("\r\033[32mTrain:  56%|█████▌| 56/100 [00:56<00:44,  1.00it/s]\033[0m\r");

        assertThat(now.label()).isEqualTo("Train");
        assertThat(now.steps()).contains(new Count(56, 100));
    }

    @Test
    void doesNotTakeABarOfEpochsForSteps() {
        write("\rEpochs:  20%|██        | 2/10 [10:00<40:00, 300.00s/it]\n");

        assertThat(now.epoch()).contains(new Count(3, 10));
        assertThat(now.steps()).isEmpty();
        assertThat(now.allLeft()).contains(Duration.ofMinutes(40));

        write("\r 25%|██▌       | 50/200 [01:15<03:45,  0.67it/s]\n");
        write("\rEpochs:  20%|██        | 2/10 [10:00<40:00, 300.00s/it]\n");

        assertThat(now.steps()).contains(new Count(50, 200));
        assertThat(now.left()).contains(Duration.ofSeconds(225));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1284/2310 [===============>..............] - ETA: 18:25 - loss: 1.8420",
                "1284/2310 ━━━━━━━━━━━━━━━━━━━━ 18:25 1077ms/step - accuracy: 0.51 - loss: 1.8420",
                "Epoch 2/9  ━━━━━━━━━━╸━━━━━━━━━ 1284/2310 0:23:03 • 0:18:25 0.93it/s train_loss: 1.842"
            })
    void readsTheBarsOfOtherLibraries(String line) {
        write(line + "\n");

        assertThat(now.steps()).contains(new Count(1284, 2310));
        assertThat(now.left()).contains(Duration.ofSeconds(18 * 60 + 25));
        assertThat(now.loss()).hasValue(1.842);
    }

    @Test
    void aBarThatIsFullHasNothingLeft() {
        write(
                "Epoch 1/3\n2310/2310 [==============================] - 95s 41ms/step - loss: 1.8\n");

        assertThat(now.epoch()).contains(new Count(1, 3));
        assertThat(now.left()).contains(Duration.ZERO);
        assertThat(now.perSecond().orElseThrow()).isEqualTo(1000 / 41.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "Epoch [3/10], Step [100/200], Loss: 0.1234; 3/10; 100/200; 0.1234",
                "Epoch: [0][  10/5005]\tTime  0.5 ( 0.6)\tLoss 6.9e+00 (7.0e+00); ; 10/5005; 6.9",
                "Train Epoch: 1 [640/60000 (1%)]\tLoss: 2.300039; ; 640/60000; 2.300039",
                "step 400/2310 loss 1.903 lr 1.71e-04; ; 400/2310; 1.903",
                "epoch 3 of 10; 3/10; ;",
                "iter 100: loss 2.3; ; ; 2.3",
                "step 500: train loss 2.1, val loss 2.2; ; ; 2.1",
                "val_loss: 2.2 - loss: 2.1; ; ; 2.1",
                "{'loss': 1.842, 'grad_norm': 0.5, 'epoch': 1.2}; ; ; 1.842",
                "{\"train/loss\": 1.842}; ; ; 1.842",
                "loss=tensor(0.5, device='cuda:0'); ; ; 0.5",
                "total_loss -3; ; ; -3",
                "Epoch 12/10; ; ;",
                "eval loss 1.944   ppl 6.99; ; ;",
                "{'eval_loss': 1.9}; ; ;",
                "validation loss: 1.9; ; ;",
                "the glossary 3 and closs 4; ; ;",
                "loss of 3 packets; ; ;",
                "loss 1.2.3; ; ;",
                "Downloading 10/12 files; ; ;",
            })
    void readsLinesOfText(String line, String epoch, String steps, Double loss) {
        write(line + "\n");

        assertThat(now.epoch().map(ProgressReaderTest::words))
                .isEqualTo(Optional.ofNullable(epoch));
        assertThat(now.steps().map(ProgressReaderTest::words))
                .isEqualTo(Optional.ofNullable(steps));
        assertThat(now.loss())
                .isEqualTo(loss == null ? OptionalDouble.empty() : OptionalDouble.of(loss));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"loss: nan", "loss=NaN", "{'loss': -inf}", "loss 1e999", "Loss: Infinity"})
    void knowsALossThatIsNoNumber(String line) {
        write(line + "\n");

        assertThat(now.isDiverged()).isTrue();
    }

    @Test
    void measuresThePaceOfWhoOnlyCounts() {
        write("step 100/1000\n", NOON);
        assertThat(now.left()).isEmpty();

        write("step 200/1000\n", NOON.plusSeconds(50));

        assertThat(now.perSecond()).hasValue(2.0);
        assertThat(now.left()).contains(Duration.ofSeconds(400));
    }

    @Test
    void allThatIsLeftCountsTheEpochsToCome() {
        write("epoch 2/4:  50%|█████     | 100/200 [00:50<00:50,  2.00it/s]\n");

        assertThat(now.allLeft()).contains(Duration.ofSeconds(50 + 2 * 100));
    }

    @Test
    void putsLinesTogetherThatComeInPieces() {
        var line = "step 400/2310 loss 1.903\n".getBytes(UTF_8);
        for (int i = 0; i < line.length; i++) {
            assertThat(now.loss()).isEmpty();
            write(line, i, 1, Stream.OUT, NOON);
        }

        assertThat(now.loss()).hasValue(1.903);
        assertThat(now.steps()).contains(new Count(400, 2310));
    }

    @Test
    void keepsTheStreamsApart() {
        write("loss 1.", Stream.OUT);
        write("warning: 5\n", Stream.ERR);
        write("25\n", Stream.OUT);

        assertThat(now.loss()).hasValue(1.25);
    }

    @Test
    void readsOnlyTheNewestOfMuch() {
        var much = "loss 9\n" + "x".repeat(2000) + "\n" + "y".repeat(4000) + "\nloss 2\n";

        assertThat(reader.read(Stream.OUT, NOON, much.getBytes(UTF_8), 0, much.length()))
                .map(Progress::loss)
                .contains(OptionalDouble.of(2));

        write("z".repeat(5000) + " loss 7");
        write("5\n");

        assertThat(now.loss()).isEmpty(); // nothing new since
    }

    @Test
    void readsOfAFloodOnlySomeButAllThatIsNone() {
        var flood = "x".repeat(5000) + "\nloss %d\n";
        write(flood.formatted(1), NOON);
        write(flood.formatted(2), NOON.plusMillis(49));
        assertThat(now.loss()).hasValue(1);

        write("loss 3\n", NOON.plusMillis(49));
        assertThat(now.loss()).hasValue(3);

        write(flood.formatted(4), NOON.plusMillis(50));
        assertThat(now.loss()).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r  0%|          | 1/999999999999 [99:59:59<999999999999, 0.00000001it/s]\n",
                "step 1/999999999999\nstep 2/999999999999\n",
                "epoch 0/9:   0%|          | 0/999999999999 [00:00<?, ?it/s]\n",
            })
    void forecastsNothingThatMakesNoSense(String text) {
        text.lines()
                .forEach(line ->
                        write(line + "\n", NOON.plusSeconds(line.contains("2/") ? 1000 : 0)));

        assertThat(now.steps()).isPresent();
        assertThat(now.left()).isEmpty();
        assertThat(now.allLeft()).isEmpty();
        assertThat(now.share().orElseThrow()).isBetween(0.0, 1.0);
    }

    @Test
    void saysNothingWithoutNews() {
        write("loss 2\n");
        now = Progress.NONE;

        write("loss 2\nhello\n");

        assertThat(now).isEqualTo(Progress.NONE);
    }

    private static String words(Count count) {
        return count.done() + "/" + count.of();
    }

    private void write(String text) {
        write(text, Stream.OUT);
    }

    private void write(String text, Stream stream) {
        var bytes = text.getBytes(UTF_8);
        write(bytes, 0, bytes.length, stream, NOON);
    }

    private void write(String text, Instant at) {
        var bytes = text.getBytes(UTF_8);
        write(bytes, 0, bytes.length, Stream.OUT, at);
    }

    private void write(byte[] bytes, int offset, int length, Stream stream, Instant at) {
        var buffer = Arrays.copyOf(bytes, bytes.length + 3);
        reader.read(stream, at, buffer, offset, length).ifPresent(said -> now = said);
    }
}
