// What a report is: questions, their options in order, and where each answer lies in the facts record.
//
// A Form is made from schema/form.json and the code lists, and from the city's own list of areas. Its
// canonical JSON is kept in the vault; the hash of that text is the form version that every stored report
// carries.
#pragma once

#include <array>
#include <boost/system/result.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tellsafe::schema {

using FormVersion = std::array<std::uint8_t, 32>;  // SHA-256 of the canonical JSON

enum class Kind { single, several, date, text, flag };

struct Option {
  std::string code;                // what the browser sends and the tables print
  std::string category;            // of the question's hierarchy, empty where it has none
  std::vector<std::string> nibrs;  // approximate NIBRS codes, empty where there are none
};

// Where an answer lies in the facts record. Width 0: not in the facts (text).
struct BitField {
  unsigned offset = 0;
  unsigned width = 0;
};

struct Question {
  std::string id;  // also the input's name in the page, except for dates: id_day, id_month, id_year,
                   // id_is_approximate
  Kind kind = Kind::single;
  bool required = false;
  bool asked = true;  // false: set by the server (page_language)
  std::vector<Option> options;
  std::vector<std::string> categories;  // in order, for grouped options
  std::size_t max_characters = 0;       // text only
  BitField field;
};

class Form {
 public:
  // Reads form.json and the code lists of `folder`, and the city's areas. The error message says which file
  // and which entry is wrong (cycles, unknown or repeated codes, too many options, facts over their size).
  static boost::system::result<Form, std::string> load(const std::filesystem::path& folder,
                                                       const std::filesystem::path& areas);
  // From the canonical JSON that a vault kept.
  static boost::system::result<Form, std::string> parse(std::string_view canonical_json);

  std::span<const Question> questions() const { return questions_; }
  const Question* find(std::string_view id) const;
  // Position in questions(); throws std::out_of_range for an unknown id: only for ids the code itself relies
  // on.
  std::size_t index_of(std::string_view id) const;
  const FormVersion& version() const { return version_; }
  const std::string& canonical_json() const { return canonical_; }

 private:
  std::vector<Question> questions_;
  std::string canonical_;
  FormVersion version_{};
};

}  // namespace tellsafe::schema
