package gpudeck.engine.doctor;

import java.util.ArrayList;
import java.util.List;

/// Looks at everything, one thing after the other: the account allows one request a second anyway.
public final class Doctor {

    private final List<Checkup> checkups;

    public Doctor(List<Checkup> checkups) {
        this.checkups = List.copyOf(checkups);
    }

    /// Takes a few seconds. What cannot be looked at, because nothing is there to try it on, is
    /// left out.
    public Report examine() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var checkup : checkups) {
            findings.addAll(checkup.look());
        }
        return new Report(findings);
    }
}
