-- Look-up tables with rows of their own, which the application knows by heart.
CREATE TABLE countries (
  code char(2) PRIMARY KEY CHECK (code = upper(code)),
  name text NOT NULL UNIQUE
);
INSERT INTO countries VALUES ('AT', 'Austria'), ('DE', 'Germany'), ('NZ', 'New Zealand');

CREATE TABLE order_states (
  id smallint PRIMARY KEY CHECK (id BETWEEN 1 AND 4),
  label text NOT NULL UNIQUE
);
INSERT INTO order_states VALUES (1, 'new'), (2, 'paid'), (3, 'sent'), (4, 'returned');

CREATE TABLE regions (
  country_code char(2) NOT NULL REFERENCES countries (code),
  region_code varchar(3) NOT NULL,
  PRIMARY KEY (country_code, region_code)
);
INSERT INTO regions VALUES ('AT', 'W'), ('AT', 'T'), ('NZ', 'AUK');

CREATE TABLE customers (
  id serial PRIMARY KEY,
  email text NOT NULL UNIQUE,
  country_code char(2) NOT NULL REFERENCES countries (code),
  region_code varchar(3),
  FOREIGN KEY (country_code, region_code) REFERENCES regions
);

CREATE TABLE orders (
  id serial PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers (id),
  state_id smallint NOT NULL DEFAULT 1 REFERENCES order_states (id),
  ordered_at timestamptz NOT NULL
);
