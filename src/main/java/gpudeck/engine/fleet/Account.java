package gpudeck.engine.fleet;

import gpudeck.cloud.CloudClient;
import gpudeck.engine.Time;
import gpudeck.store.journal.Journal;

/// The account as one API key shows it, and where things about it are written down.
///
/// @param keyFingerprint of the API key that `cloud` uses
public record Account(CloudClient cloud, String keyFingerprint, Journal journal, Time time) {}
