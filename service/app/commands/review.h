// tellsafe review: which reports count, as reviewers decide.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct ReviewOptions {
  std::filesystem::path config;
  std::filesystem::path review_key;  // empty: keys/review.key beside the configuration
  std::filesystem::path passphrase_file;
};

struct MarkOptions {
  ReviewOptions common;
  std::string report;        // 16 hexadecimal digits; empty with `day`
  std::string day;           // "2025-02-01": all reports that came on it; not for duplicates
  std::string duplicate_of;  // one of these three
  std::string reject;        // the reason
  bool clear = false;
};

// Decides on a report, or on all of a day whose key is lost. errors: usage, configuration, vault, key_file,
// wrong_passphrase, refused (no such report, or a circle of duplicates)
Outcome<> review_mark(const MarkOptions& options);

// Prints what holds of which report. errors: configuration, vault, key_file, wrong_passphrase
Outcome<> review_list(const ReviewOptions& options);

// Takes out a decision that can't be opened any more. errors: configuration, vault, refused (no such
// decision)
Outcome<> review_remove(const std::filesystem::path& config, std::uint64_t number);

}  // namespace tellsafe::app
