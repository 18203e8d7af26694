-- Hotels and night shifts: the CHECK counts, and not what the names suggest.
CREATE TABLE hotels (
  id int PRIMARY KEY, check_in_time time NOT NULL, check_out_time time NOT NULL,
  CHECK (check_out_time < check_in_time));
CREATE TABLE rewinds (
  id int PRIMARY KEY, started_at timestamp NOT NULL, ended_at timestamp NOT NULL,
  CHECK (ended_at <= started_at));
-- Parts of a birth, in columns too small for a moment.
CREATE TABLE people (
  id int PRIMARY KEY, year_of_birth smallint NOT NULL, month_of_birth smallint, day_of_birth smallint,
  day_birth smallint, birth_datetime timestamp);
CREATE TABLE members (
  id int PRIMARY KEY,
  roles text[] NOT NULL CHECK (roles <@ ARRAY['reader', 'writer', 'admin']));
