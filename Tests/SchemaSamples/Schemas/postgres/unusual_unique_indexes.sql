-- Uniqueness that is not that of plain columns of all rows.
CREATE TABLE members (
  id serial PRIMARY KEY,
  email text NOT NULL,
  username varchar(40) NOT NULL,
  phone text,
  deleted_at timestamptz,
  tenant integer NOT NULL,
  is_owner boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX members_lower_email ON members (lower(email));
CREATE UNIQUE INDEX members_username_alive ON members (username) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX members_one_owner ON members (tenant) WHERE is_owner;
CREATE UNIQUE INDEX members_phone_digits ON members ((regexp_replace(phone, '[^0-9]', '', 'g')))
  WHERE phone IS NOT NULL;

CREATE TABLE settings (
  id serial PRIMARY KEY,
  scope text,
  member_id integer REFERENCES members (id),
  key text NOT NULL,
  UNIQUE NULLS NOT DISTINCT (scope, member_id, key)
);

-- One row at most may have NULL.
CREATE TABLE plans (
  id serial PRIMARY KEY,
  code text,
  rank integer NOT NULL,
  CONSTRAINT plans_code UNIQUE NULLS NOT DISTINCT (code),
  CONSTRAINT plans_rank UNIQUE (rank) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE translations (
  id serial PRIMARY KEY,
  locale varchar(5) NOT NULL,
  name text NOT NULL COLLATE "C",
  valid_from date NOT NULL,
  UNIQUE (locale, name, valid_from) INCLUDE (id)
);
CREATE UNIQUE INDEX translations_day ON translations (coalesce(locale, ''), (valid_from + 1), name);
