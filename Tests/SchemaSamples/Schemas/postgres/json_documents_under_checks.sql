-- JSON in columns of jsonb and of text: CHECKs over documents and their parts, defaults that say what
-- a column holds, generated columns and indexes that read documents.
CREATE TABLE profiles (
  id serial PRIMARY KEY,
  config text CHECK ((config::jsonb) IS NOT NULL),
  entries jsonb NOT NULL DEFAULT '[]'::jsonb,
  settings jsonb NOT NULL DEFAULT '[]',
  o text NOT NULL DEFAULT '{}',
  links text NOT NULL DEFAULT '[]',
  title varchar(60) CHECK (jsonb_typeof(title::jsonb) = 'object')
);
CREATE TABLE vectors (
  id serial PRIMARY KEY,
  v jsonb NOT NULL CHECK (jsonb_typeof(v) = 'array' AND jsonb_array_length(v) = 3
    AND jsonb_typeof(v -> 0) = 'number'),
  scalar jsonb CHECK (jsonb_typeof(scalar) IN ('string', 'number')),
  matrix json NOT NULL CHECK (json_typeof(matrix #> '{1,0}') = 'number')
);
CREATE TABLE events (
  id serial PRIMARY KEY,
  kind varchar(20) NOT NULL CHECK (kind IN ('created', 'it''s "gone"')),
  body jsonb NOT NULL CHECK (body ->> 'kind' = kind),
  data jsonb NOT NULL CHECK (data ? 'id' AND data ?& array['type', 'at'] AND data ?| array['x', 'y']),
  meta jsonb CHECK ((meta ->> 'level')::int BETWEEN 3 AND 7
    AND meta #>> '{source,name}' LIKE 'app-%'
    AND (meta ->> 'ratio')::numeric > 0.25 AND meta ->> 'mode' IN ('on', 'off')),
  flags jsonb NOT NULL CHECK (jsonb_typeof(flags -> 'seen') = 'boolean'
    AND (flags ->> 'until')::date > '2020-01-01' AND length(flags ->> 'note') >= 5),
  owner jsonb CHECK (jsonb_extract_path_text(owner, 'person', 'email') ~ '^[a-z]+@[a-z]+\.org$')
);
CREATE TABLE payments (
  id serial PRIMARY KEY,
  method text NOT NULL CHECK (method IN ('card', 'transfer', 'cash')),
  details jsonb,
  CHECK (
    (method = 'card' AND jsonb_typeof(details -> 'number') = 'string')
    OR (method = 'transfer' AND details ->> 'iban' IS NOT NULL)
    OR (method = 'cash' AND details IS NULL))
);
CREATE TABLE library (
  data jsonb NOT NULL,
  id text GENERATED ALWAYS AS (data ->> 'id') STORED NOT NULL,
  pages integer GENERATED ALWAYS AS ((data ->> 'pages')::integer) STORED NOT NULL CHECK (pages > 0),
  UNIQUE (id)
);
CREATE TABLE manifests (id serial PRIMARY KEY, manifest text, size jsonb NOT NULL);
CREATE INDEX manifests_a ON manifests (((manifest::jsonb) ->> 'a'));
CREATE UNIQUE INDEX manifests_b ON manifests (((size ->> 'serial')::integer));
CREATE TABLE packages (
  data jsonb NOT NULL,
  name text GENERATED ALWAYS AS (data ->> 'name') STORED UNIQUE,
  CHECK ((data ->> 'lo')::int <= (data ->> 'hi')::int AND (data ->> 'step')::numeric % 5 = 0)
);
CREATE TABLE releases (
  id serial PRIMARY KEY,
  package text NOT NULL REFERENCES packages (name),
  body jsonb NOT NULL,
  CHECK (body ->> 'package' = package AND (body ->> 'id')::int = id)
);
CREATE TABLE people (
  id serial PRIMARY KEY,
  doc jsonb NOT NULL,
  profile integer GENERATED ALWAYS AS ((doc ->> 'profile')::integer) STORED REFERENCES profiles (id)
);
