-- Everything carries the tenant's number, and all keys of a row have to agree on it.
CREATE TABLE tenants (
  tenant_id integer PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE projects (
  tenant_id integer NOT NULL REFERENCES tenants,
  project_id integer NOT NULL,
  title text NOT NULL,
  PRIMARY KEY (tenant_id, project_id)
);

CREATE TABLE members (
  tenant_id integer NOT NULL REFERENCES tenants,
  member_id integer NOT NULL,
  email text NOT NULL,
  PRIMARY KEY (tenant_id, member_id),
  UNIQUE (tenant_id, email)
);

CREATE TABLE tasks (
  tenant_id integer NOT NULL,
  project_id integer NOT NULL,
  task_number integer NOT NULL,
  assignee_id integer,
  reporter_id integer NOT NULL,
  title text NOT NULL,
  PRIMARY KEY (tenant_id, project_id, task_number),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects,
  FOREIGN KEY (tenant_id, assignee_id) REFERENCES members,
  FOREIGN KEY (tenant_id, reporter_id) REFERENCES members (tenant_id, member_id)
);

-- Two keys that share two columns of three.
CREATE TABLE comments (
  comment_id bigint PRIMARY KEY,
  tenant_id integer NOT NULL,
  project_id integer NOT NULL,
  task_number integer NOT NULL,
  author_id integer NOT NULL,
  body text NOT NULL,
  FOREIGN KEY (tenant_id, project_id, task_number) REFERENCES tasks,
  FOREIGN KEY (tenant_id, author_id) REFERENCES members,
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects
);

-- A key that is unique and whose parts are two keys.
CREATE TABLE memberships (
  tenant_id integer NOT NULL,
  project_id integer NOT NULL,
  member_id integer NOT NULL,
  since date NOT NULL,
  PRIMARY KEY (tenant_id, project_id, member_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects,
  FOREIGN KEY (tenant_id, member_id) REFERENCES members
);
