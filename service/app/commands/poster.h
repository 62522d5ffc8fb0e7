// tellsafe poster: what a city prints, as HTML: a poster with a QR code, and the form on paper.
#pragma once

#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct PosterOptions {
  std::filesystem::path config;
  std::string language;       // one of the site's
  bool paper = false;         // the form, and not the poster
  std::filesystem::path out;  // must not be there yet; empty: standard output
};

// errors: configuration (also: [city] url is missing, a template is wrong), usage (a language that the city
// does not offer), disk
Outcome<> poster(const PosterOptions& options);

}  // namespace tellsafe::app
