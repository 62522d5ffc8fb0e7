-- Which staff.db is this vault's; service/store/README.md says what for.

CREATE TABLE staff_file (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  origin BLOB NOT NULL CHECK (length(origin) = 32)
) STRICT;

-- Refused before REPLACE could take the row away.
CREATE TRIGGER staff_file_is_written_once BEFORE INSERT ON staff_file WHEN EXISTS (SELECT 1 FROM staff_file) BEGIN
  SELECT RAISE(ABORT, 'staff_file is written once');
END;

CREATE TRIGGER staff_file_is_never_changed BEFORE UPDATE ON staff_file BEGIN
  SELECT RAISE(ABORT, 'staff_file is written once');
END;

CREATE TRIGGER staff_file_is_never_removed BEFORE DELETE ON staff_file BEGIN
  SELECT RAISE(ABORT, 'staff_file is written once');
END;
