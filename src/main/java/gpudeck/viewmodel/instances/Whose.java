package gpudeck.viewmodel.instances;

import gpudeck.viewmodel.instances.InstanceRow.Group;

/// Started here or not.
public enum Whose {
    ALL,
    MINE,
    NOT_STARTED_HERE;

    boolean fits(Machine machine) {
        return switch (this) {
            case ALL -> true;
            case MINE -> !machine.isAtLeast();
            case NOT_STARTED_HERE -> machine.group() == Group.NOT_STARTED_HERE;
        };
    }
}
