-- A status is checked without a list: SQLite fills a table of its own for `IN (0, 1, 2)` with each row
-- that is added, and imports were slow for it. A table's checks cannot be changed in place, so the
-- usages go into one that asks otherwise, each under its own number.

CREATE TABLE usage_checked_quickly (
    seq         INTEGER PRIMARY KEY CHECK (seq > 0),
    wallet      INTEGER NOT NULL,
    happened_at INTEGER NOT NULL,
    reported    INTEGER NOT NULL CHECK (reported IN (0, 1)),
    status      INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2), -- succeeded, failed, pending
    quantity    INTEGER CHECK (quantity IS NULL OR quantity >= 0),
    credits     INTEGER CHECK (credits IS NULL OR credits >= 0), -- none: unpriced
    rated       INTEGER CHECK (rated IS NULL OR rated >= 0), -- what the rate card says, where given
    feature     INTEGER,
    action      INTEGER,
    model       INTEGER,
    settings    INTEGER,
    member      INTEGER,
    project     INTEGER,
    tags        INTEGER,
    external_id TEXT,
    content     BLOB CHECK (content IS NULL OR length(content) = 16),
    extra       TEXT
) STRICT;

INSERT INTO usage_checked_quickly (
        seq, wallet, happened_at, reported, status, quantity, credits, rated, feature, action, model,
        settings, member, project, tags, external_id, content, extra)
    SELECT seq, wallet, happened_at, reported, status, quantity, credits, rated, feature, action, model,
        settings, member, project, tags, external_id, content, extra
    FROM usage ORDER BY seq;
DROP TABLE usage;
ALTER TABLE usage_checked_quickly RENAME TO usage;

CREATE INDEX usage_by_time ON usage (wallet, happened_at);
CREATE INDEX usage_unpriced ON usage (wallet, seq) WHERE credits IS NULL AND status <> 1;
CREATE INDEX usage_pending ON usage (wallet, seq) WHERE status = 2;
CREATE INDEX usage_differing ON usage (wallet, seq) WHERE rated IS NOT NULL AND rated <> credits;

CREATE TRIGGER usage_is_kept BEFORE DELETE ON usage
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER usage_is_fixed BEFORE UPDATE ON usage
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
