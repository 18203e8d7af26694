CREATE TABLE builds (
  id bigint NOT NULL, partition_id bigint NOT NULL, name text,
  PRIMARY KEY (id, partition_id)) PARTITION BY LIST (partition_id);
CREATE TABLE builds_100 PARTITION OF builds FOR VALUES IN (100);
CREATE TABLE builds_101 PARTITION OF builds FOR VALUES IN (101, 102);
CREATE TABLE figures (id bigint NOT NULL, year smallint) PARTITION BY RANGE (year);
CREATE TABLE figures_early PARTITION OF figures FOR VALUES FROM (2020) TO (2022);
CREATE TABLE figures_late PARTITION OF figures FOR VALUES FROM (2024) TO (2027);
CREATE TABLE lists (
  id int PRIMARY KEY,
  kind text NOT NULL CHECK (kind IS NOT NULL AND kind = 'x' OR kind IS NOT NULL AND kind = 'y'));
