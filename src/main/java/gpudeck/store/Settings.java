package gpudeck.store;

import gpudeck.domain.ApiKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What the user set outside the program: options, environment, `.env` files. See `.env.example`.
///
/// @param home the data folder
public record Settings(
        Optional<ApiKey> apiKey,
        String apiUrl,
        Optional<Path> sshKeyFile,
        Optional<String> sshKeyName,
        int sshPort,
        Path home,
        Duration pollPeriod) {

    public static final String DEFAULT_API_URL = "https://cloud.lambda.ai/api/v1";
}
