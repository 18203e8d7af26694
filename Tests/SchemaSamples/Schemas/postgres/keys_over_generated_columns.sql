-- Tables of a kind each, which refer to parties of their kind alone.
CREATE TABLE parties (
  id int PRIMARY KEY, kind char(1) NOT NULL CHECK (kind IN ('P', 'O')), UNIQUE (id, kind));
CREATE TABLE organizations (
  id int PRIMARY KEY, kind char(1) GENERATED ALWAYS AS ('O') STORED,
  FOREIGN KEY (id, kind) REFERENCES parties (id, kind));
CREATE TABLE orders (
  id int PRIMARY KEY, party_id int NOT NULL,
  kind char(1) GENERATED ALWAYS AS ('P') STORED,
  FOREIGN KEY (party_id, kind) REFERENCES parties (id, kind));
