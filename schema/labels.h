// Everything that a reader sees, one file per language: schema/labels/<language>.json, nested objects of
// texts, addressed with dots ("question.area.hint"). Languages are data: a new one needs no code.
//
// A text that depends on a number is an object of its forms, by the plural categories of CLDR:
// {"one": "{count} day", "other": "{count} days"}. It has one key, as any other text. Plural texts stand
// under "error" and "page"; elsewhere an object that looks like one is a list of codes.
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
  std::string numerals;  // how its readers write numbers: a numbering system of CLDR ("latn", "arab", "beng")
};

// The forms of a plural text: "zero", "one", "two", "few", "many", "other" → text; "other" is always there.
using PluralForms = std::map<std::string, std::string, std::less<>>;

class Labels {
 public:
  // Loads `folder`/<code>.json for each code, and the names of the city's areas and area groups. Errors name
  // the language and the key: a key that the first language has and another lacks, or the reverse; a question
  // or an option of `form` without a label; placeholders that differ between languages, or between the forms
  // of a plural text (where all but "other" may leave out {count}); a text that is plural in one language
  // only. Whether a language has the forms that it needs is not known here: see service/pages/wording.h.
  static boost::system::result<Labels, std::string> load(const std::filesystem::path& folder,
                                                         const std::vector<std::string>& languages,
                                                         const Form& form,
                                                         const std::filesystem::path& areas);

  const std::vector<Language>& languages() const { return languages_; }
  // The language of an address part, or null.
  const Language* find(std::string_view code) const;
  // Of a plural text the form "other". Throws std::out_of_range for an unknown key or language: keys are the
  // code's own, checked by tests.
  const std::string& text(std::string_view language, std::string_view key) const;
  bool has(std::string_view language, std::string_view key) const;
  // The forms of a plural text. Throws as text() does, also for a text that is not plural.
  const PluralForms& forms(std::string_view language, std::string_view key) const;
  // All plural texts of a language by their keys. Throws std::out_of_range for an unknown language.
  const std::map<std::string, PluralForms, std::less<>>& plurals(std::string_view language) const;
  // The whole nested object of a language, as templates want it.
  const nlohmann::json& tree(std::string_view language) const;
  ~Labels();
  Labels(Labels&&) noexcept;
  Labels& operator=(Labels&&) noexcept;

 private:
  Labels();
  std::vector<Language> languages_;
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> texts_;
  std::map<std::string, std::map<std::string, PluralForms, std::less<>>, std::less<>> plurals_;
  std::map<std::string, nlohmann::json, std::less<>> trees_;
};

}  // namespace tellsafe::schema
