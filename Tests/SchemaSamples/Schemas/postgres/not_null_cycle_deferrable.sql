-- Every department has a head, and every head belongs to a department: no row can be the first.
CREATE TABLE departments (
  id integer PRIMARY KEY,
  name varchar(60) NOT NULL UNIQUE,
  head_id integer NOT NULL
);

CREATE TABLE employees (
  id integer PRIMARY KEY,
  full_name text NOT NULL,
  email text NOT NULL UNIQUE,
  department_id integer NOT NULL
    REFERENCES departments (id) DEFERRABLE INITIALLY DEFERRED
);

ALTER TABLE departments
  ADD CONSTRAINT departments_head_id_fkey FOREIGN KEY (head_id) REFERENCES employees (id)
  DEFERRABLE INITIALLY IMMEDIATE;

-- A longer way round, of which one key is deferrable and one may be NULL.
CREATE TABLE ring_a (id integer PRIMARY KEY, b_id integer NOT NULL);
CREATE TABLE ring_b (id integer PRIMARY KEY, c_id integer);
CREATE TABLE ring_c (
  id integer PRIMARY KEY,
  a_id integer NOT NULL REFERENCES ring_a (id) DEFERRABLE
);
ALTER TABLE ring_a ADD FOREIGN KEY (b_id) REFERENCES ring_b (id);
ALTER TABLE ring_b ADD FOREIGN KEY (c_id) REFERENCES ring_c (id);
