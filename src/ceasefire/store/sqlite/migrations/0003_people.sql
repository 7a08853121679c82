-- Accounts of named persons, and who is logged in.

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  secret TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE sessions (
  token_sha256 BLOB PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (id),
  made_us INTEGER NOT NULL,
  until_us INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_account ON sessions (account);
