// Which reports of a feed have been acknowledged, so that one that was interrupted can go on where it was.
#pragma once

#include <algorithm>
#include <boost/system/result.hpp>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "service/demo/report.h"

namespace tellsafe::demo {

// A text file: the first line names the reports (SHA-256 of them all), each other one is the number of a
// report that got its receipt. Only what was in flight at the moment of an interruption can be sent twice.
// Not thread safe.
class Journal {
 public:
  // Makes the file, or reads it and goes on. The error says why not: unreadable, or made for other reports.
  static boost::system::result<Journal, std::string> open(const std::filesystem::path& file,
                                                          std::span<const Report> reports);
  bool has(std::size_t report) const { return sent_[report]; }
  std::size_t count() const { return count_; }
  // Visible to another process when it returns. errors: the file cannot be written
  boost::system::result<void, std::string> add(std::size_t report);

 private:
  Journal(std::string name, std::ofstream out, std::vector<bool> sent)
      : name_(std::move(name)),
        out_(std::move(out)),
        sent_(std::move(sent)),
        count_(static_cast<std::size_t>(std::count(sent_.begin(), sent_.end(), true))) {}

  std::string name_;
  std::ofstream out_;
  std::vector<bool> sent_;
  std::size_t count_;
};

}  // namespace tellsafe::demo
