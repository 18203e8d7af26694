-- Texts that have to have a form: by LIKE, SIMILAR TO, regular expressions, lengths and lists.
CREATE TABLE codes (
  id integer PRIMARY KEY,
  iata char(3) NOT NULL CHECK (iata ~ '^[A-Z]{3}$'),
  plate varchar(12) NOT NULL UNIQUE CHECK (plate SIMILAR TO '[A-Z]{1,3}-[A-Z]{2} [1-9][0-9]{0,3}'),
  order_number text NOT NULL UNIQUE CHECK (order_number LIKE 'ORD-%' AND length(order_number) = 12),
  sku text NOT NULL CHECK (sku LIKE '___-____'),
  not_test text NOT NULL CHECK (not_test NOT LIKE 'test%'),
  hex_colour text CHECK (hex_colour ~* '^#[0-9a-f]{6}$'),
  lowered text NOT NULL CHECK (lowered = lower(lowered) AND lowered <> ''),
  trimmed text NOT NULL CHECK (trimmed = btrim(trimmed) AND char_length(trimmed) BETWEEN 3 AND 20),
  size text NOT NULL CHECK (size IN ('S', 'M', 'L', 'XL')),
  not_size text NOT NULL CHECK (not_size NOT IN ('S', 'M')),
  gender char(1) CHECK (upper(gender::text) IN ('M', 'F')),
  version text NOT NULL CHECK (version ~ '^\d+\.\d+(\.\d+)?(-(alpha|beta|rc)\d*)?$'),
  email text NOT NULL UNIQUE CHECK (position('@' IN email) > 1),
  url text CHECK (url ~ '^https?://[^\s/]+' AND url !~ 'localhost'),
  slug varchar(30) NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(?:-[a-z0-9]+)*$'),
  path text NOT NULL CHECK (left(path, 1) = '/' AND right(path, 1) <> '/')
);
