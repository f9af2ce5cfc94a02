package gpudeck.store.keys;

import gpudeck.domain.ApiKey;

/// An API key, and where it came from.
public record FoundKey(ApiKey key, KeyPlace place) {}
