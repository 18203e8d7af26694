-- A full-text index that triggers keep, and a view with a trigger of its own.
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  word_count INTEGER
);
CREATE VIRTUAL TABLE articles_index USING fts5(title, body, content = 'articles', content_rowid = 'id');
CREATE TRIGGER articles_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_index (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE VIRTUAL TABLE places USING rtree(id, min_x, max_x, min_y, max_y);
CREATE VIEW titles AS SELECT id, title FROM articles;
CREATE TRIGGER titles_insert INSTEAD OF INSERT ON titles BEGIN
  INSERT INTO articles (title, body) VALUES (new.title, '');
END;
