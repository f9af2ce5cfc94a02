package gpudeck.viewmodel.instances;

import gpudeck.domain.UserMessage;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

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

        private final Shown facts = new Shown();
        private Machine machine;
        private Moment at;

        MachineRow(Machine machine, Moment at) {
            this.machine = machine;
            this.at = at;
        }

        Machine machine() {
            return machine;
        }

        public ObservableValue<MachineFacts> factsProperty() {
            return facts;
        }

        public MachineFacts facts() {
            return facts.get();
        }

        void show(Machine now, Moment then) {
            machine = now;
            at = then;
            facts.refresh();
        }

        /// Worked out for who looks at it: of very many rows a table shows a few.
        private final class Shown extends ObjectBinding<MachineFacts> {

            @Override
            protected MachineFacts computeValue() {
                return MachineFacts.of(machine, at);
            }

            /// Tells who looks at it only of what is different.
            void refresh() {
                if (isValid() && !(isObserved() && computeValue().equals(get()))) {
                    invalidate();
                }
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
