package gpudeck.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;

/// Recorded and constructed answers, under `src/test/resources/gpudeck/cloud/samples`.
final class Samples {

    private Samples() {}

    static String text(String name) {
        try (var in = Samples.class.getResourceAsStream("samples/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MockResponse answer(String name) {
        return answer(200, text(name));
    }

    /// The status stands in the name: `errors/400-duplicate.json`.
    static MockResponse error(String name) {
        return answer(Integer.parseInt(name.substring(0, 3)), text("errors/" + name));
    }

    static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    static MockResponse slow(String body) {
        return new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).body(body).build();
    }
}
