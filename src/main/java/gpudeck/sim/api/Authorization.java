package gpudeck.sim.api;

import gpudeck.sim.account.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Checks the key of a request: `Bearer KEY`, `Basic base64(KEY:)` or `Basic KEY`.
record Authorization(String apiKey) {

    void check(@Nullable String header) throws Refusal {
        if (header == null || !isOurs(header)) {
            throw new Refusal(
                    401,
                    "global/invalid-api-key",
                    "API key was invalid, expired, or deleted.",
                    "Check your API key or create a new one, then try again.");
        }
    }

    private boolean isOurs(String header) {
        if (header.startsWith("Bearer ")) {
            return same(header.substring("Bearer ".length()), apiKey);
        }
        if (header.startsWith("Basic ")) {
            var given = header.substring("Basic ".length());
            var encoded = (apiKey + ":").getBytes(StandardCharsets.UTF_8);
            return same(given, Base64.getEncoder().encodeToString(encoded)) || same(given, apiKey);
        }
        return false;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Authorization[***]";
    }
}
