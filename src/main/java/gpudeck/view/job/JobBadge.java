package gpudeck.view.job;

import gpudeck.domain.JobError;
import gpudeck.domain.Messages;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.view.kit.Badge;
import gpudeck.view.kit.Icons;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.job.JobViewModel;
import org.kordamp.ikonli.feather.Feather;

/// The state of a job: icon, word, colour.
final class JobBadge {

    private JobBadge() {}

    static Badge of(JobViewModel job, Messages messages) {
        var badge = new Badge("", Tone.MUTED);
        show(badge, job, messages);
        job.stateProperty().addListener(_ -> show(badge, job, messages));
        return badge;
    }

    private static void show(Badge badge, JobViewModel job, Messages messages) {
        badge.show(messages.text(job.word()), job.tone());
        badge.setGraphic(Icons.of(icon(job.stateProperty().get())));
    }

    private static Feather icon(RunState state) {
        return state.outcome()
                .map(outcome ->
                        switch (outcome) {
                            case RunOutcome.Succeeded _ -> Feather.CHECK_CIRCLE;
                            case RunOutcome.Failed(_, JobError.LimitReached(var limit)) ->
                                    limit == JobError.Limit.LEASE
                                            ? Feather.CLOCK
                                            : Feather.DOLLAR_SIGN;
                            case RunOutcome.Failed _ -> Feather.X_CIRCLE;
                            case RunOutcome.Cancelled _ -> Feather.MINUS_CIRCLE;
                            case RunOutcome.NotLaunched _ -> Feather.SLASH;
                            case RunOutcome.LeftRunning _ -> Feather.PLAY;
                            case RunOutcome.Interrupted _ -> Feather.ALERT_CIRCLE;
                        })
                .orElse(Feather.PLAY);
    }
}
