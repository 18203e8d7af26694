-- Child tables have their parent's columns and CHECKs, and neither its keys nor its rows.
CREATE TABLE media (
  id integer PRIMARY KEY,
  title text NOT NULL,
  released date CHECK (released > DATE '1900-01-01')
);

CREATE TABLE books (
  isbn char(13) NOT NULL UNIQUE,
  pages integer CHECK (pages > 0)
) INHERITS (media);

CREATE TABLE films (
  minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 600),
  PRIMARY KEY (id)
) INHERITS (media);

-- Two parents that agree on a column.
CREATE TABLE priced (
  id integer NOT NULL,
  price numeric(8, 2) NOT NULL CHECK (price >= 0) NO INHERIT
);
CREATE TABLE audio_books (narrator text NOT NULL, UNIQUE (id)) INHERITS (books, priced);

-- A key to a parent sees the parent's own rows only.
CREATE TABLE reviews (
  id integer PRIMARY KEY,
  media_id integer NOT NULL REFERENCES media (id),
  film_id integer REFERENCES films (id),
  stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5)
);
