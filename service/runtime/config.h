// The one configuration file of a city (TOML). deploy/tellsafe.example.toml explains each entry.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "crypto/memory.h"
#include "crypto/minisign.h"
#include "crypto/x25519.h"

namespace tellsafe::runtime {

struct Config {
  // [city]
  std::string city;                    // name
  std::string leave_url;               // the neutral site of "Leave this page", https://…
  std::string time_zone;               // "America/New_York"
  std::vector<std::string> languages;  // the first is for addresses without a language
  std::filesystem::path areas;         // areas.json: the city's areas and their groups
  std::filesystem::path support;       // support.json: the places that help; may be empty
  std::string url;                     // the site's public address, https://…, for posters; may be empty
  std::string onion;                   // http://….onion; may be empty
  std::string office;                  // who runs this for the city; may be empty
  std::string contact;                 // https://…, an e-mail address or a phone number; may be empty
  std::filesystem::path map;           // the area groups as GeoJSON; may be empty
  std::string header_color = "#1f2a44";
  std::string button_color = "#0a5a3c";

  // [intake], see service/intake/lanes.h
  unsigned without_scripts_per_minute = 60;  // reports that came without work, in the long run
  unsigned without_scripts_at_once = 120;    // and at most at once
  unsigned work = 50'000;                    // the largest number that a browser has to try
  unsigned shortest_seconds = 3;             // a form that comes back sooner is sent once more
  unsigned longest_hours = 6;                // and one that comes back later

  // [server]
  std::string address = "127.0.0.1";
  std::uint16_t port = 8443;
  std::filesystem::path certificate;  // PEM chain
  std::filesystem::path private_key;  // PEM
  unsigned network_threads = 1;
  unsigned blocking_threads = 64;
  unsigned max_sessions = 2000;

  // [staff]: the listener for staff; there is none without a url
  std::string staff_url;             // https://…, as their browsers see it: passkeys are bound to it
  std::filesystem::path staff_file;  // staff.db beside the vault unless said otherwise
  std::string staff_address = "127.0.0.1";
  std::uint16_t staff_port = 8444;
  std::filesystem::path staff_certificate;  // as [server]'s unless said otherwise
  std::filesystem::path staff_private_key;
  std::filesystem::path staff_authorities;  // who signs certificates of programs, PEM; may be empty
  unsigned staff_idle_seconds = 15 * 60;
  unsigned staff_longest_seconds = 8 * 60 * 60;
  unsigned staff_fresh_seconds = 5 * 60;  // so long a passkey counts as just shown; 0: asked for each time

  // [vault]
  std::filesystem::path vault_file;
  std::filesystem::path vault_key;  // 64 hexadecimal digits

  // [keys], public halves only
  std::vector<crypto::Recipient> release_recipients;  // exactly one now
  std::vector<crypto::Recipient> review_recipients;   // at least one
  crypto::VerifyKey signing_key;

  // [releases]
  std::filesystem::path releases;  // the folder that the reading room serves
  std::string licence = "https://creativecommons.org/licenses/by/4.0/";  // of the released numbers
  std::filesystem::path outside;  // counts known from elsewhere, see service/release/outside.h; may be empty

  // [paths], with defaults beside the program's installation
  std::filesystem::path schema;
  std::filesystem::path web;

  // [demo], only for a vault made as a demonstration
  std::filesystem::path clock;  // a file with one date, YYYY-MM-DD; the real day where the file is absent
};

// Relative paths are relative to the folder of `file`. The error says which entry is wrong and what is
// wanted; unknown entries are errors.
boost::system::result<Config, std::string> load_config(const std::filesystem::path& file);

// The vault key from its file. The error says what is wrong with the file (absent, readable by others, not 64
// hexadecimal digits). crypto::start() must have been called.
boost::system::result<crypto::SecretBytes, std::string> load_vault_key(const std::filesystem::path& file);

}  // namespace tellsafe::runtime
