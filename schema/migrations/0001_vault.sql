-- The vault's tables; service/store/README.md says what each one shows to whom.
-- Ids are random 63-bit numbers and nothing is finer than an epoch: no row says when, or after which, it came.

CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  receipt_key BLOB NOT NULL CHECK (length(receipt_key) = 32)
) STRICT;

-- Refused before REPLACE could take the row away.
CREATE TRIGGER meta_is_written_once BEFORE INSERT ON meta WHEN EXISTS (SELECT 1 FROM meta) BEGIN
  SELECT RAISE(ABORT, 'meta is written once');
END;

CREATE TRIGGER meta_is_never_changed BEFORE UPDATE ON meta BEGIN
  SELECT RAISE(ABORT, 'meta is written once');
END;

CREATE TRIGGER meta_is_never_removed BEFORE DELETE ON meta BEGIN
  SELECT RAISE(ABORT, 'meta is written once');
END;

CREATE TABLE form (
  id INTEGER PRIMARY KEY,
  version BLOB NOT NULL UNIQUE CHECK (length(version) = 32),
  canonical_json TEXT NOT NULL
) STRICT;

-- `day` counts days from 1970-01-01. `settled`: the places of its rows in the file no longer follow their arrival.
CREATE TABLE epoch (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  day INTEGER NOT NULL,
  sealed_key BLOB NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))
) STRICT;

CREATE TABLE report (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  epoch INTEGER NOT NULL REFERENCES epoch (id),
  form INTEGER NOT NULL REFERENCES form (id),
  counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1)),
  receipt BLOB NOT NULL UNIQUE CHECK (length(receipt) = 32),
  facts BLOB NOT NULL
) STRICT;

-- Apart from `report`: facts stay dense, and counting never reads past the stories.
CREATE TABLE story (
  report INTEGER PRIMARY KEY REFERENCES report (id),
  file BLOB NOT NULL
) STRICT;

CREATE TABLE ledger (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  period TEXT NOT NULL UNIQUE,
  manifests BLOB NOT NULL CHECK (length(manifests) = 32),
  chain BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;

CREATE TRIGGER ledger_has_no_gap BEFORE INSERT ON ledger
WHEN NEW.number <> (SELECT count(*) + 1 FROM ledger) OR EXISTS (SELECT 1 FROM ledger WHERE period = NEW.period)
BEGIN
  SELECT RAISE(ABORT, 'the ledger only grows');
END;

CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger BEGIN
  SELECT RAISE(ABORT, 'the ledger only grows');
END;

CREATE TRIGGER ledger_is_never_shortened BEFORE DELETE ON ledger BEGIN
  SELECT RAISE(ABORT, 'the ledger only grows');
END;
