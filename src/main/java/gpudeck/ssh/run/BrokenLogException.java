package gpudeck.ssh.run;

import java.io.IOException;

/// What should be a run's log is not one.
public final class BrokenLogException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenLogException(String why) {
        super(why);
    }
}
