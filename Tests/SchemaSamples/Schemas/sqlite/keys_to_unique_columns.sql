-- Foreign keys to columns that are unique, and not the primary key; and of another affinity.
CREATE TABLE currencies (
  id INTEGER PRIMARY KEY,
  code CHAR(3) NOT NULL UNIQUE CHECK (code GLOB '[A-Z][A-Z][A-Z]'),
  name TEXT NOT NULL
);

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  uuid UUID NOT NULL UNIQUE,
  email VARCHAR(120) NOT NULL,
  region SMALLINT NOT NULL,
  handle TEXT,
  UNIQUE (region, handle)
);
CREATE UNIQUE INDEX users_email ON users (email);

CREATE TABLE prices (
  id INTEGER PRIMARY KEY,
  currency_code CHAR(3) NOT NULL REFERENCES currencies (code),
  amount DECIMAL(12, 2) NOT NULL CHECK (amount >= 0)
);

CREATE TABLE logins (
  id INTEGER PRIMARY KEY,
  user_uuid UUID NOT NULL REFERENCES Users (UUID),
  user_email TEXT REFERENCES users (email),
  at DATETIME NOT NULL
);

-- The parent's columns may be NULL, and those rows are nobody's parents.
CREATE TABLE mentions (
  id INTEGER PRIMARY KEY,
  region SMALLINT NOT NULL,
  handle TEXT NOT NULL,
  FOREIGN KEY (region, handle) REFERENCES users (region, handle)
);
