-- Unique indexes that compare what several columns make together: different rows may be alike.
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);
CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE members (
  id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users,
  project_id INTEGER REFERENCES projects);
CREATE UNIQUE INDEX members_once ON members (user_id, COALESCE(project_id, 0));
CREATE TABLE folders (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent_id INTEGER REFERENCES folders);
CREATE UNIQUE INDEX folders_name ON folders (lower(name), COALESCE(parent_id, -1));
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY, point INTEGER NOT NULL, previous INTEGER REFERENCES sessions);
CREATE UNIQUE INDEX one_after_each ON sessions (COALESCE(previous, -point));
CREATE TABLE visits (
  id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users,
  happened_at TIMESTAMP NOT NULL);
CREATE UNIQUE INDEX visits_month ON visits (user_id, substr(happened_at, 1, 7));
CREATE TABLE friendships (
  id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES users,
  b INTEGER NOT NULL REFERENCES users, CHECK (a <> b));
CREATE UNIQUE INDEX friendships_pair ON friendships (min(a, b), max(a, b));
CREATE TABLE points (id INTEGER PRIMARY KEY, x INTEGER NOT NULL, y INTEGER NOT NULL);
CREATE UNIQUE INDEX points_sum ON points (x + y);
CREATE TABLE codes (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL);
CREATE UNIQUE INDEX codes_whole ON codes (a || '-' || b);
CREATE TABLE flags (
  id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users,
  project_id INTEGER REFERENCES projects, is_open BOOLEAN NOT NULL);
CREATE UNIQUE INDEX flags_open ON flags (user_id IS NULL, project_id) WHERE is_open;
CREATE TABLE tags (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('a', 'b')));
CREATE UNIQUE INDEX tags_name ON tags (CASE WHEN kind = 'a' THEN lower(name) ELSE name END);
-- Few instants differ in it, so the table gets few rows.
CREATE TABLE reports (id INTEGER PRIMARY KEY, made_at TIMESTAMP NOT NULL);
CREATE UNIQUE INDEX reports_month ON reports (substr(made_at, 1, 7));
