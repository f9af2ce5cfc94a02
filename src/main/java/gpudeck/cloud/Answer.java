package gpudeck.cloud;

import java.time.Duration;
import java.util.Optional;
import okio.ByteString;

/// What came back, before anybody looked into it.
record Answer(int status, ByteString body, Optional<Duration> retryAfter) {

    private static final int SHOWN = 200;

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// Enough of the body to recognise it by, on one line.
    String firstBytes() {
        var text = body.substring(0, Math.min(body.size(), SHOWN)).utf8();
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
