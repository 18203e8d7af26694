-- Domains over domains, with CHECKs, NOT NULL and defaults, in columns, keys and arrays.
CREATE DOMAIN email_address AS varchar(100)
  CHECK (VALUE ~* '^[a-z0-9._]+@[a-z0-9.-]+\.[a-z]{2,}$');
CREATE DOMAIN required_email AS email_address NOT NULL;
CREATE DOMAIN percentage AS numeric(5, 2) DEFAULT 0 CHECK (VALUE >= 0 AND VALUE <= 100);
CREATE DOMAIN year AS smallint CONSTRAINT year_range CHECK (VALUE BETWEEN 1901 AND 2155);
CREATE DOMAIN recent_year AS year CHECK (VALUE > 2000) CHECK (VALUE <> 2013);
CREATE DOMAIN colour AS text CHECK (VALUE IN ('red', 'green', 'blue')) DEFAULT 'red';
CREATE DOMAIN sku AS text CHECK (VALUE ~ '^[A-Z]{3}-[0-9]{5}$');
CREATE DOMAIN not_blank AS text NOT NULL CHECK (length(btrim(VALUE)) > 0);
CREATE DOMAIN past_day AS date CHECK (VALUE < DATE '2030-01-01');
CREATE DOMAIN some_numbers AS integer[] CHECK (array_length(VALUE, 1) BETWEEN 1 AND 4);

CREATE TABLE products (
  sku sku PRIMARY KEY,
  name not_blank,
  made_in recent_year,
  colour colour NOT NULL,
  rebate percentage,
  sizes some_numbers,
  released_on past_day NOT NULL
);

CREATE TABLE suppliers (
  id integer PRIMARY KEY,
  contact required_email,
  founded year NOT NULL CHECK (founded < 2020),
  UNIQUE (contact)
);

CREATE TABLE supplies (
  sku sku NOT NULL REFERENCES products (sku),
  supplier_id integer NOT NULL REFERENCES suppliers (id),
  share percentage NOT NULL CHECK (share > 0),
  PRIMARY KEY (sku, supplier_id)
);
