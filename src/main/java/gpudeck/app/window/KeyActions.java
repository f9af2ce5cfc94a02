package gpudeck.app.window;

import gpudeck.domain.CloudException;
import gpudeck.domain.SshException;
import gpudeck.engine.keys.KeyService;
import gpudeck.engine.keys.UsableKey;
import gpudeck.viewmodel.settings.SettingsViewModel;
import java.util.List;

/// The account's SSH keys for the settings.
record KeyActions(KeyService keys) implements SettingsViewModel.Keys {

    @Override
    public List<UsableKey> usable() throws CloudException, InterruptedException {
        return keys.usable();
    }

    @Override
    public UsableKey create(String name) throws CloudException, SshException, InterruptedException {
        return keys.create(name);
    }
}
