// What the code lists (schema/codes/*.json) say about the NIBRS codes of a question's options, beside the
// codes themselves.
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tellsafe::schema {

// What is doubtful about them. By question; only of questions whose code list has some.
using Cautions = std::map<std::string, std::vector<std::string>, std::less<>>;

// What the codes are codes of.
struct NibrsElement {
  std::string name;                           // "bias_motivation", "offense", …
  std::map<std::string, std::string> labels;  // by code, as NIBRS names it: all that an option may name
};

struct CodeNotes {
  Cautions cautions;
  std::map<std::string, NibrsElement, std::less<>> elements;  // by question; of questions that have one
};

// Reads form.json, codes/nibrs.json and the code lists of `folder`, which Form::load() has found good. The
// error says which file and entry is wrong.
boost::system::result<CodeNotes, std::string> load_code_notes(const std::filesystem::path& folder);

}  // namespace tellsafe::schema
