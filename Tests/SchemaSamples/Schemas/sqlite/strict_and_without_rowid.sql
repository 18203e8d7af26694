-- Tables that hold values to their types, and tables without a rowid.
CREATE TABLE strict_values (
  id INTEGER PRIMARY KEY,
  whole INT NOT NULL,
  real_number REAL NOT NULL,
  words TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL,
  whatever ANY,
  created_at TEXT NOT NULL,
  is_done INTEGER NOT NULL CHECK (is_done IN (0, 1))
) STRICT;

CREATE TABLE by_code (
  code TEXT PRIMARY KEY COLLATE NOCASE,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pairs (
  code TEXT NOT NULL REFERENCES by_code (code),
  value_id INTEGER NOT NULL REFERENCES strict_values (id),
  PRIMARY KEY (code, value_id)
) WITHOUT ROWID;

CREATE TABLE number_without_rowid (
  id INTEGER PRIMARY KEY,
  label TEXT
) WITHOUT ROWID;

CREATE TABLE descending (
  id INTEGER PRIMARY KEY DESC,
  label TEXT NOT NULL
);
