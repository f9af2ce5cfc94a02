package gpudeck.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.UserMessage;
import gpudeck.engine.ProgramPath;
import gpudeck.engine.custody.StayAwake;
import gpudeck.testing.SleepStandIn;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins are shell scripts")
class SleepCheckupTest {

    @TempDir private Path folder;

    @Test
    void namesWhatKeepsTheComputerAwake() throws Exception {
        SleepStandIn.in(folder, "systemd-inhibit");

        var finding = look(true);

        assertThat(finding.health()).isEqualTo(Health.FINE);
        assertThat(finding.text())
                .isEqualTo(UserMessage.of("doctor.sleep.fine.text", folder + "/systemd-inhibit"));
    }

    @Test
    void saysThatNothingKeepsItAwake() throws Exception {
        SleepStandIn.thatFails(folder, "systemd-inhibit");

        var finding = look(true);

        assertThat(finding.health()).isEqualTo(Health.LOOK);
        assertThat(finding.advice()).contains(UserMessage.of("doctor.sleep.none.advice"));
    }

    @Test
    void saysThatItIsNotToBeKeptAwake() throws Exception {
        SleepStandIn.in(folder, "systemd-inhibit");

        var finding = look(false);

        assertThat(finding.health()).isEqualTo(Health.LOOK);
        assertThat(finding.advice()).contains(UserMessage.of("doctor.sleep.off.advice"));
    }

    private Finding look(boolean isWanted) throws Exception {
        var programs = new ProgramPath(Optional.of(folder.toString()));
        return new SleepCheckup(isWanted, new StayAwake("Linux", programs)).look().getFirst();
    }
}
