-- A NOT NULL cycle of which no key is deferrable: keys are checked at the end of a statement, so
-- one statement has to insert rows of all tables of the cycle.
CREATE TABLE teams (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  captain_id bigint NOT NULL UNIQUE
);

CREATE TABLE players (
  id bigint PRIMARY KEY,
  nickname varchar(30) NOT NULL,
  team_id bigint NOT NULL REFERENCES teams (id)
);

ALTER TABLE teams ADD FOREIGN KEY (captain_id) REFERENCES players (id);

-- Whoever refers to the cycle comes after it.
CREATE TABLE matches (
  id bigint PRIMARY KEY,
  home_team_id bigint NOT NULL REFERENCES teams (id),
  away_team_id bigint NOT NULL REFERENCES teams (id),
  best_player_id bigint REFERENCES players (id),
  played_on date NOT NULL,
  CHECK (home_team_id <> away_team_id)
);
