-- Which columns of a row are NULL depends on the others.
CREATE TABLE people (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE companies (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE machines (id integer PRIMARY KEY, name text NOT NULL);

-- One owner of three kinds.
CREATE TABLE vehicles (
  id integer PRIMARY KEY,
  plate varchar(10) NOT NULL UNIQUE,
  person_id integer REFERENCES people (id),
  company_id integer REFERENCES companies (id),
  machine_id integer REFERENCES machines (id),
  CONSTRAINT vehicles_one_owner CHECK (num_nonnulls(person_id, company_id, machine_id) = 1)
);

CREATE TABLE payments (
  id integer PRIMARY KEY,
  card_number text,
  iban text,
  cash_desk integer,
  CONSTRAINT payments_one_way
    CHECK ((card_number IS NOT NULL)::integer + (iban IS NOT NULL)::integer
      + (cash_desk IS NOT NULL)::integer = 1)
);

CREATE TABLE tickets (
  id integer PRIMARY KEY,
  closed_at timestamp,
  closed_by integer REFERENCES people (id),
  reason text,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  CHECK (closed_at IS NOT NULL OR reason IS NULL),
  CHECK (num_nulls(closed_at, reason) <> 1)
);

CREATE TABLE contacts (
  id integer PRIMARY KEY,
  email text,
  phone text,
  kind text NOT NULL,
  CHECK (coalesce(email, phone) IS NOT NULL),
  CHECK (kind = ANY (ARRAY['mail', 'voice'])),
  CHECK (kind <> 'mail' OR email IS NOT NULL),
  CHECK (kind <> 'voice' OR phone IS NOT NULL)
);
