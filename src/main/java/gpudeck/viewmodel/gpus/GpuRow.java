package gpudeck.viewmodel.gpus;

import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.TypeOffer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A row of the table. It lives as long as its type is offered and changes in place.
public sealed interface GpuRow {

    /// A type with its capacity.
    final class TypeRow implements GpuRow {

        private final ReadOnlyObjectWrapper<TypeOffer> offer;

        TypeRow(TypeOffer offer) {
            this.offer = new ReadOnlyObjectWrapper<>(offer);
        }

        public ReadOnlyObjectProperty<TypeOffer> offerProperty() {
            return offer.getReadOnlyProperty();
        }

        public TypeOffer offer() {
            return offer.get();
        }

        /// Each read brings another object, mostly of the same offer: what follows it is dear.
        void show(TypeOffer now) {
            if (!now.equals(offer.get())) {
                offer.set(now);
            }
        }
    }

    /// The head of a group.
    final class HeadRow implements GpuRow {

        private final UserMessage title;
        private final ReadOnlyObjectWrapper<UserMessage> text;

        HeadRow(UserMessage title, UserMessage text) {
            this.title = title;
            this.text = new ReadOnlyObjectWrapper<>(text);
        }

        public UserMessage title() {
            return title;
        }

        public ReadOnlyObjectProperty<UserMessage> textProperty() {
            return text.getReadOnlyProperty();
        }

        void show(UserMessage now) {
            if (!now.equals(text.get())) {
                text.set(now);
            }
        }
    }
}
