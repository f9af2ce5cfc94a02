-- Instants are milliseconds since 1970, money is whole US cents, domain records are JSON.

CREATE TABLE installation (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE launch (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL,
    at INTEGER NOT NULL,
    key_fingerprint TEXT NOT NULL,
    type TEXT NOT NULL,
    region TEXT NOT NULL,
    name TEXT NOT NULL,
    cents_per_hour INTEGER NOT NULL,
    request TEXT NOT NULL,
    outcome TEXT NOT NULL,
    settled_at INTEGER,
    instance TEXT,
    why TEXT
) STRICT;

CREATE INDEX launch_of_run ON launch (run);

CREATE TABLE instance (
    id TEXT PRIMARY KEY,
    run TEXT,
    key_fingerprint TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    region TEXT NOT NULL,
    cents_per_hour INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    launched_at INTEGER,
    last_status TEXT NOT NULL,
    last_seen INTEGER,
    terminate_asked_at INTEGER,
    ended_at INTEGER
) STRICT;

CREATE TABLE host_key (
    instance TEXT PRIMARY KEY,
    algorithm TEXT NOT NULL,
    public_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    pinned_at INTEGER NOT NULL
) STRICT;

CREATE TABLE run (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    folder TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;
