-- Look-up tables with rows of their own, which the application knows by heart.
CREATE TABLE countries (
  code CHAR(2) PRIMARY KEY CHECK (code = upper(code)),
  name TEXT NOT NULL UNIQUE
);
INSERT INTO countries VALUES ('AT', 'Austria'), ('DE', 'Germany'), ('NZ', 'New Zealand');

CREATE TABLE order_states (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 4),
  label TEXT NOT NULL UNIQUE
);
INSERT INTO order_states VALUES (1, 'new'), (2, 'paid'), (3, 'sent'), (4, 'returned');

CREATE TABLE regions (
  country_code CHAR(2) NOT NULL REFERENCES countries (code),
  region_code VARCHAR(3) NOT NULL,
  PRIMARY KEY (country_code, region_code)
);
INSERT INTO regions VALUES ('AT', 'W'), ('AT', 'T'), ('NZ', 'AUK');

CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  country_code CHAR(2) NOT NULL REFERENCES countries (code),
  region_code VARCHAR(3),
  FOREIGN KEY (country_code, region_code) REFERENCES regions
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  state_id INTEGER NOT NULL DEFAULT 1 REFERENCES order_states (id),
  ordered_at DATETIME NOT NULL
);
