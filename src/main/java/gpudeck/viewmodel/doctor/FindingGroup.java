package gpudeck.viewmodel.doctor;

import gpudeck.domain.UserMessage;
import gpudeck.engine.doctor.Report;
import gpudeck.engine.doctor.Subject.Part;
import java.util.Arrays;
import java.util.List;

/// What was found about things that belong together.
public record FindingGroup(UserMessage title, List<FindingRow> rows) {

    static List<FindingGroup> of(Report report) {
        return Arrays.stream(Part.values())
                .map(part ->
                        new FindingGroup(
                                UserMessage.of("doctor.part." + part),
                                report.of(part).stream().map(FindingRow::of).toList()))
                .filter(group -> !group.rows().isEmpty())
                .toList();
    }
}
