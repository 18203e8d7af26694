-- Triggers that look at rows, change them, and refuse those that no application would write.
CREATE TABLE stores (
  id integer PRIMARY KEY,
  name text NOT NULL,
  item_count integer NOT NULL DEFAULT 0
);

CREATE TABLE items (
  id integer PRIMARY KEY,
  store_id integer NOT NULL REFERENCES stores (id),
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.name = '' THEN
    RAISE EXCEPTION 'an item needs a name';
  END IF;
  IF NOT EXISTS (SELECT FROM stores WHERE id = NEW.store_id) THEN
    RAISE EXCEPTION 'no store %', NEW.store_id;
  END IF;
  NEW.updated_at := NEW.created_at;
  RETURN NEW;
END $$;

CREATE FUNCTION count_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stores s SET item_count = s.item_count + n.count
  FROM (SELECT store_id, count(*)::integer FROM new_items GROUP BY store_id) n
  WHERE s.id = n.store_id;
  RETURN NULL;
END $$;

CREATE TRIGGER items_stamp BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE TRIGGER items_count AFTER INSERT ON items REFERENCING NEW TABLE AS new_items
  FOR EACH STATEMENT EXECUTE FUNCTION count_items();
