package gpudeck.viewmodel.frame;

import gpudeck.domain.UserMessage;
import java.time.Duration;
import java.util.Optional;

/// What the window was started with.
///
/// @param keyTail the last characters of the API key; empty in Demo, where nothing is billed
/// @param keySource where the key was found, as words that follow "Found"; empty if not known
/// @param pollPeriod between reads of the instance list
public record Session(
        Optional<String> keyTail,
        Optional<UserMessage> keySource,
        Duration pollPeriod,
        String version) {

    public boolean isDemo() {
        return keyTail.isEmpty();
    }
}
