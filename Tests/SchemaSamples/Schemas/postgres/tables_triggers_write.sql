-- An audit trigger numbers its rows by the sequence of a table whose name comes before the others'.
CREATE TABLE audit_log (
  id bigserial PRIMARY KEY, table_name text NOT NULL, action text NOT NULL);
CREATE TABLE stock (id int PRIMARY KEY, quantity int);
CREATE FUNCTION log_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO audit_log (table_name, action) VALUES (TG_TABLE_NAME, TG_OP);
  RETURN new;
END $$;
CREATE TRIGGER stock_logged AFTER INSERT ON stock FOR EACH ROW EXECUTE FUNCTION log_change();
-- A row for each user, by a trigger; what refers to those rows comes later still.
CREATE TABLE users (id serial PRIMARY KEY, email text);
CREATE TABLE profiles (id int PRIMARY KEY REFERENCES users, username text UNIQUE);
CREATE TABLE badges (id serial PRIMARY KEY, profile_id int NOT NULL REFERENCES profiles);
CREATE FUNCTION handle_new_user() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO public.profiles (id) VALUES (new.id);
  RETURN new;
END $$;
CREATE TRIGGER on_user_created AFTER INSERT ON users
  FOR EACH ROW EXECUTE FUNCTION handle_new_user();
