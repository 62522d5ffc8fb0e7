// tellsafe demo: made-up or public incidents for a demonstration, sent as residents would.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct FeedOptions {
  std::filesystem::path config;
  std::filesystem::path fbi;   // empty: made-up reports
  std::filesystem::path data;  // empty: service/demo beside the folder schema
  std::uint64_t seed = 1;
  std::size_t reports = 0;  // 0: 1,800 made-up ones, or all of the file
  std::string from;         // YYYY-MM-DD; empty: 1 January two years before that of `to`, or the file's first
  std::string to;           // YYYY-MM-DD; empty: today
  unsigned connections = 4;
};

// errors: refused (not a demonstration), usage, configuration, vault, server, disk
Outcome<> demo_feed(const FeedOptions& options);

// Days, reports and releases of a demonstration. errors: configuration, vault
Outcome<> demo_status(const std::filesystem::path& config);

}  // namespace tellsafe::app
