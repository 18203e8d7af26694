-- Tables in which rows may be the same twice.
CREATE TABLE hits (
  path text NOT NULL,
  status integer CHECK (status BETWEEN 100 AND 599),
  referrer_url text,
  at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE tags (id integer PRIMARY KEY, name varchar(30) NOT NULL);

CREATE TABLE tagged_hits (
  tag_id integer REFERENCES tags (id),
  weight real
);

CREATE TABLE flags (is_set boolean);

CREATE UNLOGGED TABLE queue (payload jsonb NOT NULL, priority smallint NOT NULL DEFAULT 0);
