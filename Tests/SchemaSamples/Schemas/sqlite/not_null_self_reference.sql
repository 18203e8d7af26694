-- A tree whose root refers to itself, since its key may not be NULL.
CREATE TABLE folders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  parent_id INTEGER NOT NULL REFERENCES folders (id),
  name VARCHAR(40) NOT NULL,
  UNIQUE (parent_id, name)
);

-- The same with a key of two columns, one of which is shared.
CREATE TABLE tenants (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

CREATE TABLE accounts (
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  number INTEGER NOT NULL,
  parent_number INTEGER NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (tenant_id, number),
  FOREIGN KEY (tenant_id, parent_number) REFERENCES accounts (tenant_id, number)
) WITHOUT ROWID;

-- Two of its own, one of them optional and one of them unique: a linked list.
CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  previous_id INTEGER UNIQUE REFERENCES revisions (id),
  first_id INTEGER NOT NULL REFERENCES revisions (id),
  body TEXT NOT NULL,
  CHECK (previous_id <> id)
);
