-- A NOT NULL cycle of which no key is declared to be deferred.
CREATE TABLE teams (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  captain_id INTEGER NOT NULL UNIQUE REFERENCES players
);

CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  nickname VARCHAR(30) NOT NULL,
  team_id INTEGER NOT NULL REFERENCES teams
);

-- Whoever refers to the cycle comes after it.
CREATE TABLE matches (
  id INTEGER PRIMARY KEY,
  home_team_id INTEGER NOT NULL REFERENCES teams (id),
  away_team_id INTEGER NOT NULL REFERENCES teams (id),
  best_player_id INTEGER REFERENCES players (id),
  played_on DATE NOT NULL,
  CHECK (home_team_id <> away_team_id)
);
