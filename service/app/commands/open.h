// tellsafe open: the stories, for those who hold a review key.
#pragma once

#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct OpenOptions {
  std::filesystem::path config;
  std::string report;                // 16 hexadecimal digits; empty: list them
  bool list = false;                 // what happens without a report anyway
  bool raw = false;                  // the age file itself
  std::filesystem::path review_key;  // empty: keys/review.key beside the configuration
  std::filesystem::path passphrase_file;
};

// errors: usage, configuration, vault, key_file, wrong_passphrase, refused (no such story, or it does not
// open)
Outcome<> open_stories(const OpenOptions& options);

}  // namespace tellsafe::app
