package gpudeck.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.UserData;

/// The host key that a launch without user data of its own gives its machine.
///
/// @param privateKey in OpenSSH's format
/// @param publicKey `ssh-ed25519 AAAA…`
public record GivenHostKey(String privateKey, String publicKey) {

    private static final String HEAD = "#cloud-config\n";

    public static GivenHostKey in(LaunchRequest request) {
        return in(request.userData().map(UserData::text).orElseThrow());
    }

    public static GivenHostKey in(String userData) {
        var keys = config(userData).path("ssh_keys");
        return new GivenHostKey(
                keys.path("ed25519_private").asText(), keys.path("ed25519_public").asText());
    }

    private static JsonNode config(String userData) {
        if (!userData.startsWith(HEAD)) {
            throw new AssertionError("no cloud-config");
        }
        try {
            return new JsonMapper().readTree(userData.substring(HEAD.length()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
