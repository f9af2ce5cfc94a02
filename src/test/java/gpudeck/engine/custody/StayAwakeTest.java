package gpudeck.engine.custody;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.engine.ProgramPath;
import gpudeck.testing.SleepStandIn;
import gpudeck.testing.Until;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins are shell scripts")
class StayAwakeTest {

    @TempDir private Path folder;

    @Test
    void isHeldByAProgramOfTheSystemUntilItIsReleased() throws Exception {
        var systemd = SleepStandIn.in(folder, "systemd-inhibit");
        var awake = awake("Linux");

        awake.hold();
        awake.hold();
        Until.met("it began", () -> systemd.holds().size() == 1);
        assertThat(systemd.ends()).isEmpty();
        awake.release();
        Until.met("it ended", () -> systemd.ends().size() == 1);
        awake.hold();
        Until.met("it began again", () -> systemd.holds().size() == 2);
        awake.release();
        Until.met("it ended again", () -> systemd.ends().size() == 2);

        assertThat(systemd.holds())
                .allMatch(words -> words.startsWith("--what=idle --mode=block --who=GPU Deck"));
    }

    @Test
    void whatIsTheDesktopsOwnComesFirst() throws Exception {
        var systemd = SleepStandIn.in(folder, "systemd-inhibit");
        var gnome = SleepStandIn.in(folder, "gnome-session-inhibit");

        assertThat(wordsOf(awake("Linux"), gnome)).contains("--inhibit suspend sh -c");
        assertThat(systemd.holds()).isEmpty();
    }

    @Test
    void onAMacItIsCaffeinate() throws Exception {
        var caffeinate = SleepStandIn.in(folder, "caffeinate");

        assertThat(wordsOf(awake("Mac OS X"), caffeinate)).startsWith("-i sh -c");
    }

    private static String wordsOf(StayAwake awake, SleepStandIn program) throws Exception {
        awake.hold();
        Until.met("it began", () -> program.holds().size() == 1);
        awake.release();
        Until.met("it ended", () -> program.ends().size() == 1);
        return program.holds().getFirst();
    }

    @Test
    void knowsWhatCanDoIt() throws Exception {
        assertThat(awake("Linux").program()).isEmpty();

        SleepStandIn.in(folder, "systemd-inhibit");
        SleepStandIn.thatFails(folder, "gnome-session-inhibit");

        assertThat(awake("Linux").program()).contains(folder.resolve("systemd-inhibit"));
        assertThat(awake("Windows 11").program()).isEmpty();
    }

    private StayAwake awake(String system) {
        return new StayAwake(system, new ProgramPath(Optional.of(folder.toString())));
    }
}
