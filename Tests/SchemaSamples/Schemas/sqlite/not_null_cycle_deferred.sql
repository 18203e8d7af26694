-- Every department has a head, and every head belongs to a department: no row can be the first.
CREATE TABLE departments (
  id INTEGER PRIMARY KEY,
  name VARCHAR(60) NOT NULL UNIQUE,
  head_id INTEGER NOT NULL REFERENCES employees (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE employees (
  id INTEGER PRIMARY KEY,
  full_name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  department_id INTEGER NOT NULL REFERENCES departments (id) DEFERRABLE INITIALLY DEFERRED
);
