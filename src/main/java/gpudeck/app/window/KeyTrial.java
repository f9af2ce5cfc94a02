package gpudeck.app.window;

import gpudeck.app.session.OpenSession.Trial;
import gpudeck.domain.ApiKey;
import gpudeck.engine.doctor.Report;
import gpudeck.store.keys.KeptKeys;
import gpudeck.viewmodel.connect.ConnectAccess;

/// [ConnectAccess] of this installation.
record KeyTrial(Trial trial, KeptKeys keys) implements ConnectAccess {

    @Override
    public Report examine(ApiKey key) throws Exception {
        return trial.of(key);
    }

    @Override
    public void keep(ApiKey key) throws Exception {
        keys.keep(key);
    }
}
