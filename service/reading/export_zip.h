// One ZIP file out of the files of a release: the same bytes every time, so that its SHA-256 says what was
// looked at, approved and taken. ZIP is PKWARE's APPNOTE.TXT; written with libzip.
#pragma once

#include <map>
#include <string>

namespace tellsafe::reading {

// Holds `files` (content by name; at least one, with plain names of printable ASCII) and nothing else:
// README.txt first, then by name, all of 1980-01-01 00:00 (the earliest time that ZIP knows), readable by
// everybody. They are stored and not compressed, because what a compressor makes depends on its version.
// Throws std::runtime_error when memory runs out or a name is not one that ZIP takes. Thread safe.
std::string export_zip(const std::map<std::string, std::string>& files);

}  // namespace tellsafe::reading
