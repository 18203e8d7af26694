-- A trigger gives every account its profile, which other tables refer to.
CREATE TABLE accounts (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);

CREATE TABLE profiles (
  account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
  display_name TEXT NOT NULL DEFAULT 'new here'
);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  profile_id INTEGER NOT NULL REFERENCES profiles (account_id),
  title TEXT NOT NULL
);

CREATE TRIGGER accounts_profile AFTER INSERT ON accounts BEGIN
  INSERT OR IGNORE INTO profiles (account_id) VALUES (new.id);
END;

-- What is written is told to a log of its own.
CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TRIGGER posts_tell AFTER INSERT ON posts WHEN new.title <> '' BEGIN
  INSERT INTO audit_log (table_name, row_id) VALUES ('posts', new.id);
END;
