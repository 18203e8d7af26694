-- Two rows of one project, which have to be different ones.
CREATE TABLE projects (id int PRIMARY KEY);
CREATE TABLE tasks (
  project_id int NOT NULL REFERENCES projects, number int NOT NULL,
  PRIMARY KEY (project_id, number));
CREATE TABLE dependencies (
  project_id int NOT NULL, task int NOT NULL, needs int NOT NULL,
  PRIMARY KEY (project_id, task, needs),
  FOREIGN KEY (project_id, task) REFERENCES tasks, FOREIGN KEY (project_id, needs) REFERENCES tasks,
  CHECK (task <> needs));
CREATE TABLE pairs (
  project_id int NOT NULL, lesser int NOT NULL, greater int NOT NULL,
  PRIMARY KEY (project_id, lesser, greater),
  FOREIGN KEY (project_id, lesser) REFERENCES tasks,
  FOREIGN KEY (project_id, greater) REFERENCES tasks, CHECK (lesser < greater));
-- A tenant's tree, in which no row is its own parent.
CREATE TABLE tenants (id uuid PRIMARY KEY);
CREATE TABLE employees (
  tenant_id uuid NOT NULL REFERENCES tenants, id uuid NOT NULL, manager_id uuid, name text,
  PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, manager_id) REFERENCES employees,
  CHECK (manager_id <> id));
-- One of a customer's own addresses.
CREATE TABLE customers (id int PRIMARY KEY, default_address int);
CREATE TABLE addresses (
  customer_id int NOT NULL REFERENCES customers, number int NOT NULL,
  PRIMARY KEY (customer_id, number));
ALTER TABLE customers
  ADD FOREIGN KEY (id, default_address) REFERENCES addresses (customer_id, number);
-- Tenants of which there is no table.
CREATE TABLE accounts (tenant uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE entries (
  tenant uuid NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (tenant, id));
CREATE TABLE lines (
  tenant uuid NOT NULL, entry_id bigint NOT NULL, number int NOT NULL, account_id uuid NOT NULL,
  PRIMARY KEY (tenant, entry_id, number), FOREIGN KEY (tenant, entry_id) REFERENCES entries,
  FOREIGN KEY (tenant, account_id) REFERENCES accounts);
