-- The books. Facts first: they are only ever added to. What is derived from them comes after, and can
-- be thrown away and rebuilt.
--
-- Amounts of credits are integers in millionths of a credit, instants are microseconds since
-- 1970-01-01T00:00:00Z, money is in minor units of its currency.

-- Texts that many usages share (actions, models, members …), each kept once.
CREATE TABLE term (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- One transaction of entries, undone as one. The entry with the order of entry `first_seq + k` has
-- the id `first_id + k` (a UUIDv7), so that a million imported entries need no column for it.
CREATE TABLE batch (
    first_seq   INTEGER PRIMARY KEY CHECK (first_seq > 0),
    entries     INTEGER NOT NULL CHECK (entries > 0),
    first_id    BLOB NOT NULL UNIQUE CHECK (length(first_id) = 16),
    recorded_at INTEGER NOT NULL,
    title       TEXT NOT NULL CHECK (length(title) > 0),
    source      TEXT CHECK (source IS NULL OR json_valid(source))
) STRICT;

CREATE TABLE wallet (
    id       INTEGER PRIMARY KEY,
    seq      INTEGER NOT NULL UNIQUE CHECK (seq > 0),
    name     TEXT NOT NULL CHECK (length(trim(name)) > 0 AND length(name) <= 200),
    provider TEXT NOT NULL CHECK (length(provider) > 0),
    timezone TEXT NOT NULL CHECK (length(timezone) > 0),
    policy   TEXT NOT NULL CHECK (json_valid(policy)),
    readings TEXT NOT NULL CHECK (json_valid(readings))
) STRICT;

-- A provider's file as the studio gave it; the latest of a name counts.
CREATE TABLE provider_file (
    seq  INTEGER PRIMARY KEY CHECK (seq > 0),
    name TEXT NOT NULL CHECK (length(name) > 0),
    text TEXT NOT NULL
) STRICT;

-- Every fact that is not a usage.
CREATE TABLE event (
    seq         INTEGER PRIMARY KEY CHECK (seq > 0),
    wallet      INTEGER REFERENCES wallet (id),
    happened_at INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN (
                    'lot_added', 'grant_started', 'grant_ended', 'expiry_changed', 'lot_voided',
                    'refunded', 'settled', 'priced', 'reconciled', 'entry_voided', 'batch_undone')),
    target      INTEGER CHECK (target IS NULL OR target < seq),
    key         TEXT,
    body        TEXT NOT NULL CHECK (json_valid(body)),
    CHECK ((target IS NOT NULL) = (kind IN
        ('refunded', 'settled', 'priced', 'entry_voided', 'batch_undone'))),
    CHECK (wallet IS NOT NULL OR kind IN ('entry_voided', 'batch_undone'))
) STRICT;

CREATE INDEX event_by_time ON event (wallet, happened_at, seq);
CREATE INDEX event_by_target ON event (target) WHERE target IS NOT NULL;
CREATE INDEX event_by_key ON event (wallet, key) WHERE key IS NOT NULL;

-- One generation or batch. Texts are terms; they are not declared as references because an import
-- would check each of them for every row, and `verify` does it once.
CREATE TABLE usage (
    seq         INTEGER PRIMARY KEY CHECK (seq > 0),
    wallet      INTEGER NOT NULL,
    happened_at INTEGER NOT NULL,
    reported    INTEGER NOT NULL CHECK (reported IN (0, 1)),
    status      INTEGER NOT NULL CHECK (status IN (0, 1, 2)), -- succeeded, failed, pending
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

CREATE INDEX usage_by_time ON usage (wallet, happened_at);
CREATE INDEX usage_unpriced ON usage (wallet, seq) WHERE credits IS NULL AND status <> 1;

-- Nothing in the journal is changed or deleted, by any statement. (`recursive_triggers` is on, so that
-- a REPLACE fires them too.)
CREATE TRIGGER batch_is_kept BEFORE DELETE ON batch
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER batch_is_fixed BEFORE UPDATE ON batch
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER wallet_is_kept BEFORE DELETE ON wallet
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER wallet_is_fixed BEFORE UPDATE ON wallet
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER provider_file_is_kept BEFORE DELETE ON provider_file
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER provider_file_is_fixed BEFORE UPDATE ON provider_file
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER usage_is_kept BEFORE DELETE ON usage
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER usage_is_fixed BEFORE UPDATE ON usage
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER term_is_kept BEFORE DELETE ON term
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER term_is_fixed BEFORE UPDATE ON term
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Derived from here on.

-- Entries that no longer count, as spans that do not overlap.
CREATE TABLE voided (
    first_seq INTEGER PRIMARY KEY,
    last_seq  INTEGER NOT NULL CHECK (last_seq >= first_seq)
) STRICT;

-- What later entries made of a usage: its settled status, its price, what was refunded of it.
CREATE TABLE usage_change (
    usage    INTEGER PRIMARY KEY,
    status   INTEGER CHECK (status IN (0, 1, 2)),
    credits  INTEGER CHECK (credits >= 0),
    refunded INTEGER NOT NULL DEFAULT 0 CHECK (refunded >= 0)
) STRICT;

CREATE TABLE lot (
    wallet     INTEGER NOT NULL,
    place      INTEGER NOT NULL,
    id         TEXT NOT NULL,
    kind       TEXT NOT NULL,
    amount     INTEGER NOT NULL CHECK (amount >= 0),
    starts     INTEGER NOT NULL,
    expires    INTEGER,
    paid       INTEGER,
    currency   TEXT,
    remaining  INTEGER NOT NULL CHECK (remaining >= 0 AND remaining <= amount),
    held       INTEGER NOT NULL CHECK (held >= 0),
    drawn      INTEGER NOT NULL CHECK (drawn >= 0),
    refunded   INTEGER NOT NULL CHECK (refunded >= 0 AND refunded <= drawn),
    expired    INTEGER NOT NULL CHECK (expired >= 0),
    rolled_out INTEGER NOT NULL CHECK (rolled_out >= 0),
    voided     INTEGER NOT NULL CHECK (voided >= 0),
    corrected  INTEGER NOT NULL CHECK (corrected <= 0),
    PRIMARY KEY (wallet, place)
) STRICT, WITHOUT ROWID;

-- Which lots paid for a usage, in the order in which they were drawn. `at` is none when the usage
-- drew at its own instant.
CREATE TABLE draw (
    usage    INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    lot      INTEGER NOT NULL,
    credits  INTEGER NOT NULL CHECK (credits > 0),
    returned INTEGER NOT NULL DEFAULT 0 CHECK (returned >= 0 AND returned <= credits),
    at       INTEGER,
    PRIMARY KEY (usage, position)
) STRICT, WITHOUT ROWID;

-- Every other movement of credits. A draw is here only where it was made later than its usage.
CREATE TABLE movement (
    id       INTEGER PRIMARY KEY,
    wallet   INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('granted', 'rolled_in', 'corrected', 'drawn', 'refunded',
                 'held', 'released', 'expired', 'rolled_out', 'voided', 'refunded_unpaid')),
    lot      INTEGER,
    usage    INTEGER,
    credits  INTEGER NOT NULL
) STRICT;

CREATE INDEX movement_by_time ON movement (wallet, at);
CREATE INDEX movement_by_usage ON movement (usage) WHERE usage IS NOT NULL;

-- What a usage lacked when it was charged. `at` is none when that was at its own instant.
CREATE TABLE shortage (
    usage   INTEGER PRIMARY KEY,
    credits INTEGER NOT NULL CHECK (credits > 0),
    at      INTEGER
) STRICT;

-- The state of a wallet after everything that happened at or before `at`: where a replay begins.
CREATE TABLE checkpoint (
    wallet INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    state  BLOB NOT NULL,
    PRIMARY KEY (wallet, at)
) STRICT, WITHOUT ROWID;

-- The state of a wallet after its last entry.
CREATE TABLE head (
    wallet     INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    unsaved    INTEGER NOT NULL CHECK (unsaved >= 0), -- entries since the last checkpoint
    state      BLOB NOT NULL
) STRICT;

-- Conveniences, not facts.
CREATE TABLE mapping (
    name TEXT PRIMARY KEY CHECK (length(name) > 0),
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;
