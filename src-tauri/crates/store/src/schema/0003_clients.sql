-- Projects belong to clients: one more thing that is said about a name. A table's checks cannot be
-- changed in place, so the facts go into one that knows the word, each under its own number.

CREATE TABLE roster_with_clients (
    seq    INTEGER PRIMARY KEY CHECK (seq > 0),
    kind   TEXT NOT NULL CHECK (kind IN ('member', 'project')),
    name   TEXT NOT NULL CHECK (length(trim(name)) > 0 AND length(name) <= 200),
    change TEXT NOT NULL CHECK (change IN ('added', 'renamed', 'merged', 'archived', 'restored',
               'limited', 'budgeted', 'assigned')),
    body   TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

INSERT INTO roster_with_clients (seq, kind, name, change, body)
    SELECT seq, kind, name, change, body FROM roster ORDER BY seq;
DROP TABLE roster;
ALTER TABLE roster_with_clients RENAME TO roster;

CREATE TRIGGER roster_is_kept BEFORE DELETE ON roster
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER roster_is_fixed BEFORE UPDATE ON roster
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
