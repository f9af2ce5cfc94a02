package gpudeck.viewmodel.settings;

/// An SSH key that the account has and that can be used from here.
///
/// @param where its private half is: a file, or the ssh-agent
/// @param locked a passphrase is asked for when it is used
public record KeyRow(String name, String where, boolean locked) {}
