-- The host key that a launch gave its machine, and how each host key came to be trusted.

ALTER TABLE launch ADD COLUMN host_key TEXT;

ALTER TABLE host_key ADD COLUMN origin TEXT NOT NULL DEFAULT 'FIRST_CONTACT';
ALTER TABLE host_key ADD COLUMN seen_at INTEGER;

UPDATE host_key SET seen_at = pinned_at;
