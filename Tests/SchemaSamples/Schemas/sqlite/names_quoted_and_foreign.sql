-- Names that have to be quoted, in every way that SQLite knows.
CREATE TABLE "Angestellte" (
  "Nummer" INTEGER PRIMARY KEY,
  "Vor""name" TEXT NOT NULL,
  [straße & Ort] VARCHAR(50),
  `select` INTEGER CHECK (`select` > 0),
  'single' TEXT,
  CONSTRAINT "größer, als" CHECK (length("Vor""name") > 1)
);

CREATE TABLE таблица (
  ключ INTEGER PRIMARY KEY,
  "значение" TEXT NOT NULL UNIQUE,
  Nummer INTEGER NOT NULL REFERENCES [angestellte] (nummer)
);

CREATE TABLE 表 (
  編號 INTEGER PRIMARY KEY,
  上級 INTEGER REFERENCES 表 (編號),
  "order" INTEGER NOT NULL UNIQUE,
  ключ INTEGER NOT NULL REFERENCES таблица (ключ)
);

CREATE TABLE "Order Details" (
  "group" INTEGER PRIMARY KEY,
  [table] TEXT NOT NULL,
  "a.b" INTEGER NOT NULL,
  "percent%s" INTEGER,
  "dollar$1" INTEGER,
  "new
line" INTEGER
);
