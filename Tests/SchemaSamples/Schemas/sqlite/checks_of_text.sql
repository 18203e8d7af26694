-- Texts that have to have a form: by LIKE, GLOB, lengths and lists.
CREATE TABLE codes (
  id INTEGER PRIMARY KEY,
  iata CHAR(3) NOT NULL CHECK (iata GLOB '[A-Z][A-Z][A-Z]'),
  order_number TEXT NOT NULL UNIQUE CHECK (order_number LIKE 'ORD-%' AND length(order_number) = 12),
  sku TEXT NOT NULL CHECK (sku LIKE '___-____'),
  not_test TEXT NOT NULL CHECK (not_test NOT LIKE 'test%'),
  escaped TEXT NOT NULL CHECK (escaped LIKE '100\%%' ESCAPE '\'),
  hex_colour TEXT CHECK (
    hex_colour GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
  lowered TEXT NOT NULL CHECK (lowered = lower(lowered) AND lowered <> ''),
  trimmed TEXT NOT NULL CHECK (trimmed = trim(trimmed) AND length(trimmed) BETWEEN 3 AND 20),
  size TEXT NOT NULL CHECK (size IN ('S', 'M', 'L', 'XL')),
  not_size TEXT NOT NULL CHECK (not_size NOT IN ('S', 'M')),
  gender CHAR(1) CHECK (gender = 'm' OR gender = 'f' OR gender IS NULL),
  version TEXT NOT NULL CHECK (version GLOB '[0-9].[0-9].[0-9]*'),
  email TEXT NOT NULL UNIQUE CHECK (instr(email, '@') > 1),
  url TEXT CHECK (url LIKE 'https://%'),
  slug VARCHAR(30) NOT NULL UNIQUE CHECK (slug NOT GLOB '*[^a-z0-9-]*' AND length(slug) >= 3),
  path TEXT NOT NULL CHECK (substr(path, 1, 1) == '/' AND substr(path, -1) != '/')
);
