package gpudeck.app.session;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import gpudeck.domain.Secrets;

/// Lines of the log, with their stack traces, as they may be read by whoever is sent the log.
final class SecretsHidden extends PatternLayout {

    private final Secrets secrets;

    SecretsHidden(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return secrets.hiddenIn(super.doLayout(event));
    }
}
