-- Tables in which rows may be the same twice.
CREATE TABLE hits (
  path TEXT NOT NULL,
  status INTEGER CHECK (status BETWEEN 100 AND 599),
  referrer_url TEXT,
  at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name VARCHAR(30) NOT NULL);
CREATE TABLE tagged_hits (tag_id INTEGER REFERENCES tags, weight REAL);
CREATE TABLE flags (is_set BOOLEAN);
CREATE TABLE anything (a, b, c);
