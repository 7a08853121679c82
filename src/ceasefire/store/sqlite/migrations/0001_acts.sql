-- The histories of things, the moment of the last act, and settings.

CREATE TABLE acts (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  at_us INTEGER NOT NULL,
  act TEXT NOT NULL,
  UNIQUE (kind, id, seq)
) STRICT;

CREATE TRIGGER acts_are_not_changed BEFORE UPDATE ON acts
BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE TRIGGER acts_are_not_taken_out BEFORE DELETE ON acts
BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE TABLE moments (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  last_us INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
