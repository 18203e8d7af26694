-- CHECKs that only the database can judge, since they call functions of its own.
CREATE FUNCTION is_even(n integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT n % 2 = 0';

CREATE FUNCTION is_short(t text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN t IS NULL OR char_length(t) <= 40;
END $$;

CREATE FUNCTION is_within(low integer, high integer) RETURNS boolean LANGUAGE sql IMMUTABLE
  AS 'SELECT low <= high';

CREATE TABLE readings (
  id integer PRIMARY KEY,
  channel integer NOT NULL CHECK (is_even(channel)),
  label text CHECK (is_short(label)),
  low integer NOT NULL,
  high integer NOT NULL,
  CONSTRAINT readings_order CHECK (is_within(low, high)),
  CONSTRAINT readings_both CHECK (is_even(low) AND low >= 0 AND high < 1000000)
);

CREATE DOMAIN even_number AS integer CHECK (is_even(VALUE));

CREATE TABLE slots (
  id integer PRIMARY KEY,
  place even_number NOT NULL,
  reading_id integer NOT NULL REFERENCES readings (id)
);

-- A function of the server's own, and one that looks at the whole row.
CREATE TABLE documents (
  id integer PRIMARY KEY,
  body jsonb NOT NULL CHECK (jsonb_typeof(body) = 'object'),
  tags text[] NOT NULL CHECK (cardinality(tags) <= 5 AND array_position(tags, NULL) IS NULL),
  checksum char(32) CHECK (checksum ~ '^[0-9a-f]{32}$' AND octet_length(checksum) = 32)
);
