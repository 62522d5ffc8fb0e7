// Everything that a reader sees, one file per language: schema/labels/<language>.json, nested objects of
// texts, addressed with dots ("question.area.hint"). Languages are data: a new one needs no code.
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "schema/form.h"

namespace tellsafe::schema {

struct Language {
  std::string code;       // "en", "pt-BR": also the first part of each address
  std::string name;       // in the language itself
  std::string direction;  // "ltr" or "rtl"
  bool reviewed = false;  // a fluent person has read it
};

class Labels {
 public:
  // Loads `folder`/<code>.json for each code, and the names of the city's areas and area groups. Errors name
  // the language and the key: a key that the first language has and another lacks, or the reverse; a question
  // or an option of `form` without a label; placeholders that differ between languages.
  static boost::system::result<Labels, std::string> load(const std::filesystem::path& folder,
                                                         const std::vector<std::string>& languages,
                                                         const Form& form,
                                                         const std::filesystem::path& areas);

  const std::vector<Language>& languages() const { return languages_; }
  // The language of an address part, or null.
  const Language* find(std::string_view code) const;
  // Throws std::out_of_range for an unknown key or language: keys are the code's own, checked by tests.
  const std::string& text(std::string_view language, std::string_view key) const;
  bool has(std::string_view language, std::string_view key) const;
  // The whole nested object of a language, as templates want it.
  const nlohmann::json& tree(std::string_view language) const;
  ~Labels();
  Labels(Labels&&) noexcept;
  Labels& operator=(Labels&&) noexcept;

 private:
  Labels();
  std::vector<Language> languages_;
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> texts_;
  std::map<std::string, nlohmann::json, std::less<>> trees_;
};

}  // namespace tellsafe::schema
