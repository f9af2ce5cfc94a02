package gpudeck.viewmodel.wizard;

import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.TypeOffer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One type in the wizard's list, updated in place so that the choice survives each read.
public final class TypeRow {

    private final String name;
    private final ReadOnlyObjectWrapper<TypeOffer> offer;
    private final ReadOnlyObjectWrapper<TypeRow> self = new ReadOnlyObjectWrapper<>(this);

    TypeRow(TypeOffer offer) {
        this.name = offer.type().name();
        this.offer = new ReadOnlyObjectWrapper<>(offer);
    }

    public String name() {
        return name;
    }

    public InstanceType type() {
        return offer.get().type();
    }

    public ReadOnlyObjectProperty<TypeOffer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /// For a cell that shows more than one value of its row.
    public ReadOnlyObjectProperty<TypeRow> selfProperty() {
        return self.getReadOnlyProperty();
    }

    void show(TypeOffer now) {
        offer.set(now);
    }
}
