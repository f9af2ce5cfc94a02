package gpudeck.engine.doctor;

import gpudeck.engine.doctor.Subject.Part;
import java.util.Comparator;
import java.util.List;

/// All that was found.
///
/// @param findings in the order of their subjects
public record Report(List<Finding> findings) {

    public Report {
        findings = findings.stream().sorted(Comparator.comparing(Finding::subject)).toList();
    }

    public List<Finding> of(Part part) {
        return findings.stream().filter(f -> f.subject().part() == part).toList();
    }

    public int count(Health health) {
        return (int) findings.stream().filter(f -> f.health() == health).count();
    }
}
