-- Unique indexes that compare what several columns make together: different rows may be alike.
CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE projects (id bigserial PRIMARY KEY, name text NOT NULL);
CREATE TABLE members (
  id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users,
  project_id bigint REFERENCES projects);
CREATE UNIQUE INDEX members_once ON members (user_id, COALESCE(project_id, 0));
CREATE TABLE folders (
  id bigserial PRIMARY KEY, name text NOT NULL, parent_id bigint REFERENCES folders);
CREATE UNIQUE INDEX folders_name ON folders (lower(name), COALESCE(parent_id, -1));
CREATE TABLE sessions (
  id bigserial PRIMARY KEY, point integer NOT NULL,
  previous bigint REFERENCES sessions,
  CONSTRAINT one_after_each EXCLUDE USING btree (COALESCE(previous, -point) WITH =));
CREATE TABLE visits (
  id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users,
  happened_at timestamptz NOT NULL);
CREATE UNIQUE INDEX visits_month ON visits (
  user_id, date_trunc('month', happened_at AT TIME ZONE 'UTC'));
CREATE TABLE friendships (
  id bigserial PRIMARY KEY, a bigint NOT NULL REFERENCES users, b bigint NOT NULL REFERENCES users,
  CHECK (a <> b));
CREATE UNIQUE INDEX friendships_pair ON friendships (LEAST(a, b), GREATEST(a, b));
CREATE TABLE points (id bigserial PRIMARY KEY, x integer NOT NULL, y integer NOT NULL);
CREATE UNIQUE INDEX points_sum ON points ((x + y));
CREATE TABLE spans (id bigserial PRIMARY KEY, low integer, high integer);
CREATE UNIQUE INDEX spans_end ON spans (GREATEST(low, high));
CREATE TABLE codes (id bigserial PRIMARY KEY, a text NOT NULL, b text NOT NULL);
CREATE UNIQUE INDEX codes_whole ON codes ((a || '-' || b));
CREATE TABLE flags (
  id bigserial PRIMARY KEY, user_id bigint REFERENCES users,
  project_id bigint REFERENCES projects, is_open boolean NOT NULL);
CREATE UNIQUE INDEX flags_open ON flags ((user_id IS NULL), project_id) WHERE is_open;
CREATE TABLE tags (
  id bigserial PRIMARY KEY, name text NOT NULL, kind text NOT NULL CHECK (kind IN ('a', 'b')));
CREATE UNIQUE INDEX tags_name ON tags ((CASE WHEN kind = 'a' THEN lower(name) ELSE name END));
-- Few instants differ in it, so the table gets few rows.
CREATE TABLE reports (id bigserial PRIMARY KEY, made_at timestamp NOT NULL);
CREATE UNIQUE INDEX reports_month ON reports (date_trunc('month', made_at));
