-- Names that have to be quoted, in capitals, with spaces, quotes and other letters than Latin ones.
CREATE SCHEMA "Büro Ost";

CREATE TYPE "Büro Ost"."État d'âme" AS ENUM ('très bon', 'l''été', '"quoted"', 'a,b', '{x}');

CREATE TABLE "Büro Ost"."Angestellte" (
  "Nummer" integer PRIMARY KEY,
  "Vor""name" text NOT NULL,
  "straße & Ort" varchar(50),
  "État" "Büro Ost"."État d'âme" NOT NULL,
  "select" integer CHECK ("select" > 0),
  CONSTRAINT "größer, als" CHECK (char_length("Vor""name") > 1)
);

CREATE TABLE "таблица" (
  "ключ" serial PRIMARY KEY,
  "значение" text NOT NULL UNIQUE,
  "Nummer" integer NOT NULL REFERENCES "Büro Ost"."Angestellte" ("Nummer")
);

CREATE TABLE "表" (
  "編號" integer PRIMARY KEY,
  "上級" integer REFERENCES "表" ("編號"),
  "order" integer NOT NULL UNIQUE,
  "ключ" integer NOT NULL REFERENCES "таблица" ("ключ")
);

CREATE TABLE "user" (
  "group" integer PRIMARY KEY,
  "table" text NOT NULL,
  "end" date NOT NULL,
  "a.b" integer NOT NULL,
  "CamelCase" text NOT NULL,
  camelcase text NOT NULL,
  "percent%s" integer,
  "dollar$1" integer,
  "new
line" integer
);
