-- One column at least of every type that the server has, and types made of these.
CREATE EXTENSION IF NOT EXISTS citext;

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE money_amount AS (amount numeric(12, 2), currency char(3), mood mood);
CREATE TYPE float_span AS RANGE (subtype = double precision);

CREATE TABLE numbers (
  id integer PRIMARY KEY,
  a_smallint smallint NOT NULL, an_integer integer NOT NULL, a_bigint bigint NOT NULL,
  a_numeric numeric NOT NULL, a_small_numeric numeric(3, 3) NOT NULL,
  a_whole_numeric numeric(6) NOT NULL, a_real real NOT NULL, a_double double precision NOT NULL,
  a_money money NOT NULL, an_oid oid NOT NULL
);

CREATE TABLE words (
  id integer PRIMARY KEY,
  a_text text NOT NULL, a_varchar varchar NOT NULL, a_short_varchar varchar(3) NOT NULL,
  a_char char(5) NOT NULL, a_character "char" NOT NULL, a_name name NOT NULL,
  a_citext citext NOT NULL UNIQUE, some_bytes bytea NOT NULL, an_xml xml,
  a_json json NOT NULL, a_jsonb jsonb NOT NULL, a_vector tsvector NOT NULL, a_query tsquery NOT NULL
);

CREATE TABLE times (
  id integer PRIMARY KEY,
  a_date date NOT NULL, a_time time NOT NULL, a_timetz timetz NOT NULL, a_short_time time(0),
  a_timestamp timestamp NOT NULL, a_short_timestamp timestamp(0) NOT NULL,
  a_timestamptz timestamptz NOT NULL, an_interval interval NOT NULL,
  a_year_interval interval year to month
);

CREATE TABLE others (
  id uuid PRIMARY KEY,
  a_boolean boolean NOT NULL, an_inet inet NOT NULL, a_cidr cidr NOT NULL,
  a_macaddr macaddr NOT NULL, a_macaddr8 macaddr8 NOT NULL, a_bit bit(5) NOT NULL,
  a_varbit bit varying(9) NOT NULL, a_point point NOT NULL, a_line line NOT NULL,
  a_segment lseg NOT NULL, a_box box NOT NULL, a_path path NOT NULL, a_polygon polygon NOT NULL,
  a_circle circle NOT NULL, a_mood mood NOT NULL
);

CREATE TABLE compounds (
  id integer PRIMARY KEY,
  some_integers integer[] NOT NULL, some_texts text[] NOT NULL, a_matrix real[][] NOT NULL,
  some_moods mood[] NOT NULL, some_days date[] NOT NULL, an_amount money_amount NOT NULL,
  some_amounts money_amount[] NOT NULL, int4s int4range NOT NULL, int8s int8range NOT NULL,
  numerics numrange NOT NULL, stamps tsrange NOT NULL, stamptzs tstzrange NOT NULL,
  days daterange NOT NULL, floats float_span NOT NULL, many_days datemultirange NOT NULL,
  some_ranges int4range[] NOT NULL
);

-- Keys of types that are not numbers.
CREATE TABLE by_day (day date PRIMARY KEY, note text);
CREATE TABLE by_network (network cidr PRIMARY KEY, gateway inet NOT NULL UNIQUE);
CREATE TABLE by_mood (mood mood NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (mood, at));
CREATE TABLE by_bytes (hash bytea PRIMARY KEY CHECK (octet_length(hash) = 16));
CREATE TABLE by_amount (amount numeric(9, 3) PRIMARY KEY, ratio double precision NOT NULL UNIQUE);
CREATE TABLE refers (
  id integer PRIMARY KEY,
  other_id uuid NOT NULL REFERENCES others (id),
  day date NOT NULL REFERENCES by_day (day),
  network cidr NOT NULL REFERENCES by_network (network),
  mood mood NOT NULL, at timestamptz NOT NULL,
  hash bytea NOT NULL REFERENCES by_bytes (hash),
  amount numeric(9, 3) NOT NULL REFERENCES by_amount (amount),
  FOREIGN KEY (mood, at) REFERENCES by_mood (mood, at)
);
