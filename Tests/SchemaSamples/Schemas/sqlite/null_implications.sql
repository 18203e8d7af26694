-- Which columns of a row are NULL depends on the others.
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE companies (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

CREATE TABLE vehicles (
  id INTEGER PRIMARY KEY,
  plate VARCHAR(10) NOT NULL UNIQUE,
  person_id INTEGER REFERENCES people (id),
  company_id INTEGER REFERENCES companies (id),
  CHECK ((person_id IS NULL) <> (company_id IS NULL))
);

CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  card_number TEXT,
  iban TEXT,
  cash_desk INTEGER,
  CHECK ((card_number IS NOT NULL) + (iban NOTNULL) + (cash_desk NOT NULL) = 1)
);

CREATE TABLE tickets (
  id INTEGER PRIMARY KEY,
  closed_at DATETIME,
  closed_by INTEGER REFERENCES people (id),
  reason TEXT,
  CHECK ((closed_at ISNULL) IS (closed_by ISNULL)),
  CHECK (closed_at IS NOT NULL OR reason IS NULL)
);

CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  email TEXT,
  phone TEXT,
  kind TEXT NOT NULL,
  CHECK (coalesce(email, phone) IS NOT NULL),
  CHECK (kind IN ("mail", "voice")),
  CHECK (kind <> 'mail' OR email IS NOT NULL),
  CHECK (kind <> 'voice' OR phone IS NOT NULL)
);
