-- The schema of the demo application, a talent platform, for SQLite.
--
-- `seedbed run` creates it in an empty database and refuses one whose tables do not fit.
--
-- Conventions are those of Ruby on Rails: `id` is the primary key, `<thing>_id` refers to it,
-- `created_at` and `updated_at` are UTC instants. Every enumeration is a CHECK of the form
-- `<column> IN (…)` and is declared once in Swift, in steps/Support/Enumerations.swift. Every
-- foreign key has an index: a unique key that begins with its column, or idx_<table>_<column>.

-- Catalogues -----------------------------------------------------------------------------------

CREATE TABLE predefined_avatar_assets (
  id INTEGER PRIMARY KEY,
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  gender_hint varchar(16) CHECK (gender_hint IN ('female', 'male')),
  url varchar(255) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE categories (
  id INTEGER PRIMARY KEY,
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  description text NOT NULL,
  position integer NOT NULL CHECK (position >= 1),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE job_titles (
  id INTEGER PRIMARY KEY,
  category_id integer NOT NULL REFERENCES categories (id),
  name varchar(128) NOT NULL,
  level_low integer NOT NULL CHECK (level_low BETWEEN 1 AND 5),
  level_high integer NOT NULL CHECK (level_high BETWEEN 1 AND 5),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (category_id, name),
  CHECK (level_high >= level_low)
);

CREATE TABLE skills (
  id INTEGER PRIMARY KEY,
  category_id integer NOT NULL REFERENCES categories (id),
  name varchar(128) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (category_id, name)
);

CREATE TABLE dialect_names (
  id INTEGER PRIMARY KEY,
  code varchar(8) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  position integer NOT NULL CHECK (position >= 1),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE realms (
  id INTEGER PRIMARY KEY,
  code varchar(2) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  currency varchar(3) NOT NULL,
  phone_prefix varchar(8) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE company_types (
  id INTEGER PRIMARY KEY,
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE company_domains (
  id INTEGER PRIMARY KEY,
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE company_sizes (
  id INTEGER PRIMARY KEY,
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  employees_low integer NOT NULL CHECK (employees_low >= 1),
  employees_high integer,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  CHECK (employees_high >= employees_low)
);

CREATE TABLE training_tiers (
  id INTEGER PRIMARY KEY,
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  position integer NOT NULL CHECK (position >= 1),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE message_channels (
  id INTEGER PRIMARY KEY,
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE link_labels (
  id INTEGER PRIMARY KEY,
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  url_pattern varchar(255) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE permit_rules (
  id INTEGER PRIMARY KEY,
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE quest_board_categories (
  id INTEGER PRIMARY KEY,
  category_id integer NOT NULL REFERENCES categories (id),
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE INDEX idx_quest_board_categories_category_id ON quest_board_categories (category_id);

-- Accounts and profiles: what the batch step fills ------------------------------------------------

CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  email varchar(255) NOT NULL UNIQUE,
  role varchar(16) NOT NULL CHECK (role IN ('admin', 'candidate', 'client')),
  first_name varchar(64) NOT NULL,
  last_name varchar(64) NOT NULL,
  locale varchar(8) NOT NULL,
  time_zone varchar(64) NOT NULL,
  encrypted_password varchar(255) NOT NULL,
  confirmed_at datetime,
  sign_in_count integer NOT NULL DEFAULT 0 CHECK (sign_in_count >= 0),
  current_sign_in_at datetime,
  last_sign_in_at datetime,
  current_sign_in_ip varchar(45),
  last_sign_in_ip varchar(45),
  failed_attempts integer NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
  locked_at datetime,
  otp_enabled boolean NOT NULL DEFAULT 0,
  terms_accepted_at datetime,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  CHECK (last_sign_in_at <= current_sign_in_at)
);

CREATE TABLE avatars (
  id INTEGER PRIMARY KEY,
  player_id integer NOT NULL UNIQUE REFERENCES players (id),
  category_id integer NOT NULL REFERENCES categories (id),
  job_title_id integer NOT NULL REFERENCES job_titles (id),
  display_name varchar(128) NOT NULL,
  job_title varchar(128) NOT NULL,
  headline varchar(255) NOT NULL,
  bio text NOT NULL,
  seniority varchar(16) NOT NULL
    CHECK (seniority IN ('junior', 'mid_level', 'senior', 'lead', 'principal')),
  years_experience integer NOT NULL CHECK (years_experience >= 0),
  gender varchar(16) NOT NULL CHECK (gender IN ('female', 'male')),
  birth_date date NOT NULL,
  visibility varchar(16) NOT NULL
    CHECK (visibility IN ('visible', 'semi_anonymous', 'fully_anonymous')),
  published boolean NOT NULL DEFAULT 0,
  last_active_at datetime,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE INDEX idx_avatars_category_id ON avatars (category_id);
CREATE INDEX idx_avatars_job_title_id ON avatars (job_title_id);

CREATE TABLE abilities (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  name varchar(128) NOT NULL,
  level integer NOT NULL CHECK (level BETWEEN 1 AND 5),
  years integer NOT NULL CHECK (years >= 0),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, name)
);

-- Work experience: the experiences of one avatar do not overlap, so their first days differ.
CREATE TABLE raid_logs (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  company_name varchar(128) NOT NULL,
  title varchar(128) NOT NULL,
  trade varchar(128) NOT NULL,
  description text NOT NULL,
  start_on date NOT NULL,
  end_on date,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, start_on),
  CHECK (end_on >= start_on)
);

-- Education: one after the other.
CREATE TABLE training_logs (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  school varchar(128) NOT NULL,
  degree varchar(128) NOT NULL,
  tier varchar(16) NOT NULL
    CHECK (tier IN ('certificate', 'vocational', 'bachelor', 'master', 'doctorate')),
  start_on date NOT NULL,
  end_on date NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, start_on),
  CHECK (end_on >= start_on)
);

CREATE TABLE dialects (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  code varchar(8) NOT NULL,
  name varchar(128) NOT NULL,
  proficiency varchar(8) NOT NULL
    CHECK (proficiency IN ('a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'native')),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, code)
);

CREATE TABLE beacons (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  kind varchar(16) NOT NULL
    CHECK (kind IN ('email', 'mobile', 'phone', 'work-email', 'video-call', 'chat', 'messenger',
      'website', 'postal')),
  value varchar(255) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, kind)
);

CREATE TABLE portfolios (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL UNIQUE REFERENCES avatars (id),
  headline varchar(255) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE TABLE portfolio_links (
  id INTEGER PRIMARY KEY,
  portfolio_id integer NOT NULL REFERENCES portfolios (id),
  label varchar(128) NOT NULL,
  url varchar(255) NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (portfolio_id, label)
);

CREATE TABLE map_rules (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL UNIQUE REFERENCES avatars (id),
  realm_id integer NOT NULL REFERENCES realms (id),
  city varchar(128) NOT NULL,
  country_code varchar(2) NOT NULL,
  latitude real NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude real NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  time_zone varchar(64) NOT NULL,
  remote boolean NOT NULL DEFAULT 0,
  radius_km integer NOT NULL CHECK (radius_km >= 0),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE INDEX idx_map_rules_realm_id ON map_rules (realm_id);

CREATE TABLE bounty_rules (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL UNIQUE REFERENCES avatars (id),
  currency varchar(3) NOT NULL,
  amount_min integer NOT NULL CHECK (amount_min >= 0),
  amount_max integer NOT NULL,
  period varchar(16) NOT NULL CHECK (period IN ('year', 'month', 'day', 'hour')),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  CHECK (amount_max >= amount_min)
);

CREATE TABLE avatar_sessions (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  device varchar(16) NOT NULL CHECK (device IN ('desktop', 'mobile', 'tablet')),
  ip varchar(45) NOT NULL,
  user_agent varchar(255) NOT NULL,
  started_at datetime NOT NULL,
  ended_at datetime,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, started_at),
  CHECK (ended_at >= started_at)
);

CREATE TABLE avatar_images (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  position integer NOT NULL CHECK (position >= 1),
  url varchar(255) NOT NULL,
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, position)
);

-- Companies --------------------------------------------------------------------------------------

-- Type, domain and size are NULL until the company has been classified.
CREATE TABLE companies (
  id INTEGER PRIMARY KEY,
  company_type_id integer REFERENCES company_types (id),
  company_domain_id integer REFERENCES company_domains (id),
  company_size_id integer REFERENCES company_sizes (id),
  slug varchar(64) NOT NULL UNIQUE,
  name varchar(128) NOT NULL UNIQUE,
  tagline varchar(255) NOT NULL,
  description text NOT NULL,
  website varchar(255) NOT NULL,
  city varchar(128) NOT NULL,
  country_code varchar(2) NOT NULL,
  founded_year integer NOT NULL CHECK (founded_year BETWEEN 1600 AND 2200),
  verified boolean NOT NULL DEFAULT 0,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE INDEX idx_companies_company_type_id ON companies (company_type_id);
CREATE INDEX idx_companies_company_domain_id ON companies (company_domain_id);
CREATE INDEX idx_companies_company_size_id ON companies (company_size_id);

CREATE TABLE company_memberships (
  id INTEGER PRIMARY KEY,
  player_id integer NOT NULL UNIQUE REFERENCES players (id),
  company_id integer NOT NULL REFERENCES companies (id),
  role varchar(16) NOT NULL CHECK (role IN ('owner', 'manager', 'member')),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL
);

CREATE INDEX idx_company_memberships_company_id ON company_memberships (company_id);

CREATE TABLE company_benefits (
  id INTEGER PRIMARY KEY,
  company_id integer NOT NULL REFERENCES companies (id),
  slug varchar(64) NOT NULL,
  name varchar(128) NOT NULL,
  description text NOT NULL,
  position integer NOT NULL CHECK (position >= 1),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (company_id, slug)
);

CREATE TABLE job_posts (
  id INTEGER PRIMARY KEY,
  company_id integer NOT NULL REFERENCES companies (id),
  player_id integer NOT NULL REFERENCES players (id),
  category_id integer NOT NULL REFERENCES categories (id),
  job_title_id integer NOT NULL REFERENCES job_titles (id),
  realm_id integer NOT NULL REFERENCES realms (id),
  slug varchar(128) NOT NULL UNIQUE,
  title varchar(128) NOT NULL,
  description text NOT NULL,
  seniority varchar(16) NOT NULL
    CHECK (seniority IN ('junior', 'mid_level', 'senior', 'lead', 'principal')),
  employment_type varchar(16) NOT NULL
    CHECK (employment_type IN ('full_time', 'part_time', 'contract', 'internship')),
  work_mode varchar(16) NOT NULL CHECK (work_mode IN ('on_site', 'hybrid', 'remote')),
  status varchar(16) NOT NULL CHECK (status IN ('draft', 'published', 'closed')),
  city varchar(128) NOT NULL,
  country_code varchar(2) NOT NULL,
  currency varchar(3) NOT NULL,
  salary_min integer NOT NULL CHECK (salary_min >= 0),
  salary_max integer NOT NULL,
  published_at datetime,
  closes_on date,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  CHECK (salary_max >= salary_min),
  CHECK (status = 'draft' OR published_at IS NOT NULL)
);

CREATE INDEX idx_job_posts_company_id ON job_posts (company_id);
CREATE INDEX idx_job_posts_player_id ON job_posts (player_id);
CREATE INDEX idx_job_posts_category_id ON job_posts (category_id);
CREATE INDEX idx_job_posts_job_title_id ON job_posts (job_title_id);
CREATE INDEX idx_job_posts_realm_id ON job_posts (realm_id);

-- A candidate's own board of job posts.
CREATE TABLE quest_board_entries (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  job_post_id integer NOT NULL REFERENCES job_posts (id),
  quest_board_category_id integer NOT NULL REFERENCES quest_board_categories (id),
  stage varchar(16) NOT NULL
    CHECK (stage IN ('saved', 'applied', 'interview', 'offer', 'rejected')),
  position integer NOT NULL CHECK (position >= 1),
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, job_post_id)
);

CREATE INDEX idx_quest_board_entries_job_post_id ON quest_board_entries (job_post_id);
CREATE INDEX idx_quest_board_entries_quest_board_category_id
  ON quest_board_entries (quest_board_category_id);

-- What happens between candidates and companies ------------------------------------------------------

-- Login methods of an account.
CREATE TABLE access_keys (
  id INTEGER PRIMARY KEY,
  player_id integer NOT NULL REFERENCES players (id),
  method varchar(16) NOT NULL
    CHECK (method IN ('password', 'magic_link', 'passkey', 'google', 'linkedin', 'github')),
  uid varchar(255) NOT NULL,
  last_used_at datetime,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (player_id, method),
  UNIQUE (method, uid)
);

CREATE TABLE access_requests (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  company_id integer NOT NULL REFERENCES companies (id),
  player_id integer NOT NULL REFERENCES players (id),
  job_post_id integer REFERENCES job_posts (id),
  status varchar(16) NOT NULL
    CHECK (status IN ('pending', 'approved', 'declined', 'blocked', 'expired')),
  message text NOT NULL,
  requested_at datetime NOT NULL,
  decided_at datetime,
  expires_at datetime NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, player_id),
  CHECK (decided_at >= requested_at),
  CHECK (expires_at > requested_at)
);

CREATE INDEX idx_access_requests_company_id ON access_requests (company_id);
CREATE INDEX idx_access_requests_player_id ON access_requests (player_id);
CREATE INDEX idx_access_requests_job_post_id ON access_requests (job_post_id);

-- What one account has done with one profile.
CREATE TABLE avatar_actions (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  player_id integer NOT NULL REFERENCES players (id),
  saved boolean NOT NULL DEFAULT 0,
  thumb_status varchar(16) CHECK (thumb_status IN ('liked', 'disliked')),
  access_status varchar(16) NOT NULL DEFAULT 'none'
    CHECK (access_status IN ('none', 'requested', 'approved', 'denied', 'removed', 'shared')),
  access_expired boolean NOT NULL DEFAULT 0,
  access_end_reason varchar(16)
    CHECK (access_end_reason IN ('expired', 'declined', 'blocked', 'removed')),
  note text,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, player_id),
  CHECK (access_end_reason IS NULL OR access_expired = 1)
);

CREATE INDEX idx_avatar_actions_player_id ON avatar_actions (player_id);

CREATE TABLE conversations (
  id INTEGER PRIMARY KEY,
  avatar_id integer NOT NULL REFERENCES avatars (id),
  company_id integer NOT NULL REFERENCES companies (id),
  player_id integer NOT NULL REFERENCES players (id),
  job_post_id integer REFERENCES job_posts (id),
  message_channel_id integer NOT NULL REFERENCES message_channels (id),
  subject varchar(255) NOT NULL,
  last_message_at datetime NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (avatar_id, player_id)
);

CREATE INDEX idx_conversations_company_id ON conversations (company_id);
CREATE INDEX idx_conversations_player_id ON conversations (player_id);
CREATE INDEX idx_conversations_job_post_id ON conversations (job_post_id);
CREATE INDEX idx_conversations_message_channel_id ON conversations (message_channel_id);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  conversation_id integer NOT NULL REFERENCES conversations (id),
  player_id integer NOT NULL REFERENCES players (id),
  position integer NOT NULL CHECK (position >= 1),
  body text NOT NULL,
  sent_at datetime NOT NULL,
  read_at datetime,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (conversation_id, position),
  CHECK (read_at >= sent_at)
);

CREATE INDEX idx_messages_player_id ON messages (player_id);

-- `dedup_key` says what happened, once for each recipient: `message:<id>`, `access_request:<id>`.
CREATE TABLE notifications (
  id INTEGER PRIMARY KEY,
  player_id integer NOT NULL REFERENCES players (id),
  conversation_id integer REFERENCES conversations (id),
  access_request_id integer REFERENCES access_requests (id),
  dedup_key varchar(64) NOT NULL,
  kind varchar(64) NOT NULL,
  title varchar(255) NOT NULL,
  body text NOT NULL,
  data json NOT NULL CHECK (json_valid(data)),
  sent_at datetime NOT NULL,
  read_at datetime,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (player_id, dedup_key),
  CHECK (read_at >= sent_at)
);

CREATE INDEX idx_notifications_conversation_id ON notifications (conversation_id);
CREATE INDEX idx_notifications_access_request_id ON notifications (access_request_id);

-- A company's credits: each row carries the balance after it.
CREATE TABLE credit_transactions (
  id INTEGER PRIMARY KEY,
  company_id integer NOT NULL REFERENCES companies (id),
  player_id integer REFERENCES players (id),
  access_request_id integer REFERENCES access_requests (id),
  position integer NOT NULL CHECK (position >= 1),
  kind varchar(16) NOT NULL CHECK (kind IN ('grant', 'purchase', 'spend', 'refund')),
  amount integer NOT NULL CHECK (amount <> 0),
  balance_after integer NOT NULL CHECK (balance_after >= 0),
  description varchar(255) NOT NULL,
  occurred_at datetime NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (company_id, position),
  CHECK ((kind = 'spend') = (amount < 0))
);

CREATE INDEX idx_credit_transactions_player_id ON credit_transactions (player_id);
CREATE INDEX idx_credit_transactions_access_request_id
  ON credit_transactions (access_request_id);

-- Complaints about a profile or a job post, never about both.
CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  player_id integer NOT NULL REFERENCES players (id),
  avatar_id integer REFERENCES avatars (id),
  job_post_id integer REFERENCES job_posts (id),
  dedup_key varchar(64) NOT NULL,
  reason varchar(32) NOT NULL
    CHECK (reason IN ('spam', 'fake_profile', 'inappropriate_content', 'misleading', 'outdated')),
  details text NOT NULL,
  status varchar(16) NOT NULL CHECK (status IN ('open', 'in_review', 'resolved', 'dismissed')),
  reviewer_id integer REFERENCES players (id),
  reviewed_at datetime,
  reported_at datetime NOT NULL,
  created_at datetime NOT NULL,
  updated_at datetime NOT NULL,
  UNIQUE (player_id, dedup_key),
  CHECK ((avatar_id IS NULL) <> (job_post_id IS NULL)),
  CHECK (reviewed_at >= reported_at)
);

CREATE INDEX idx_reports_avatar_id ON reports (avatar_id);
CREATE INDEX idx_reports_job_post_id ON reports (job_post_id);
CREATE INDEX idx_reports_reviewer_id ON reports (reviewer_id);
