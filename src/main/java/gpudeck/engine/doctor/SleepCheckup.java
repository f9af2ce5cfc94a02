package gpudeck.engine.doctor;

import gpudeck.domain.UserMessage;
import gpudeck.engine.custody.StayAwake;
import java.util.List;

/// Whether the computer may fall asleep by itself while machines cost money.
public final class SleepCheckup implements Checkup {

    private final boolean isWanted;
    private final StayAwake awake;

    /// @param isWanted whether it is to be kept from that
    public SleepCheckup(boolean isWanted, StayAwake awake) {
        this.isWanted = isWanted;
        this.awake = awake;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        if (!isWanted) {
            return List.of(mayFallAsleep("doctor.sleep.off.advice"));
        }
        return List.of(
                awake.program()
                        .map(program ->
                                Finding.fine(
                                        Subject.SLEEP,
                                        UserMessage.of("doctor.sleep.fine"),
                                        UserMessage.of(
                                                "doctor.sleep.fine.text", program.toString())))
                        .orElseGet(() -> mayFallAsleep("doctor.sleep.none.advice")));
    }

    private static Finding mayFallAsleep(String advice) {
        return Finding.look(
                Subject.SLEEP,
                UserMessage.of("doctor.sleep.possible"),
                UserMessage.of("doctor.sleep.possible.text"),
                UserMessage.of(advice));
    }
}
