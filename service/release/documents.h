// The files of a release for one audience, as text. Pure: the same in, the same bytes out.
#pragma once

#include <map>
#include <string>

#include "service/release/publication.h"

namespace tellsafe::release {

using Files = std::map<std::string, std::string>;  // content by name

// Every file but the signature; the manifest is over the others.
Files documents(const Publication& publication);
// The trusted comment of the manifest's signature.
std::string signature_comment(const Statement& statement);

// tables.json: every table with its items, what is said about them in each language, and the figures.
std::string tables_json(const Publication& publication);
// tables.csv (RFC 4180, UTF-8): a line for each figure, labels in the first language, the same columns in
// every release. NIBRS codes stand beside the counts of tables among those who agreed to share, and only
// there: next to all reports they would look like offenses.
std::string tables_csv(const Publication& publication);
// dictionary.csv: the columns of tables.csv, and what every table, question and code means. An export has
// another one, and two files more: export_csv.h.
std::string dictionary_csv(const Publication& publication);
// README.txt: what the numbers are, what they are not, how to check them.
std::string readme(const Publication& publication);
// manifest.json over the other files.
std::string manifest_json(const Publication& publication, const Files& files);

}  // namespace tellsafe::release
