-- Tables of one name in several schemas, and keys across these.
CREATE SCHEMA sales;
CREATE SCHEMA archive;

CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE sales.customers (
  id integer PRIMARY KEY,
  public_id integer NOT NULL UNIQUE REFERENCES public.customers (id),
  vat_number text
);
CREATE TABLE sales.orders (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES sales.customers (id),
  placed_at timestamptz NOT NULL
);
CREATE TABLE archive.orders (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES public.customers (id),
  order_id integer REFERENCES sales.orders (id)
);
CREATE VIEW orders AS SELECT id FROM sales.orders;
