-- Uniqueness that is not that of plain columns of all rows.
CREATE TABLE members (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  username VARCHAR(40) NOT NULL,
  nickname TEXT NOT NULL UNIQUE COLLATE NOCASE,
  padded TEXT NOT NULL COLLATE RTRIM UNIQUE,
  phone TEXT,
  deleted_at DATETIME,
  tenant INTEGER NOT NULL,
  is_owner BOOLEAN NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX members_lower_email ON members (lower(email));
CREATE UNIQUE INDEX members_username_alive ON members (username COLLATE NOCASE)
  WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX members_one_owner ON members (tenant) WHERE is_owner;
CREATE UNIQUE INDEX members_phone ON members (replace(phone, ' ', '')) WHERE phone IS NOT NULL;

CREATE TABLE translations (
  id INTEGER PRIMARY KEY,
  locale VARCHAR(5) NOT NULL,
  name TEXT NOT NULL,
  valid_from DATE NOT NULL,
  UNIQUE (locale, name, valid_from) ON CONFLICT IGNORE
);
CREATE UNIQUE INDEX translations_day
  ON translations (coalesce(locale, ''), (valid_from || '!'), name DESC);
