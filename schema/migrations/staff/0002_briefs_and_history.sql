-- Monthly briefs, and the counts that others made in the past.

CREATE TABLE draft (
  month TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  json TEXT NOT NULL
) STRICT;

-- `pdf` is empty where none was made.
CREATE TABLE brief (
  month TEXT NOT NULL PRIMARY KEY,
  html TEXT NOT NULL,
  pdf BLOB NOT NULL
) STRICT;

-- What was signed off stays as it was.
CREATE TRIGGER brief_is_never_changed BEFORE UPDATE ON brief
WHEN NEW.month <> OLD.month OR NEW.html <> OLD.html OR length(OLD.pdf) <> 0 BEGIN
  SELECT RAISE(ABORT, 'a public brief stays as it is');
END;

CREATE TRIGGER brief_is_never_removed BEFORE DELETE ON brief BEGIN
  SELECT RAISE(ABORT, 'a public brief stays as it is');
END;

CREATE TABLE past_source (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

-- In the order of `number`, as they were given.
CREATE TABLE past_count (
  number INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES past_source (id) ON DELETE CASCADE,
  period TEXT NOT NULL,
  question TEXT NOT NULL,
  code TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0)
) STRICT;

CREATE INDEX past_count_of_source ON past_count (source);
