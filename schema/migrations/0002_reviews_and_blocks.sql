-- What reviewers decided and what a release leaves for the next one; service/store/README.md says what each table
-- shows to whom.

-- Sealed, of one size, in the order in which they were made. Nothing says which report one is about.
CREATE TABLE decision (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  file BLOB NOT NULL
) STRICT;

-- The facts of a released period, column by column: crypto/FORMAT.md, "Column blocks".
CREATE TABLE block (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  period TEXT NOT NULL UNIQUE,
  sealed_key BLOB NOT NULL
) STRICT;

CREATE TABLE block_piece (
  number INTEGER PRIMARY KEY,
  block INTEGER NOT NULL REFERENCES block (id),
  stripe INTEGER NOT NULL CHECK (stripe >= 0),
  "column" INTEGER NOT NULL CHECK ("column" >= 0),
  sealed BLOB NOT NULL,
  UNIQUE (block, stripe, "column")
) STRICT;

-- Why a release may show what it shows, sealed; for the release that follows.
CREATE TABLE proof (
  period TEXT NOT NULL PRIMARY KEY REFERENCES ledger (period),
  sealed BLOB NOT NULL
) STRICT;

-- The reports that no release has counted, found without walking past all others.
CREATE INDEX report_waiting ON report (counted) WHERE counted = 0;
