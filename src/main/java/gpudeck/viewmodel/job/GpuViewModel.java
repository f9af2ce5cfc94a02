package gpudeck.viewmodel.job;

import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.RunState;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// What the GPUs of a job's machine do, and whether they are paid for nothing.
public final class GpuViewModel {

    private final GpuTrail trail;
    private final ObjectProperty<Optional<Integer>> chosen =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<GpuPicture>> picture =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> warning =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private int shown;

    GpuViewModel(GpuTrail trail) {
        this.trail = trail;
        chosen.subscribe(_ -> draw());
    }

    /// The GPU that is shown; empty for all together.
    public ObjectProperty<Optional<Integer>> chosenProperty() {
        return chosen;
    }

    /// Empty until the machine has told something.
    public ReadOnlyObjectProperty<Optional<GpuPicture>> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// That no GPU does anything while scripts run, and what that costs.
    public ReadOnlyObjectProperty<Optional<UserMessage>> warningProperty() {
        return warning.getReadOnlyProperty();
    }

    /// All figures in one line: `GPU 94 %, 71.3 of 79.6 GiB, 67 °C, 318 of 350 W`.
    public Optional<UserMessage> summary() {
        return picture.get()
                .map(p ->
                        p.charts().values().stream()
                                .map(c -> UserMessage.of("job.gpu.value", c.value(), c.unit()))
                                .reduce((a, b) -> UserMessage.of("job.gpu.values", a, b)))
                .flatMap(all -> all.map(values -> UserMessage.of("job.gpu.summary", values)));
    }

    void tick(RunState run) {
        int now = trail.version();
        if (now != shown) {
            shown = now;
            draw();
        }
        warning.set(
                run.idle()
                        .map(idle ->
                                UserMessage.of(
                                        "job.gpu.idle", new TimeSpan(idle), run.pricePerHour())));
    }

    private void draw() {
        picture.set(GpuPicture.of(trail.samples(), chosen.get()));
    }
}
