package gpudeck.viewmodel.doctor;

import gpudeck.domain.UserMessage;
import gpudeck.engine.doctor.Finding;
import java.util.Optional;

/// What was found about one thing.
///
/// @param advice what to do about it
/// @param cure where
public record FindingRow(
        Verdict verdict,
        UserMessage title,
        UserMessage text,
        Optional<UserMessage> advice,
        Optional<Cure> cure) {

    public static FindingRow of(Finding finding) {
        return new FindingRow(
                Verdict.valueOf(finding.health().name()),
                finding.title(),
                finding.text(),
                finding.advice(),
                Cure.of(finding));
    }
}
