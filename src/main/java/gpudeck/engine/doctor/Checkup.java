package gpudeck.engine.doctor;

import java.util.List;

/// Looks at a few things that belong together. Buys and changes nothing.
@FunctionalInterface
public interface Checkup {

    List<Finding> look() throws InterruptedException;
}
