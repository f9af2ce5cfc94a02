package gpudeck.engine.fleet;

import gpudeck.cloud.CloudClient;
import gpudeck.engine.Time;
import gpudeck.store.journal.Journal;

/// The account as one API key shows it, and where things about it are written down.
///
/// @param keyFingerprint of the API key that `cloud` uses
/// @param trustsFirstKey machines get no host key at their launch: the first that they show is to
///   be trusted
public record Account(
        CloudClient cloud,
        String keyFingerprint,
        Journal journal,
        Time time,
        boolean trustsFirstKey) {

    /// Gives every machine a host key of its own.
    public Account(CloudClient cloud, String keyFingerprint, Journal journal, Time time) {
        this(cloud, keyFingerprint, journal, time, false);
    }
}
