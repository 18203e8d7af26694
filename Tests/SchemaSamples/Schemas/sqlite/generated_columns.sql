-- Columns that the engine makes from others, by casts among them, and keys over these.
CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  total_cents INTEGER GENERATED ALWAYS AS (price_cents * quantity) STORED,
  code TEXT NOT NULL,
  code_key TEXT AS (lower(code)) STORED UNIQUE,
  number_text TEXT NOT NULL CHECK (number_text GLOB '[0-9]*' AND length(number_text) < 9),
  number INTEGER AS (CAST(number_text AS INTEGER)) VIRTUAL CHECK (number < 90000000),
  CHECK (total_cents < 2000000000)
);

CREATE TABLE item_notes (
  id INTEGER PRIMARY KEY,
  code_key TEXT NOT NULL REFERENCES items (code_key),
  body TEXT NOT NULL
);

CREATE TABLE spans (
  id INTEGER PRIMARY KEY,
  starts_on DATE NOT NULL,
  ends_on DATE NOT NULL,
  days INTEGER GENERATED ALWAYS AS (julianday(ends_on) - julianday(starts_on)) VIRTUAL
    CHECK (days > 0)
);
