package gpudeck.cli;

import gpudeck.store.SettingException;
import gpudeck.store.keys.AccountKey;

/// Gets at the API key, for a command that needs no engine.
@FunctionalInterface
public interface KeyAccess {

    AccountKey accountKey(GlobalOptions options) throws SettingException;
}
