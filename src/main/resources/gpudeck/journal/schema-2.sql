-- Who answers for what was launched, and until when it may live.

ALTER TABLE launch ADD COLUMN holder TEXT;
ALTER TABLE launch ADD COLUMN lease_ms INTEGER;
ALTER TABLE launch ADD COLUMN budget_cents INTEGER;

ALTER TABLE instance ADD COLUMN holder TEXT;
ALTER TABLE instance ADD COLUMN left_running INTEGER NOT NULL DEFAULT 0;
ALTER TABLE instance ADD COLUMN lease_ends_at INTEGER;
ALTER TABLE instance ADD COLUMN lease_limit TEXT;

ALTER TABLE run ADD COLUMN holder TEXT;
