-- Primary keys that are foreign keys, and joins that hold each pair once.
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);
CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users (id), bio TEXT);
CREATE TABLE avatars (
  profile_id INTEGER PRIMARY KEY REFERENCES profiles (user_id),
  image_url TEXT NOT NULL
);
CREATE TABLE passports (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL UNIQUE REFERENCES users (id),
  number VARCHAR(9) NOT NULL UNIQUE
);
CREATE TABLE roles (id INTEGER PRIMARY KEY, name VARCHAR(30) NOT NULL UNIQUE);
CREATE TABLE user_roles (
  user_id INTEGER NOT NULL REFERENCES users (id),
  role_id INTEGER NOT NULL REFERENCES roles (id),
  granted_by INTEGER REFERENCES users (id),
  PRIMARY KEY (user_id, role_id)
) WITHOUT ROWID;
-- Each pair once, and nobody with himself.
CREATE TABLE friendships (
  user_id INTEGER NOT NULL REFERENCES users (id),
  friend_id INTEGER NOT NULL REFERENCES users (id),
  since DATE NOT NULL,
  PRIMARY KEY (user_id, friend_id),
  CHECK (user_id < friend_id)
);
-- Three ways, of which two are unique together.
CREATE TABLE votes (
  id INTEGER PRIMARY KEY,
  voter_id INTEGER NOT NULL REFERENCES users (id),
  role_id INTEGER NOT NULL REFERENCES roles (id),
  candidate_id INTEGER NOT NULL REFERENCES users (id),
  rank SMALLINT NOT NULL CHECK (rank BETWEEN 1 AND 3),
  UNIQUE (voter_id, role_id, rank),
  UNIQUE (voter_id, role_id, candidate_id)
);
