-- What a studio tells about itself: who works on what, and what it no longer touches. Facts, as those
-- of the books: each is an entry of a batch, only ever added to. Then what the desk remembers of its
-- own notices, which is no fact.

-- Members and projects. Usages keep the name that was typed; what is said here decides under which name
-- they are shown, and what a member or project may use.
CREATE TABLE roster (
    seq    INTEGER PRIMARY KEY CHECK (seq > 0),
    kind   TEXT NOT NULL CHECK (kind IN ('member', 'project')),
    name   TEXT NOT NULL CHECK (length(trim(name)) > 0 AND length(name) <= 200),
    change TEXT NOT NULL CHECK (change IN
               ('added', 'renamed', 'merged', 'archived', 'restored', 'limited', 'budgeted')),
    body   TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

-- Up to which instant the books of a wallet are locked: the latest that counts. None unlocks them.
CREATE TABLE book_lock (
    seq    INTEGER PRIMARY KEY CHECK (seq > 0),
    wallet INTEGER NOT NULL REFERENCES wallet (id),
    until  INTEGER
) STRICT;

-- What was changed about a wallet: its name, the readings that were chosen, whether it is archived.
CREATE TABLE wallet_change (
    seq    INTEGER PRIMARY KEY CHECK (seq > 0),
    wallet INTEGER NOT NULL REFERENCES wallet (id),
    body   TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

-- Months that were closed for a project: what its statement said. Later entries for such a month are a
-- correction of a month that is still open.
CREATE TABLE month_close (
    seq     INTEGER PRIMARY KEY CHECK (seq > 0),
    project TEXT NOT NULL CHECK (length(project) <= 200), -- empty: usage without a project
    month   TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
    body    TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TRIGGER month_close_is_kept BEFORE DELETE ON month_close
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER month_close_is_fixed BEFORE UPDATE ON month_close
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER roster_is_kept BEFORE DELETE ON roster
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER roster_is_fixed BEFORE UPDATE ON roster
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER book_lock_is_kept BEFORE DELETE ON book_lock
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER book_lock_is_fixed BEFORE UPDATE ON book_lock
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER wallet_change_is_kept BEFORE DELETE ON wallet_change
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER wallet_change_is_fixed BEFORE UPDATE ON wallet_change
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Alerts that fired, each crossing once. `body` holds the figures as they were. What is not armed again
-- is still over its line.
CREATE TABLE notice (
    id       INTEGER PRIMARY KEY,
    rule     TEXT NOT NULL CHECK (length(rule) > 0),
    subject  TEXT NOT NULL,
    at       INTEGER NOT NULL,
    body     TEXT NOT NULL CHECK (json_valid(body)),
    told_at  INTEGER, -- as a notice of the desktop
    seen_at  INTEGER,
    snoozed  INTEGER, -- until then
    armed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX notice_over ON notice (rule, subject) WHERE armed_at IS NULL;

-- Usages that were pending when they were entered: few, and looked up at each stroke of a key.
CREATE INDEX usage_pending ON usage (wallet, seq) WHERE status = 2;
-- Usages for which a provider charged something else than the rate card says.
CREATE INDEX usage_differing ON usage (wallet, seq) WHERE rated IS NOT NULL AND rated <> credits;

-- Rows of providers' logs that the user left out for ever, by their id or content, and how the logs of
-- a provider were read. Conveniences, not facts: what they say can be chosen anew at each import.
CREATE TABLE import_left_out (
    wallet INTEGER NOT NULL,
    row    BLOB NOT NULL CHECK (length(row) = 16),
    times  INTEGER NOT NULL CHECK (times > 0),
    PRIMARY KEY (wallet, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_profile (
    provider TEXT NOT NULL CHECK (length(provider) > 0),
    headers  TEXT NOT NULL CHECK (json_valid(headers)),
    used_at  INTEGER NOT NULL,
    body     TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (provider, headers)
) STRICT;

-- Plans of the planner that were kept by name: what somebody thought of, and so no fact.
CREATE TABLE saved_plan (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(trim(name)) > 0 AND length(name) <= 200),
    notes   TEXT NOT NULL CHECK (length(notes) <= 10000),
    kept_at INTEGER NOT NULL,
    body    TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
