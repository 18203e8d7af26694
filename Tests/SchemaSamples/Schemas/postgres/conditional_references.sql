-- Keys to other tables that CHECKs want to be NULL or not by the row's kind, to hold some values
-- alone, or to be shorter than what they refer to; indexes that are errors with some values.
CREATE TABLE users (id serial primary key, name text not null);
CREATE TABLE groups (id serial primary key, name text not null);
CREATE TABLE blockings (id serial primary key, reason text);
CREATE TABLE principals (
    id serial primary key,
    blocking_id integer NOT NULL references blockings,
    type smallint NOT NULL,
    user_id integer references users,
    local_group_id integer references groups,
    mp_group_provider character varying,
    mp_group_name character varying,
    CHECK (type = ANY (ARRAY[1, 2, 3])),
    CHECK (type <> 2 OR (mp_group_name IS NULL AND mp_group_provider IS NULL AND user_id IS NULL AND local_group_id IS NOT NULL)),
    CHECK (((type <> 3) OR ((local_group_id IS NULL) AND (user_id IS NULL) AND (mp_group_name IS NOT NULL) AND (mp_group_provider IS NOT NULL)))),
    CHECK (((type <> 1) OR ((local_group_id IS NULL) AND (mp_group_name IS NULL) AND (mp_group_provider IS NULL) AND (user_id IS NOT NULL)))));
CREATE UNIQUE INDEX a ON principals (user_id, blocking_id) WHERE type = 1;
CREATE UNIQUE INDEX b ON principals (local_group_id, blocking_id) WHERE type = 2;
CREATE UNIQUE INDEX c ON principals (mp_group_provider, mp_group_name, blocking_id) WHERE type = 3;
CREATE TABLE items (id serial primary key, parent_id int references items, type int NOT NULL CHECK (type in (1,2)), title text, data jsonb NOT NULL,
  CHECK (type <> 1 OR (parent_id IS NOT NULL AND title IS NULL)),
  CHECK (type <> 2 OR (parent_id IS NULL AND title IS NOT NULL AND data::text = '{}'::text)));
CREATE TABLE categories (id serial primary key, parent_id int references categories, icon bytea, icon_metadata jsonb not null,
  CHECK ((parent_id IS NULL) = (id = 0)), CHECK (((icon IS NULL) = ((icon_metadata)::text = 'null'::text))));
CREATE TABLE spans (id serial primary key, duration interval not null CHECK (date_trunc('minute', duration) = duration));
CREATE TABLE classes (id int primary key, name text);
CREATE TABLE accounts (id serial primary key, class int not null references classes CHECK (class IN (2,3)), amount numeric NOT NULL CHECK (amount <> 'NaN'::numeric));
CREATE TABLE topologies (name varchar(36) PRIMARY KEY);
CREATE TABLE kinds (code varchar(20) PRIMARY KEY, label text);
CREATE TABLE balancers (
  id serial PRIMARY KEY,
  topology varchar(16) NOT NULL REFERENCES topologies,
  kind varchar(20) NOT NULL REFERENCES kinds CHECK (kind IN ('alpha', 'beta')));
CREATE TABLE lines (
  id serial PRIMARY KEY, debit numeric(10,2) NOT NULL, credit numeric(10,2) NOT NULL,
  second numeric(10,2), CHECK (debit * credit = 0),
  CHECK (COALESCE(second, 0::numeric) * (debit - credit) >= 0::numeric));
CREATE TABLE documents (
  id serial PRIMARY KEY, origin varchar NOT NULL UNIQUE, data text, other text);
CREATE INDEX documents_origin ON documents
  (((substring(origin FROM position(',' IN origin) + 1))::integer)) WHERE origin IS NOT NULL;
CREATE INDEX documents_data ON documents (((data::jsonb) ->> 'x'));
CREATE INDEX documents_other ON documents ((other::uuid));
CREATE TABLE tokens (
  id serial PRIMARY KEY, plaintext varchar(40) UNIQUE, version smallint NOT NULL,
  key varchar(12) UNIQUE, digest varchar(64),
  CHECK ((digest IS NULL AND key IS NULL AND plaintext IS NOT NULL AND version = 1)
    OR (digest IS NOT NULL AND key IS NOT NULL AND plaintext IS NULL AND version = 2)));
