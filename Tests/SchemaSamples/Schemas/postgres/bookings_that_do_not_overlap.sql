CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE rooms (id int PRIMARY KEY, name text);
CREATE TABLE stays (
  id int PRIMARY KEY, room_id int NOT NULL REFERENCES rooms, starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  slot tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
  EXCLUDE USING gist (room_id WITH =, slot WITH &&));
CREATE TABLE meetings (
  id int PRIMARY KEY, room_id int NOT NULL REFERENCES rooms, starts_at timestamp NOT NULL,
  duration interval NOT NULL,
  EXCLUDE USING gist (room_id WITH =, tsrange(starts_at, starts_at + duration) WITH &&));
CREATE TABLE shifts (
  id int PRIMARY KEY, room_id int NOT NULL REFERENCES rooms, starts_at timestamp NOT NULL,
  minutes int NOT NULL,
  EXCLUDE USING gist (
    room_id WITH =, tsrange(starts_at, starts_at + minutes * interval '1 minute') WITH &&));
