-- Everything carries the tenant's number, and all keys of a row have to agree on it.
CREATE TABLE tenants (tenant_id INTEGER PRIMARY KEY, name TEXT NOT NULL);

CREATE TABLE projects (
  tenant_id INTEGER NOT NULL REFERENCES tenants,
  project_id INTEGER NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (tenant_id, project_id)
);

CREATE TABLE members (
  tenant_id INTEGER NOT NULL REFERENCES tenants,
  member_id INTEGER NOT NULL,
  email TEXT NOT NULL,
  PRIMARY KEY (tenant_id, member_id),
  UNIQUE (tenant_id, email)
) WITHOUT ROWID;

CREATE TABLE tasks (
  tenant_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  task_number INTEGER NOT NULL,
  assignee_id INTEGER,
  reporter_id INTEGER NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (tenant_id, project_id, task_number),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects,
  FOREIGN KEY (tenant_id, assignee_id) REFERENCES members,
  FOREIGN KEY (tenant_id, reporter_id) REFERENCES members (tenant_id, member_id)
);

-- Two keys that share two columns of three.
CREATE TABLE comments (
  comment_id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  task_number INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  body TEXT NOT NULL,
  FOREIGN KEY (tenant_id, project_id, task_number) REFERENCES tasks,
  FOREIGN KEY (tenant_id, author_id) REFERENCES members,
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects
);
