package gpudeck.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import gpudeck.domain.ApiKey;
import gpudeck.domain.Secrets;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SecretsHiddenTest {

    @Test
    void neitherWordsNorStackTracesShowASecret() {
        var context = new LoggerContext();
        var layout = new SecretsHidden(Secrets.of(new ApiKey("plain_canary_key")));
        layout.setContext(context);
        layout.setPattern("%-5level %msg%n");
        layout.start();

        var line =
                layout.doLayout(
                        new LoggingEvent(
                                "",
                                context.getLogger("gpudeck"),
                                Level.WARN,
                                "opens {}",
                                new IOException("no plain_canary_key"),
                                new Object[] {"https://j.example/?token=canary0123"}));

        assertThat(line)
                .startsWith("WARN  opens https://j.example/?token=***")
                .contains("IOException: no ***", "at gpudeck.")
                .doesNotContain("canary");
    }
}
