-- CHECKs that call functions of the engine.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  body JSON NOT NULL CHECK (json_valid(body) AND json_type(body) = 'object'),
  checksum CHAR(32) CHECK (length(checksum) = 32 AND checksum NOT GLOB '*[^0-9a-f]*'),
  name TEXT NOT NULL CHECK (typeof(name) = 'text' AND length(trim(name)) > 0),
  day TEXT NOT NULL CHECK (day IS date(day)),
  made_at TEXT NOT NULL CHECK (datetime(made_at) IS NOT NULL),
  size INTEGER NOT NULL CHECK (typeof(size) = 'integer' AND abs(size) < 1000000),
  ratio REAL CHECK (round(ratio, 2) BETWEEN 0 AND 1),
  code TEXT NOT NULL CHECK (substr(code, 1, 2) = 'A-' AND instr(code, ' ') = 0),
  extension TEXT CHECK (lower(extension) IN ('pdf', 'png', 'txt')),
  state TEXT NOT NULL CHECK (ifnull(nullif(state, 'none'), 'x') <> ''),
  data BLOB CHECK (typeof(data) IN ('blob', 'null') AND length(data) <= 64)
);
