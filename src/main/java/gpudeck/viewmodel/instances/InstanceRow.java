package gpudeck.viewmodel.instances;

import gpudeck.domain.UserMessage;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A row of the table. It lives as long as what it stands for and changes in place.
public sealed interface InstanceRow {

    /// In the order of the table.
    enum Group {
        STARTED_HERE,
        NOT_STARTED_HERE,
        ENDED
    }

    /// An instance, or a launch that has none yet. The row goes over from one to the other.
    final class MachineRow implements InstanceRow {

        private final ReadOnlyObjectWrapper<MachineFacts> facts;

        MachineRow(MachineFacts facts) {
            this.facts = new ReadOnlyObjectWrapper<>(facts);
        }

        public ReadOnlyObjectProperty<MachineFacts> factsProperty() {
            return facts.getReadOnlyProperty();
        }

        public MachineFacts facts() {
            return facts.get();
        }

        void show(MachineFacts now) {
            if (!now.equals(facts.get())) {
                facts.set(now);
            }
        }
    }

    /// The head of a group.
    final class HeadRow implements InstanceRow {

        private final Group group;
        private final ReadOnlyObjectWrapper<UserMessage> text;

        HeadRow(Group group) {
            this.group = group;
            this.text = new ReadOnlyObjectWrapper<>(title());
        }

        public Group group() {
            return group;
        }

        public UserMessage title() {
            return UserMessage.of("instances.group." + group.name());
        }

        /// How many there are and what they cost.
        public ReadOnlyObjectProperty<UserMessage> textProperty() {
            return text.getReadOnlyProperty();
        }

        void show(UserMessage now) {
            text.set(now);
        }
    }
}
