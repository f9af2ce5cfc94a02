package gpudeck.viewmodel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.ApiKey;
import gpudeck.domain.UserMessage;
import gpudeck.engine.doctor.Finding;
import gpudeck.engine.doctor.Health;
import gpudeck.engine.doctor.Report;
import gpudeck.engine.doctor.Subject;
import gpudeck.store.StoreException;
import gpudeck.testing.StepwiseBackground;
import gpudeck.viewmodel.connect.ConnectViewModel.State;
import gpudeck.viewmodel.doctor.FindingRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectViewModelTest {

    private static final ApiKey KEY = new ApiKey("secret_one");

    private final StepwiseBackground background = new StepwiseBackground();
    private final List<ApiKey> kept = new ArrayList<>();
    private List<Finding> findings = List.of();
    private Optional<Exception> failure = Optional.empty();
    private int goneOver;

    private final ConnectViewModel model =
            new ConnectViewModel(
                    new ConnectAccess() {
                        @Override
                        public Report examine(ApiKey key) {
                            assertThat(key).isEqualTo(KEY);
                            return new Report(findings);
                        }

                        @Override
                        public void keep(ApiKey key) throws Exception {
                            if (failure.isPresent()) {
                                throw failure.get();
                            }
                            kept.add(key);
                        }
                    },
                    () -> goneOver++,
                    background);

    @Test
    void keepsAKeyThatWorksAndGoesOver() {
        var key = finding(Subject.API_KEY, Health.FINE);
        var ssh = finding(Subject.SSH_KEY, Health.FIX);
        findings = List.of(key, finding(Subject.LIMITS, Health.FINE), ssh);

        model.typedProperty().set(" secret_one ");
        model.check();
        assertThat(model.stateProperty().get()).isEqualTo(new State.Busy());
        assertThat(model.canCheck().get()).isFalse();
        background.runAll();

        assertThat(model.stateProperty().get())
                .isEqualTo(new State.Works(List.of(FindingRow.of(key), FindingRow.of(ssh))));
        assertThat(kept).isEmpty();
        model.connect();
        background.runAll();
        assertThat(kept).containsExactly(KEY);
        assertThat(goneOver).isOne();
        assertThat(model.typedProperty().get()).isEmpty();
    }

    @Test
    void neverKeepsAKeyThatIsRefused() {
        findings = List.of(finding(Subject.API_KEY, Health.FIX));

        model.typedProperty().set("secret_one");
        model.check();
        background.runAll();

        assertThat(model.stateProperty().get())
                .isEqualTo(new State.Refused(UserMessage.of("text", Subject.API_KEY)));
        model.typedProperty().set("secret_on");
        assertThat(model.stateProperty().get()).isEqualTo(new State.Asking());
        assertThat(kept).isEmpty();
    }

    @Test
    void asksNobodyAboutWhatIsNoKey() {
        assertThat(model.canCheck().get()).isFalse();
        model.typedProperty().set("two words");
        assertThat(model.canCheck().get()).isTrue();
        model.check();

        assertThat(model.stateProperty().get())
                .isEqualTo(new State.Refused(UserMessage.of("settings.key.unusable")));
    }

    @Test
    void staysWhereItIsIfTheKeyCannotBeKept() {
        findings = List.of(finding(Subject.API_KEY, Health.FINE));
        failure = Optional.of(new StoreException(Path.of("api-key"), "read-only"));
        model.typedProperty().set("secret_one");
        model.check();
        background.runAll();

        model.connect();
        background.runAll();

        assertThat(model.stateProperty().get()).isInstanceOf(State.Refused.class);
        assertThat(goneOver).isZero();
    }

    private static Finding finding(Subject subject, Health health) {
        return new Finding(
                subject,
                health,
                UserMessage.of("title", subject),
                UserMessage.of("text", subject),
                Optional.empty());
    }
}
