-- Approvals are people's alone.

CREATE TABLE approval_of_people (
  number INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  person INTEGER NOT NULL CHECK (person > 0),
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  time INTEGER NOT NULL
) STRICT;

INSERT INTO approval_of_people SELECT number, subject, digest, person, name, role, time FROM approval WHERE person > 0;
DROP TABLE approval;
ALTER TABLE approval_of_people RENAME TO approval;

CREATE UNIQUE INDEX approval_of_person ON approval (subject, digest, person);
