// What a city says about its numbers beside the numbers.
#pragma once

#include <string>

namespace tellsafe::reading {

struct NumbersOptions {
  std::string city;     // "City of Springfield"
  std::string office;   // who runs this for the city; may be empty
  std::string contact;  // https://…, an e-mail address or a phone number; may be empty
  std::string url;      // the site's public address, https://…; may be empty
  std::string licence = "https://creativecommons.org/licenses/by/4.0/";  // an address of its terms
};

}  // namespace tellsafe::reading
