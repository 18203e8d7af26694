-- The way of an INSERT with conflicts is also that of its triggers' statements.
CREATE TABLE notes (id INTEGER PRIMARY KEY, topic TEXT NOT NULL);
CREATE TABLE topics (name TEXT PRIMARY KEY);
CREATE TRIGGER notes_topics AFTER INSERT ON notes BEGIN
  INSERT OR IGNORE INTO topics (name) VALUES (new.topic);
END;
CREATE TABLE audits (id INTEGER PRIMARY KEY, product_id INT NOT NULL REFERENCES products, who TEXT);
CREATE TABLE products (id INTEGER PRIMARY KEY, sku TEXT NOT NULL);
CREATE TRIGGER products_audited AFTER INSERT ON products BEGIN
  INSERT INTO audits (product_id) VALUES (new.id);
END;
