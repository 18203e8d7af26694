-- Numbers and days within bounds, of lists, of multiples, and by OR and NOT of these.
CREATE TABLE limits (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  age SMALLINT CHECK (age >= 0 AND age < 150),
  latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude NUMERIC NOT NULL CHECK (longitude >= -180 AND longitude <= 180),
  tax DECIMAL(4, 3) NOT NULL CHECK (tax IN (0, 0.07, 0.19)),
  outside INTEGER NOT NULL CHECK (outside < -10 OR outside > 10),
  not_there INTEGER NOT NULL CHECK (NOT (not_there BETWEEN 5 AND 9) AND not_there BETWEEN 0 AND 20),
  not_zero REAL NOT NULL CHECK (not_zero <> 0 AND abs(not_zero) <= 1),
  fives INTEGER NOT NULL CHECK (fives % 5 = 0 AND fives > 0),
  two_sides INTEGER NOT NULL CHECK (1000000 < two_sides AND 2000000 >= two_sides),
  born_on DATE NOT NULL CHECK (born_on > '1900-01-01' AND born_on < '2015-01-01'),
  opened_at DATETIME NOT NULL CHECK (opened_at >= '2020-06-01 00:00:00'),
  hour TIME NOT NULL CHECK (hour >= '08:00' AND hour < '18:30'),
  is_true BOOLEAN NOT NULL CHECK (is_true),
  is_flag BOOLEAN NOT NULL CHECK (is_flag IN (0, 1)),
  rating NUMERIC(2, 1) CHECK (rating IS NULL OR rating BETWEEN 1 AND 5),
  single INTEGER NOT NULL CHECK (single = 42)
);

CREATE TABLE narrow (
  id INTEGER PRIMARY KEY CHECK (id > 20000),
  place INTEGER NOT NULL UNIQUE CHECK (place BETWEEN 1 AND 5000)
);
