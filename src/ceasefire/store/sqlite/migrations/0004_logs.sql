-- The append-only logs, one per tier, and the heads signed over them.

CREATE TABLE log (
  tier TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  entry BLOB NOT NULL,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  PRIMARY KEY (tier, seq)
) STRICT;

CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE TRIGGER log_is_not_taken_out BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE TABLE heads (
  number INTEGER PRIMARY KEY,
  tier TEXT NOT NULL,
  size INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  head BLOB NOT NULL
) STRICT;

CREATE INDEX heads_by_tier ON heads (tier, number);

CREATE TRIGGER heads_are_not_changed BEFORE UPDATE ON heads
BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE TRIGGER heads_are_not_taken_out BEFORE DELETE ON heads
BEGIN SELECT RAISE(ABORT, 'kept'); END;
