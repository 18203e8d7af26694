CREATE TABLE halves (
  id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, CHECK (a >= 0 AND b >= 0),
  CHECK (a + b = 100));
CREATE TABLE shares (
  id int PRIMARY KEY, first int NOT NULL CHECK (first >= 0), second int NOT NULL CHECK (second >= 0),
  third int NOT NULL CHECK (third >= 0), CHECK (first + second + third = 100));
CREATE TABLE league (
  id int PRIMARY KEY, won int NOT NULL CHECK (won >= 0), drawn int NOT NULL CHECK (drawn >= 0),
  lost int NOT NULL CHECK (lost >= 0), played int NOT NULL CHECK (played BETWEEN 0 AND 38),
  CHECK (won + drawn + lost = played));
CREATE TABLE invoices (
  id int PRIMARY KEY, subtotal double precision NOT NULL, tax double precision NOT NULL,
  total double precision NOT NULL, CHECK (abs(total - subtotal - tax) < 0.005));
CREATE TABLE receipts (
  id int PRIMARY KEY, net numeric(12, 3) NOT NULL, vat numeric(12, 3) NOT NULL,
  gross numeric(12, 3) NOT NULL, CHECK (round(gross, 2) = round(net + vat, 2)));
