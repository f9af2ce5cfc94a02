package gpudeck.app.session;

import gpudeck.cloud.Pacer;
import gpudeck.cloud.SharedPace;
import gpudeck.domain.ApiKey;
import gpudeck.store.DataFolder;
import gpudeck.store.Settings;
import java.io.IOException;

/// How fast all programs of an account may ask.
final class ApiPace {

    private ApiPace() {}

    /// Behind an address of this computer there may be Lambda all the same: its refusals slow the
    /// programs down then.
    static Pacer of(Settings settings, ApiKey key, DataFolder folder) throws IOException {
        var shared = SharedPace.open(folder.pace(key.fingerprint()));
        return settings.isApiHere() ? Pacer.unlimited(shared) : Pacer.lambda(shared);
    }
}
