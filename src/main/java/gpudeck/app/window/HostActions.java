package gpudeck.app.window;

import gpudeck.engine.hosts.HostService;
import gpudeck.viewmodel.settings.SettingsViewModel.SshHosts;

/// What the settings do with the system's own `ssh`.
record HostActions(HostService hosts) implements SshHosts {

    @Override
    public boolean isInSshConfig() throws Exception {
        return hosts.isInSshConfig();
    }

    @Override
    public void putIntoSshConfig(boolean wanted) throws Exception {
        hosts.putIntoSshConfig(wanted);
    }
}
