// What a city prints to hang up and to hand out, each as one HTML page without scripts that names nothing
// outside itself, made from the same words and the same form as the site. All functions are pure but for
// reading the templates, and thread safe; they throw std::invalid_argument naming what is wrong with a
// template or an address.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "schema/form.h"
#include "schema/labels.h"

namespace tellsafe::print {

struct SheetOptions {
  std::filesystem::path templates;  // the folder with poster.html and paper.html
  std::string city;
  std::string url;    // the site's public address, https://…, with or without a last slash
  std::string onion;  // http://….onion, or empty
  std::string header_color = "#1f2a44";
  std::string button_color = "#0a5a3c";
  bool demo = false;  // sheets say "demonstration"
};

// A poster for a wall: what the site is for, its address in letters and as a QR code, the same for Tor
// Browser where there is an onion address, and the languages of the site. One side of A4 and of US Letter.
std::string poster(const SheetOptions& options, const schema::Labels& labels,
                   const schema::Language& language);

// The form to fill in with a pen: every question that is asked, with all its options.
std::string paper_form(const SheetOptions& options, const schema::Labels& labels, const schema::Form& form,
                       const schema::Language& language);

// What both are made of: the city, the language, the addresses with their codes, and as "text" the words
// page.<page>, with the city put in.
nlohmann::json sheet_model(const SheetOptions& options, const schema::Labels& labels,
                           const schema::Language& language, const char* page);

}  // namespace tellsafe::print
