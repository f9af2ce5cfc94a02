package gpudeck.viewmodel;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.mine;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.testing.Machines;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineStatusTest {

    private final Messages messages = Messages.load();

    @Test
    void everyReportedStateHasItsSignAndWord() {
        assertThat(words(mine(1))).isEqualTo("DISC SUCCESS Running");
        assertThat(words(reported("unhealthy"))).isEqualTo("TRIANGLE DANGER Unhealthy");
        assertThat(words(reported("terminating"))).isEqualTo("DASHED_RING WARNING Ending…");
        assertThat(words(reported("paused"))).isEqualTo("HOLLOW_DIAMOND DANGER Unknown: “paused”");
    }

    @Test
    void aBootTurnsAmberThenRed() {
        assertThat(words(booting(2))).isEqualTo("HALF_DISC ACCENT Booting 2:00");
        assertThat(words(booting(15))).isEqualTo("HALF_DISC WARNING Booting 15:00");
        assertThat(words(booting(31))).isEqualTo("HALF_DISC DANGER Booting 31:00");
    }

    @Test
    void anEndThatIsNotProvedInTwoMinutesIsAnAlarm() {
        assertThat(words(Machines.ending(mine(1), NOW.minusSeconds(48))))
                .isEqualTo("DASHED_RING WARNING Ending… 0:48");
        assertThat(words(Machines.ending(mine(1), NOW.minusSeconds(120))))
                .isEqualTo("DASHED_RING DANGER Not confirmed");
    }

    @Test
    void aMachineWhoseJobLeavesItsGpusUnusedIsIdle() {
        var idle = Optional.of(Duration.ofMinutes(24));

        assertThat(words(MachineStatus.of(mine(1), idle, NOW, false)))
                .isEqualTo("RING_WITH_POINT WARNING Idle 24 min");
        assertThat(words(MachineStatus.of(Machines.ended(mine(1), NOW), idle, NOW, false)))
                .isEqualTo("RING MUTED Ended");
    }

    @Test
    void whatIsOverIsMuted() {
        assertThat(words(Machines.ended(mine(1), NOW))).isEqualTo("RING MUTED Ended");
        assertThat(words(reported("preempted"))).isEqualTo("RING MUTED Taken away");
    }

    @Test
    void whatWasNotStartedHereIsADiamondWithItsOwnWord() {
        assertThat(words(Machines.stranger("x"))).isEqualTo("DIAMOND DANGER Running");
    }

    @Test
    void anOldListSaysWhatWasButKeepsWhatWasAsked() {
        var asked = Machines.ending(mine(1), NOW.minusSeconds(10));

        assertThat(words(MachineStatus.of(mine(1), Optional.empty(), NOW, true)))
                .isEqualTo("HOLLOW_DIAMOND DANGER was Running");
        assertThat(words(MachineStatus.of(asked, Optional.empty(), NOW, true)))
                .isEqualTo("DASHED_RING WARNING Ending… 0:10");
    }

    @Test
    void aLaunchWithoutAnAnswerIsNotTheSameAsOneUnderWay() {
        assertThat(words(MachineStatus.of(Machines.launch(1, false))))
                .isEqualTo("DOTTED_RING MUTED Launching…");
        assertThat(words(MachineStatus.of(Machines.launch(1, true))))
                .isEqualTo("HOLLOW_DIAMOND DANGER Launch not confirmed");
    }

    private FleetInstance reported(String word) {
        return Machines.status(mine(1), new InstanceStatus(word));
    }

    private FleetInstance booting(int minutes) {
        return Machines.status(
                mine(1, NOW.minus(Duration.ofMinutes(minutes))), InstanceStatus.BOOTING);
    }

    private String words(FleetInstance machine) {
        return words(MachineStatus.of(machine, Optional.empty(), NOW, false));
    }

    private String words(Status status) {
        return status.shape() + " " + status.tone() + " " + messages.text(status.word());
    }
}
