-- Keys of several columns, all or none of which are NULL, and one where some may be.
CREATE TABLE buildings (
  street text NOT NULL,
  number integer NOT NULL,
  storeys smallint NOT NULL CHECK (storeys > 0),
  PRIMARY KEY (street, number)
);

CREATE TABLE flats (
  id integer PRIMARY KEY,
  street text,
  number integer,
  FOREIGN KEY (street, number) REFERENCES buildings MATCH FULL
);

CREATE TABLE parcels (
  id integer PRIMARY KEY,
  to_street text NOT NULL,
  to_number integer,
  from_street text,
  from_number integer,
  FOREIGN KEY (to_street, to_number) REFERENCES buildings (street, number),
  FOREIGN KEY (from_street, from_number) REFERENCES buildings (street, number) MATCH FULL
    DEFERRABLE INITIALLY DEFERRED
);
