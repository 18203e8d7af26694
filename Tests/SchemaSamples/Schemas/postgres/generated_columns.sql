-- Columns that the engine makes from others, by casts among them, and keys over these.
CREATE TABLE items (
  id integer PRIMARY KEY,
  price_cents bigint NOT NULL CHECK (price_cents >= 0),
  quantity integer NOT NULL CHECK (quantity > 0),
  price numeric(14, 2) GENERATED ALWAYS AS ((price_cents / 100.0)::numeric(14, 2)) STORED,
  total_cents integer GENERATED ALWAYS AS ((price_cents * quantity)::integer) STORED,
  code text NOT NULL,
  code_key text GENERATED ALWAYS AS (lower(code)) STORED UNIQUE,
  number_text text NOT NULL CHECK (number_text ~ '^[0-9]{1,8}$'),
  number integer GENERATED ALWAYS AS (number_text::integer) STORED,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', code)) STORED,
  CHECK (total_cents < 2000000000),
  CHECK (number < 90000000)
);

CREATE TABLE item_notes (
  id integer PRIMARY KEY,
  code_key text NOT NULL REFERENCES items (code_key),
  body text NOT NULL
);

CREATE TABLE spans (
  id integer PRIMARY KEY,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  span daterange GENERATED ALWAYS AS (daterange(starts_on, ends_on)) STORED,
  days integer GENERATED ALWAYS AS (ends_on - starts_on) STORED CHECK (days > 0)
);
