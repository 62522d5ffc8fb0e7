// The city's own list of places that help (support.json): shown before and after reporting, and chosen by
// what a reporter said would be useful.
//
//   {"places": [{"name": "Riverbend Legal Aid", "for": ["legal_or_rights", "help_talking_to_police"],
//                "languages": ["en", "es"], "phone": "555-0100", "text_message": "555-0101",
//                "hours": {"en": "Monday to Friday, 9 to 5", "es": "de lunes a viernes, de 9 a 5"},
//                "link": "https://legal-aid.example/",
//                "about": {"en": "Free help from lawyers.", "es": "Ayuda gratuita de abogados."}}]}
//
// Needed are "name", "for" (options of the question support_wanted) and one of phone, text_message and link.
// "hours" may be the word "always". Texts are given once for all languages or by language. A place that is
// also for "nothing_now" is shown to people who asked for nothing.
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schema/areas.h"
#include "schema/form.h"

namespace tellsafe::schema {

// The question whose options say what a place is for.
inline constexpr std::string_view support_question = "support_wanted";

// A text that may be given by language. With one entry and an empty language: the same in all.
using TextByLanguage = NameByLanguage;

struct Place {
  TextByLanguage name;
  TextByLanguage about;                // may be empty
  std::vector<std::string> needs;      // options of support_question, in the form's order, at least one
  std::vector<std::string> languages;  // codes of languages spoken there; may be empty
  std::string phone;                   // as people write it; empty where there is none
  std::string text_message;
  std::string link;  // https://…, or empty
  bool always_open = false;
  TextByLanguage hours;  // empty where not known, and where always_open
};

// The error names the place and the entry: an unknown need, a link that is not https, a place that cannot be
// reached.
boost::system::result<std::vector<Place>, std::string> load_support(const std::filesystem::path& file,
                                                                    const Form& form);

}  // namespace tellsafe::schema
