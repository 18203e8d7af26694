-- Declared types as other databases call them, and what SQLite makes of these.
CREATE TABLE numbers (
  id INTEGER PRIMARY KEY,
  a_bool BOOLEAN NOT NULL, a_bit BIT NOT NULL, a_flag TINYINT(1) NOT NULL, a_tiny TINYINT NOT NULL,
  a_small SMALLINT NOT NULL, a_medium MEDIUMINT NOT NULL, an_int INT NOT NULL,
  a_big UNSIGNED BIG INT NOT NULL, an_int8 INT8 NOT NULL, a_real REAL NOT NULL,
  a_double DOUBLE PRECISION NOT NULL, a_float FLOAT NOT NULL, a_numeric NUMERIC NOT NULL,
  a_decimal DECIMAL(10, 5) NOT NULL, a_money MONEY NOT NULL, a_year YEAR NOT NULL
);
CREATE TABLE words (
  id INTEGER PRIMARY KEY,
  a_char CHARACTER(20) NOT NULL, a_varchar VARCHAR(255) NOT NULL,
  a_varying VARYING CHARACTER(40) NOT NULL, an_nchar NCHAR(5) NOT NULL,
  a_native NATIVE CHARACTER(70) NOT NULL, an_nvarchar NVARCHAR(100) NOT NULL, a_text TEXT NOT NULL,
  a_clob CLOB NOT NULL, a_string STRING NOT NULL, a_blob BLOB NOT NULL, a_binary BINARY(16) NOT NULL,
  a_json JSON NOT NULL, a_uuid UUID NOT NULL UNIQUE, a_guid UNIQUEIDENTIFIER NOT NULL,
  an_email EMAIL_ADDRESS NOT NULL, untyped
);
CREATE TABLE times (
  id INTEGER PRIMARY KEY,
  a_date DATE NOT NULL, a_time TIME NOT NULL, a_datetime DATETIME NOT NULL,
  a_timestamp TIMESTAMP NOT NULL, a_timestamptz TIMESTAMPTZ NOT NULL
);
-- Keys of types that are not numbers.
CREATE TABLE by_day (day DATE PRIMARY KEY, note TEXT);
CREATE TABLE by_guid (guid GUID NOT NULL, at DATETIME NOT NULL, PRIMARY KEY (guid, at));
CREATE TABLE by_amount (amount DECIMAL(9, 3) PRIMARY KEY, ratio REAL NOT NULL UNIQUE);
CREATE TABLE by_bytes (hash BLOB PRIMARY KEY CHECK (length(hash) = 16)) WITHOUT ROWID;
CREATE TABLE refers (
  id INTEGER PRIMARY KEY,
  day DATE NOT NULL REFERENCES by_day (day),
  guid GUID NOT NULL, at DATETIME NOT NULL,
  amount DECIMAL(9, 3) NOT NULL REFERENCES by_amount (amount),
  ratio REAL NOT NULL REFERENCES by_amount (ratio),
  hash BLOB NOT NULL REFERENCES by_bytes (hash),
  FOREIGN KEY (guid, at) REFERENCES by_guid (guid, at)
);
