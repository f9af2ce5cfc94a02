package gpudeck.cloud;

import gpudeck.domain.Secrets;
import java.time.Duration;
import java.util.Optional;
import okio.ByteString;

/// What came back, before anybody looked into it.
///
/// @param secrets not to be shown, whoever wrote them
record Answer(int status, ByteString body, Optional<Duration> retryAfter, Secrets secrets) {

    private static final int SHOWN = 200;

    /// So many that a secret at the end of what is shown is hidden whole.
    private static final int LOOKED_AT = 4096;

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// Enough of the body to recognise it by, on one line and without secrets.
    String firstBytes() {
        var text = body.substring(0, Math.min(body.size(), LOOKED_AT)).utf8();
        var line = shown(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.substring(0, Math.min(line.length(), SHOWN));
    }

    /// Words of the answer, as they may be shown and logged.
    String shown(String words) {
        return secrets.hiddenIn(words);
    }
}
