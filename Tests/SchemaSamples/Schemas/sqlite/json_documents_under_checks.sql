-- JSON in columns of text: CHECKs over documents and their parts, defaults that say what a column
-- holds, generated columns and indexes that read documents.
CREATE TABLE profiles (
  id INTEGER PRIMARY KEY,
  config TEXT CHECK (json_valid(config)),
  v TEXT CHECK (json_valid(v) OR v IS NULL),
  name TEXT CHECK (json_valid(name) = 1),
  notes TEXT CHECK (v IS NULL OR json_valid(notes) <> 0),
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  body TEXT CHECK (json_valid(body) AND length(body) < 5000),
  o TEXT NOT NULL DEFAULT '{}',
  links TEXT NOT NULL DEFAULT '[]',
  short TEXT NOT NULL CHECK (json_valid(short) AND length(short) <= 20)
);
CREATE TABLE vectors (
  id INTEGER PRIMARY KEY,
  v TEXT NOT NULL
    CHECK (json_type(v) = 'array' AND json_array_length(v) = 3
      AND json_type(v, '$[0]') IN ('integer', 'real')),
  pair TEXT CHECK (json_array_length(pair) BETWEEN 2 AND 4),
  matrix TEXT NOT NULL CHECK (json_type(matrix, '$[1][0]') = 'real')
);
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('created', 'it''s "gone"')),
  body TEXT NOT NULL CHECK (json_valid(body)),
  data TEXT NOT NULL CHECK (json_valid(data) AND json_type(data, '$.id') IS NOT NULL),
  meta TEXT CHECK (json_extract(meta, '$.level') BETWEEN 3 AND 7
    AND json_extract(meta, '$.source.name') LIKE 'app-%'
    AND meta ->> '$.ratio' > 0.25 AND meta ->> 'mode' IN ('on', 'off')),
  flags TEXT NOT NULL CHECK (json_type(flags, '$.seen') IN ('true', 'false')),
  CHECK (json_extract(body, '$.kind') = kind)
);
CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  method TEXT NOT NULL CHECK (method IN ('card', 'transfer', 'cash')),
  details TEXT,
  CHECK (
    (method = 'card' AND json_type(details, '$.number') = 'text')
    OR (method = 'transfer' AND json_extract(details, '$.iban') IS NOT NULL)
    OR (method = 'cash' AND details IS NULL))
);
CREATE TABLE protocols (
  id INTEGER PRIMARY KEY,
  protocol TEXT NOT NULL,
  config_type TEXT GENERATED ALWAYS AS (json_extract(protocol, '$.kind')) STORED NOT NULL
);
CREATE TABLE library (
  data JSON NOT NULL CHECK (json_valid(data) AND substr(data, 1, 1) = '{'),
  id TEXT NOT NULL AS (json_extract(data, '$.id')),
  UNIQUE (id)
);
CREATE TABLE manifests (id INTEGER PRIMARY KEY, manifest TEXT, size TEXT NOT NULL);
CREATE INDEX manifests_a ON manifests (json_extract(manifest, '$.a'));
CREATE UNIQUE INDEX manifests_b ON manifests (size ->> '$.serial');
CREATE TABLE packages (
  data TEXT NOT NULL,
  name TEXT AS (json_extract(data, '$.name')) STORED UNIQUE,
  step INTEGER AS (json_extract(data, '$.step')) STORED CHECK (step % 5 = 0)
);
CREATE TABLE releases (
  id INTEGER PRIMARY KEY,
  package TEXT NOT NULL REFERENCES packages (name),
  body TEXT NOT NULL,
  CHECK (json_extract(body, '$.package') IS package AND json_extract(body, '$.id') = id)
);
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  doc TEXT NOT NULL,
  profile INTEGER GENERATED ALWAYS AS (json_extract(doc, '$.profile')) STORED
    REFERENCES profiles (id),
  age INTEGER GENERATED ALWAYS AS (json_extract(doc, '$.age')) VIRTUAL NOT NULL,
  CHECK (age >= 18)
);
