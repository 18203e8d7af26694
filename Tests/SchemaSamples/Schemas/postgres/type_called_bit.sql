-- Types of the schema's own that have names of the server's types.
CREATE TYPE public.bit AS ENUM ('on', 'off');
CREATE DOMAIN public.date AS text CHECK (VALUE ~ '^[0-9]{4}-W[0-9]{2}$');
CREATE TYPE public.point AS (latitude double precision, longitude double precision);

CREATE TABLE switches (
  id integer PRIMARY KEY,
  state public.bit NOT NULL DEFAULT 'off',
  states public.bit[] NOT NULL,
  flags bit(4) NOT NULL,
  mask bit varying(12),
  week public.date NOT NULL,
  day date NOT NULL,
  place public.point,
  corner pg_catalog.point NOT NULL
);
