CREATE TABLE courses (
  id INTEGER PRIMARY KEY, grade CHAR(1) NOT NULL CHECK (grade BETWEEN 'A' AND 'F'),
  opens_at TEXT NOT NULL CHECK (opens_at BETWEEN '08:00' AND '18:00'),
  term TEXT NOT NULL CHECK (term >= '2019' AND term < '2025'), initial TEXT CHECK (initial < 'n'),
  code TEXT NOT NULL CHECK (code BETWEEN '100' AND '599'));
CREATE TABLE totals (
  id INTEGER PRIMARY KEY, subtotal REAL NOT NULL, tax REAL NOT NULL, total REAL NOT NULL,
  CHECK (abs(total - subtotal - tax) < 0.005));
