-- Foreign keys to columns that are unique, and not the primary key.
CREATE TABLE currencies (
  id serial PRIMARY KEY,
  code char(3) NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{3}$'),
  name text NOT NULL
);

CREATE TABLE users (
  id bigserial PRIMARY KEY,
  uuid uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  email varchar(120) NOT NULL,
  region smallint NOT NULL,
  handle text,
  UNIQUE (region, handle)
);
CREATE UNIQUE INDEX users_email ON users (email);

CREATE TABLE prices (
  id serial PRIMARY KEY,
  currency_code char(3) NOT NULL REFERENCES currencies (code),
  amount numeric(12, 2) NOT NULL CHECK (amount >= 0)
);

CREATE TABLE logins (
  id bigserial PRIMARY KEY,
  user_uuid uuid NOT NULL REFERENCES users (uuid),
  user_email text REFERENCES users (email),
  at timestamptz NOT NULL
);

-- The parent's columns may be NULL, and those rows are nobody's parents.
CREATE TABLE mentions (
  id serial PRIMARY KEY,
  region smallint NOT NULL,
  handle text NOT NULL,
  FOREIGN KEY (region, handle) REFERENCES users (region, handle)
);
