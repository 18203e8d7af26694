-- No room is booked twice at a time.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE rooms (
  id integer PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE reservations (
  id integer PRIMARY KEY,
  room_id integer NOT NULL REFERENCES rooms (id),
  during tstzrange NOT NULL CHECK (NOT isempty(during)),
  guest text NOT NULL,
  CONSTRAINT reservations_no_overlap EXCLUDE USING gist (room_id WITH =, during WITH &&)
);

-- The same from two columns, for the rows that count only.
CREATE TABLE shifts (
  id integer PRIMARY KEY,
  worker_id integer NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  cancelled boolean NOT NULL DEFAULT false,
  CHECK (starts_on < ends_on),
  EXCLUDE USING gist (worker_id WITH =, daterange(starts_on, ends_on) WITH &&)
    WHERE (NOT cancelled)
);

-- Whole numbers, without anything to keep them apart by.
CREATE TABLE number_blocks (
  numbers int4range PRIMARY KEY,
  owner text NOT NULL,
  EXCLUDE USING gist (numbers WITH &&)
);
