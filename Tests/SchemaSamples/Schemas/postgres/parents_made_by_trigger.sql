-- A trigger gives every account its profile and its wallet, which other tables refer to.
CREATE TABLE accounts (
  id integer PRIMARY KEY,
  email text NOT NULL UNIQUE
);

CREATE TABLE profiles (
  account_id integer PRIMARY KEY REFERENCES accounts (id),
  display_name text NOT NULL DEFAULT 'new here'
);

CREATE TABLE posts (
  id integer PRIMARY KEY,
  profile_id integer NOT NULL REFERENCES profiles (account_id),
  title text NOT NULL
);

CREATE FUNCTION make_profile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO profiles (account_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER accounts_profile AFTER INSERT ON accounts
  FOR EACH ROW EXECUTE FUNCTION make_profile();

-- What is written is told to a log of its own, and counted.
CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  table_name name NOT NULL,
  row_id integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_log (table_name, row_id) VALUES (TG_TABLE_NAME, NEW.id);
  NEW.title := trim(NEW.title);
  RETURN NEW;
END $$;

CREATE TRIGGER posts_tell BEFORE INSERT OR UPDATE ON posts
  FOR EACH ROW EXECUTE FUNCTION tell();
