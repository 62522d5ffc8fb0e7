// What the templates are given: the words of a language, the city, and the questions of the form. Pure
// functions; they throw std::invalid_argument or std::out_of_range naming a label that is missing.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "schema/form.h"
#include "schema/labels.h"
#include "service/pages/site.h"

namespace tellsafe::pages {

// What all pages share.
struct Furniture {
  const SiteOptions& options;
  const schema::Labels& labels;
  std::string style;
};

// Puts values in the place of {name}; other names in braces stay as they are.
std::string put_in(std::string text, const std::map<std::string, std::string>& values);

// The texts page.<page> of a language, with the city put in.
nlohmann::json words(const Furniture& furniture, std::string_view language, std::string_view page);

// The model of a page: its frame (top.html, bottom.html) and its own texts as "text". `address` is the last
// part of the page's address, for the links to the same page in the other languages; empty: no such links.
nlohmann::json page_model(const Furniture& furniture, const schema::Language& language, std::string_view page,
                          std::string_view address);

// The questions in order, with marks for the gaps that report.html names.
nlohmann::json questions(const Furniture& furniture, const schema::Form& form, std::string_view language);

}  // namespace tellsafe::pages
