// What the templates are given: the words of a language, the city, and the questions of the form. Pure
// functions; they throw std::invalid_argument or std::out_of_range naming a label that is missing.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "schema/form.h"
#include "schema/labels.h"
#include "service/pages/assets.h"
#include "service/pages/site.h"
#include "service/pages/wording.h"

namespace tellsafe::pages {

// What all pages share.
struct Furniture {
  const SiteOptions& options;
  const schema::Labels& labels;
  std::string style;
  Scripts scripts;
  std::map<std::string, Wording, std::less<>> wordings;  // of each language
};

// Reads the style and the scripts. The options and the labels must outlive it. Throws as Wording,
// load_scripts() and color_rule() do, and std::invalid_argument for a style that cannot be read.
Furniture load_furniture(const SiteOptions& options, const schema::Labels& labels);

// The texts page.<page> of a language, with the city put in.
nlohmann::json words(const Furniture& furniture, std::string_view language, std::string_view page);

// The model of a page: its frame (top.html, foot.html) and its own texts as "text". `address` is what follows
// the language in the page's address, for the links to the same page in the other languages; none: no such
// links.
nlohmann::json page_model(const Furniture& furniture, const schema::Language& language, std::string_view page,
                          std::optional<std::string_view> address);

// Adds the script of the form to the page's scripts.
void add_form_script(nlohmann::json& model, const Scripts& scripts);

// Where the contact leads: an address of the web, an e-mail address or a phone number; with the words to
// show. JSON false where there is none.
nlohmann::json contact_link(std::string_view contact);
// "tel:" or "sms:" and the number as machines dial it: ten digits, and eleven that begin with 1, are American
// and get their country's code.
std::string number_link(std::string_view scheme, std::string_view number);
// Without https:// and a slash at the end.
std::string link_words(std::string_view link);

// The questions in order, with marks for the gaps that report.html names.
nlohmann::json questions(const Furniture& furniture, const schema::Form& form, std::string_view language);

}  // namespace tellsafe::pages
