-- Numbers and days within bounds, of lists, of multiples, and by OR and NOT of these.
CREATE TABLE limits (
  id integer PRIMARY KEY CHECK (id > 0),
  age smallint CHECK (age >= 0 AND age < 150),
  latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude numeric(9, 6) NOT NULL CHECK (longitude >= -180 AND longitude <= 180),
  tax numeric(4, 3) NOT NULL CHECK (tax IN (0, 0.07, 0.19)),
  dice integer NOT NULL CHECK (dice = ANY (ARRAY[1, 2, 3, 4, 5, 6])),
  outside integer NOT NULL CHECK (outside < -10 OR outside > 10),
  not_there integer NOT NULL CHECK (NOT (not_there BETWEEN 5 AND 9) AND not_there BETWEEN 0 AND 20),
  not_zero real NOT NULL CHECK (not_zero <> 0 AND abs(not_zero) <= 1),
  fives integer NOT NULL CHECK (fives % 5 = 0 AND fives > 0),
  two_sides bigint NOT NULL CHECK (1000000 < two_sides AND 2000000 >= two_sides),
  exact numeric(10, 2) NOT NULL CHECK (exact > 0.01 AND exact < 0.05),
  born_on date NOT NULL CHECK (born_on > '1900-01-01' AND born_on < '2015-01-01'::date),
  opened_at timestamptz NOT NULL CHECK (opened_at >= '2020-06-01 00:00:00+02'),
  hour time NOT NULL CHECK (hour >= '08:00' AND hour < '18:30'),
  lasts interval NOT NULL CHECK (lasts > '0' AND lasts <= '8 hours'),
  is_true boolean NOT NULL CHECK (is_true),
  rating numeric(2, 1) CHECK (rating IS NULL OR rating BETWEEN 1 AND 5),
  single integer NOT NULL CHECK (single = 42)
);

-- More rows than a small part of the numbers would hold.
CREATE TABLE narrow (
  id smallint PRIMARY KEY CHECK (id > 20000),
  place integer NOT NULL UNIQUE CHECK (place BETWEEN 1 AND 5000)
);
