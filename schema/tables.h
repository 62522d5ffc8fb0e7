// The release programme: the closed list of tables that a release may hold, and for whom. Data in
// schema/tables.json; see schema/README.md. The form is the authority: a table over a question that it does
// not have is refused.
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "schema/form.h"

namespace tellsafe::schema {

// `category` counts by category alone. `option` counts each option, with its category as the subtotal above
// it where the question has categories. At both levels an option without a category stands for itself
// ("other", "not_sure"). The area groups are the categories of the question "area".
enum class Level { option, category };

struct Dimension {
  std::string question;
  Level level = Level::option;
  friend bool operator==(const Dimension&, const Dimension&) = default;
};

struct Audience {
  std::string id;          // "public", "working_group": also the folder's name in a release
  unsigned threshold = 0;  // the smallest count that may be shown, at least 5
  unsigned round_to = 1;   // shown counts are rounded to a multiple of it; 1: exact
};

// A table with both `audience` and `among` is an export and may have three dimensions.
struct Table {
  std::string id;                                      // its title is the label "table.<id>.title"
  std::vector<Dimension> dimensions;                   // one or two, of different questions
  bool quarter = false;                                // in the release of a quarter
  bool year = false;                                   // in the release of a year
  std::optional<std::string> audience = std::nullopt;  // for this audience alone
  std::optional<std::string> among = std::nullopt;     // a flag: only reports that ticked it are counted
};

inline constexpr std::size_t max_dimensions = 3;

struct Programme {
  std::string version;  // SHA-256 of the canonical JSON of the programme, in hexadecimal
  std::vector<Audience> audiences;
  std::vector<Table> tables;

  // The error says which entry is wrong.
  static boost::system::result<Programme, std::string> load(const std::filesystem::path& file,
                                                            const Form& form);
};

// Whether the audience's release holds the table, in the periods that the table is for. An audience that
// tables name gets those alone; a table that names none goes to all other audiences. Each audience has one.
bool prints(const Programme& programme, const Table& table, const Audience& audience);

}  // namespace tellsafe::schema
