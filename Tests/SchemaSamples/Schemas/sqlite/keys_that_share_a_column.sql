CREATE TABLE projects (id INTEGER PRIMARY KEY);
CREATE TABLE tasks (
  project_id INT NOT NULL REFERENCES projects, number INT NOT NULL,
  PRIMARY KEY (project_id, number));
CREATE TABLE dependencies (
  project_id INT NOT NULL, task INT NOT NULL, needs INT NOT NULL,
  PRIMARY KEY (project_id, task, needs),
  FOREIGN KEY (project_id, task) REFERENCES tasks, FOREIGN KEY (project_id, needs) REFERENCES tasks,
  CHECK (task <> needs));
CREATE TABLE parties (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('x', 'y')), UNIQUE (id, kind));
CREATE TABLE members (
  id INT PRIMARY KEY, kind TEXT NOT NULL GENERATED ALWAYS AS ('y') STORED,
  FOREIGN KEY (id, kind) REFERENCES parties (id, kind));
