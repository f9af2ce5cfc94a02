package gpudeck.viewmodel.frame;

import java.time.Duration;
import java.util.Optional;

/// What the window was started with.
///
/// @param keyTail the last characters of the API key; empty in Demo, where nothing is billed
/// @param keySource where the key was found; empty in Demo
/// @param pollPeriod between reads of the instance list
public record Session(
        Optional<String> keyTail, String keySource, Duration pollPeriod, String version) {

    public boolean isDemo() {
        return keyTail.isEmpty();
    }
}
