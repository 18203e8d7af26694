-- Numbers that only the engine gives, unless it is overridden in so many words.
CREATE TABLE authors (
  id integer GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 10) PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE books (
  id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  author_id integer NOT NULL REFERENCES authors (id),
  title text NOT NULL
);

CREATE TABLE chapters (
  book_id smallint NOT NULL REFERENCES books (id),
  number bigint GENERATED ALWAYS AS IDENTITY,
  title text NOT NULL,
  PRIMARY KEY (book_id, number)
);

-- Nothing to write at all.
CREATE TABLE tickets (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);
