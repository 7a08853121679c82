-- Texts of terms in their versions, stretches of effort, notices.

CREATE TABLE terms (
  terms TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  at_us INTEGER NOT NULL,
  by TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (terms, version)
) STRICT;

CREATE TRIGGER terms_are_not_changed BEFORE UPDATE ON terms
BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE TRIGGER terms_are_not_taken_out BEFORE DELETE ON terms
BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE TABLE effort (
  id TEXT PRIMARY KEY,
  start_us INTEGER NOT NULL,
  end_us INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX effort_by_start ON effort (start_us, id);

CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  start_us INTEGER NOT NULL,
  end_us INTEGER NOT NULL,
  received_us INTEGER,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX notices_by_start ON notices (start_us, id);
