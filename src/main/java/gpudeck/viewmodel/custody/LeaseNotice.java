package gpudeck.viewmodel.custody;

import gpudeck.domain.Cents;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.viewmodel.Tone;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Something about leases that the user should read. It stays, and changes in place.
public final class LeaseNotice {

    /// @param extend what an hour more costs, if one may be added here
    public record Shown(Tone tone, UserMessage text, Optional<Cents> extend) {}

    private final Optional<InstanceId> instance;
    private final ReadOnlyObjectWrapper<Shown> shown;

    /// @param instance whose lease ends soon; empty if it is about more than one
    LeaseNotice(Optional<InstanceId> instance, Shown shown) {
        this.instance = instance;
        this.shown = new ReadOnlyObjectWrapper<>(shown);
    }

    Optional<InstanceId> instance() {
        return instance;
    }

    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    void show(Shown now) {
        shown.set(now);
    }
}
