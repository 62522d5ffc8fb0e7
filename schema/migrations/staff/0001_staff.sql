-- Staff, the audit log and approvals: the file staff.db. service/store/README.md says what each table shows to whom.
-- Times are seconds since 1970-01-01 UTC, days are counted from the same day. Nothing here is about residents.

CREATE TABLE person (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  name TEXT NOT NULL,
  organization TEXT NOT NULL,
  role TEXT NOT NULL,
  agreement_ends INTEGER NOT NULL,
  stopped INTEGER NOT NULL CHECK (stopped IN (0, 1))
) STRICT;

-- Those that nobody has used; `token` is a hash.
CREATE TABLE invitation (
  token BLOB NOT NULL PRIMARY KEY CHECK (length(token) = 32),
  person INTEGER NOT NULL REFERENCES person (id),
  expires INTEGER NOT NULL
) STRICT;

CREATE TABLE passkey (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) > 0),
  person INTEGER NOT NULL REFERENCES person (id),
  public_key BLOB NOT NULL,
  counter INTEGER NOT NULL CHECK (counter BETWEEN 0 AND 4294967295),
  label TEXT NOT NULL,
  added INTEGER NOT NULL,
  revoked INTEGER NOT NULL CHECK (revoked IN (0, 1))
) STRICT;

-- Names, tokens and agents are hashes. `name` stays for the whole session, while `token` is replaced.
CREATE TABLE session (
  name BLOB NOT NULL PRIMARY KEY CHECK (length(name) = 32),
  token BLOB NOT NULL CHECK (length(token) = 32),
  previous BLOB CHECK (length(previous) = 32),
  person INTEGER NOT NULL REFERENCES person (id),
  agent BLOB NOT NULL CHECK (length(agent) = 32),
  begun INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  rotated INTEGER NOT NULL,
  proven INTEGER NOT NULL
) STRICT;

CREATE TABLE machine (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  name TEXT NOT NULL UNIQUE,
  owner INTEGER NOT NULL REFERENCES person (id),
  scope TEXT NOT NULL,
  token BLOB UNIQUE CHECK (length(token) = 32),
  certificate BLOB UNIQUE CHECK (length(certificate) = 32),
  expires INTEGER NOT NULL,
  revoked INTEGER NOT NULL CHECK (revoked IN (0, 1)),
  CHECK ((token IS NULL) <> (certificate IS NULL))
) STRICT;

CREATE TABLE audit_line (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  time INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  chain BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;

-- Also refuses REPLACE, before it could take a line away.
CREATE TRIGGER audit_has_no_gap BEFORE INSERT ON audit_line
WHEN NEW.number <> (SELECT ifnull(max(number), 0) + 1 FROM audit_line) BEGIN
  SELECT RAISE(ABORT, 'the audit log only grows');
END;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit_line BEGIN
  SELECT RAISE(ABORT, 'the audit log only grows');
END;

CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit_line BEGIN
  SELECT RAISE(ABORT, 'the audit log only grows');
END;

-- `key` is that of the next line; the one before it is overwritten. `origin` is the first, sealed to the custodian.
CREATE TABLE audit_seal (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  lines INTEGER NOT NULL CHECK (lines >= 0),
  last BLOB NOT NULL CHECK (length(last) = 32),
  key BLOB NOT NULL CHECK (length(key) = 32),
  sum BLOB NOT NULL CHECK (length(sum) = 32),
  origin BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_seal_is_made_once BEFORE INSERT ON audit_seal WHEN EXISTS (SELECT 1 FROM audit_seal) BEGIN
  SELECT RAISE(ABORT, 'the audit log has one seal');
END;

CREATE TRIGGER audit_seal_goes_forward BEFORE UPDATE ON audit_seal
WHEN NEW.lines <> OLD.lines + 1 OR NEW.origin <> OLD.origin BEGIN
  SELECT RAISE(ABORT, 'the seal only goes forward');
END;

CREATE TRIGGER audit_seal_is_never_removed BEFORE DELETE ON audit_seal BEGIN
  SELECT RAISE(ABORT, 'the audit log has one seal');
END;

-- `person` is 0 for an operator, whom `name` tells apart.
CREATE TABLE approval (
  number INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  person INTEGER NOT NULL CHECK (person >= 0),
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  time INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX approval_of_person ON approval (subject, digest, person) WHERE person <> 0;
CREATE UNIQUE INDEX approval_of_operator ON approval (subject, digest, name) WHERE person = 0;
