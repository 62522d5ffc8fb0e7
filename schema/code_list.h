// The code lists that questions share (schema/codes/*.json) and the FBI's list that they refer to.
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "schema/form.h"

namespace tellsafe::schema {

struct NibrsCode {
  std::string code;
  std::string label;          // as NIBRS names it
  std::string cde_label;      // as the FBI's Crime Data Explorer prints it, where that differs
  bool may_be_mapped = true;  // false: no option may name it
};

// By element: "bias_motivation", "location_type", "victim_type", "offense".
using NibrsCodes = std::map<std::string, std::vector<NibrsCode>, std::less<>>;

// codes/nibrs.json
boost::system::result<NibrsCodes, std::string> load_nibrs(const std::filesystem::path& file);

// Sets the options, categories and parents of `question` from a list. Returns what is wrong with it, naming
// the file and the entry, or an empty text.
std::string read_code_list(const std::filesystem::path& file, const NibrsCodes& nibrs, Question& question);

}  // namespace tellsafe::schema
