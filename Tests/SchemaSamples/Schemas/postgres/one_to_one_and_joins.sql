-- Primary keys that are foreign keys, and joins that hold each pair once.
CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL UNIQUE
);
CREATE TABLE profiles (
  user_id bigint PRIMARY KEY REFERENCES users (id),
  bio text
);
CREATE TABLE avatars (
  profile_id bigint PRIMARY KEY REFERENCES profiles (user_id),
  image_url text NOT NULL
);
CREATE TABLE passports (
  id bigint PRIMARY KEY,
  user_id bigint NOT NULL UNIQUE REFERENCES users (id),
  number varchar(9) NOT NULL UNIQUE
);
CREATE TABLE roles (
  id smallint PRIMARY KEY,
  name varchar(30) NOT NULL UNIQUE
);
CREATE TABLE user_roles (
  user_id bigint NOT NULL REFERENCES users (id),
  role_id smallint NOT NULL REFERENCES roles (id),
  granted_by bigint REFERENCES users (id),
  PRIMARY KEY (user_id, role_id)
);
-- Each pair once, and nobody with himself.
CREATE TABLE friendships (
  user_id bigint NOT NULL REFERENCES users (id),
  friend_id bigint NOT NULL REFERENCES users (id),
  since date NOT NULL,
  PRIMARY KEY (user_id, friend_id),
  CHECK (user_id < friend_id)
);
-- Three ways, of which two are unique together.
CREATE TABLE votes (
  id bigint PRIMARY KEY,
  voter_id bigint NOT NULL REFERENCES users (id),
  role_id smallint NOT NULL REFERENCES roles (id),
  candidate_id bigint NOT NULL REFERENCES users (id),
  rank smallint NOT NULL CHECK (rank BETWEEN 1 AND 3),
  UNIQUE (voter_id, role_id, rank),
  UNIQUE (voter_id, role_id, candidate_id)
);
