package gpudeck.viewmodel.connect;

import gpudeck.domain.ApiKey;
import gpudeck.engine.doctor.Report;

/// What is needed to try a key and to keep it. Both block.
public interface ConnectAccess {

    /// Asks Lambda with this key, and looks for its SSH keys here. Changes nothing.
    Report examine(ApiKey key) throws Exception;

    /// In the keyring, or in a file that only the user can read.
    void keep(ApiKey key) throws Exception;
}
