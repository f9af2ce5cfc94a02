package gpudeck.ssh.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gpudeck.testing.Gpus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLogTest {

    private static final byte[] LOG =
            """
            s 1700000000000 8
            0 uv süo 1700000000001 2
            a
            e 1700000000002 2
            b
            o 1700000000003 0
            g 1700000000004 7
            1234567x 1700000000005 8
            0 137 50s 1700000000006 3
            1 xo 1700000000007 2
            c
            t 1700000000007 65
            0, 94, 73012, 81559, 67, 318.22, 350.00
            1, 0, 1, 2, 3, [N/A], 5.
            x 1700000000008 5
            1 0 1\
            """
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void tellsALogInPiecesOfAnySize(int piece) throws Exception {
        var told = new Told();
        try (var log = RunLog.open(file(), told)) {
            for (int at = 0; at < LOG.length; at += piece) {
                log.accept(LOG, at, Math.min(piece, LOG.length - at));
            }
            assertThat(log.size()).isEqualTo(LOG.length);
        }

        assertThatAllIsTold(told);
        assertThat(file()).hasBinaryContent(LOG);
    }

    @Test
    void goesOnWhereAnEarlierProgramStopped() throws Exception {
        for (int cut = 0; cut <= LOG.length; cut++) {
            Files.write(file(), Arrays.copyOf(LOG, cut));
            var told = new Told();
            try (var log = RunLog.open(file(), told)) {
                assertThat(log.size()).isEqualTo(cut);
                log.accept(LOG, cut, LOG.length - cut);
            }

            assertThatAllIsTold(told);
            assertThat(file()).hasBinaryContent(LOG);
        }
    }

    private static void assertThatAllIsTold(Told told) {
        assertThat(told.events)
                .containsExactly(
                        "start 0 uv sü", "gap 1234567", "end 0 137", "start 1 x", "end 1 0");
        assertThat(told.out()).isEqualTo("a\nc\n");
        assertThat(told.err()).isEqualTo("b\n");
        assertThat(told.gpus)
                .containsExactly(
                        Gpus.reading(0, 94, 73012, 81559, 67, 318.22, 350),
                        Gpus.reading(1, 0, 1, 2, 3, Gpus.UNTOLD, Gpus.UNTOLD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>\n",
                "o 12 -1\n",
                "o 12\n",
                "o x 1\n",
                "z 12 1\n",
                "s 12 999999999\n",
                "t 12 16385\n",
                "x 12 3\n1 2",
                "x 12 5\n1 x 2",
                "x 12 7\n1 256 2",
                "o 99999999999999999 1\n",
                "no end of a line comes, however long it goes on and on"
            })
    void refusesWhatIsNoLog(String text) throws Exception {
        var bytes = (text + "      ").getBytes(StandardCharsets.UTF_8);
        try (var log = RunLog.open(file(), new Told())) {
            assertThatExceptionOfType(BrokenLogException.class)
                    .isThrownBy(() -> log.accept(bytes, 0, bytes.length));
        }
    }

    private Path file() {
        return folder.resolve("run.log");
    }
}
