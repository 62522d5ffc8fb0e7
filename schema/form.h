// What a report is: questions, their options in order, and where each answer lies in the facts record.
//
// A Form is made from schema/form.json and the code lists, and from the city's own list of areas. Its
// canonical JSON is kept in the vault; the hash of that text is the form version that every stored report
// carries. Immutable once made, so all functions are thread safe.
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

inline constexpr std::size_t max_single_options = 255;
inline constexpr std::size_t max_several_options = 64;

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
  std::vector<std::string> parents;     // beside each category the one above it, empty at the top
  std::size_t max_characters = 0;       // text only
  BitField field;
};

class Form {
 public:
  // Reads form.json and the code lists of `folder`, and the city's areas. The error message says which file
  // and which entry is wrong (cycles, unknown or repeated codes, NIBRS codes that are not on the FBI's list,
  // too many options, facts over their size).
  static boost::system::result<Form, std::string> load(const std::filesystem::path& folder,
                                                       const std::filesystem::path& areas);
  // From the canonical JSON that a vault kept. Another spelling of the same form is refused, so that a
  // version has one text.
  static boost::system::result<Form, std::string> parse(std::string_view canonical_json);
  // From questions alone; where they lie in the facts is decided here. The same checks.
  static boost::system::result<Form, std::string> make(std::vector<Question> questions);

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
