// Monthly briefs: what the working group wrote, and what was published.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/store/vault.h"

namespace tellsafe::store {

struct Draft {
  std::string month;          // "2026-11"
  std::uint64_t version = 0;  // 1, 2, 3 …
  std::string json;           // what was entered; service/reading/brief.h says its shape
};

struct PublishedBrief {
  std::string month;
  std::string html;
  Bytes pdf;  // empty where none was made
};

// Thread safe.
class Briefs {
 public:
  virtual ~Briefs() = default;
  virtual Result<std::vector<std::string>> drafted() = 0;   // months, newest first
  virtual Result<Draft> draft(std::string_view month) = 0;  // errors: not_found
  // Keeps what was entered as version + 1. errors: changed (somebody else saved a newer one), already_exists
  // (the month's brief is public)
  virtual Result<void> save(const Draft& draft) = 0;
  virtual Result<std::vector<std::string>> published() = 0;          // months, newest first
  virtual Result<PublishedBrief> brief(std::string_view month) = 0;  // errors: not_found
  // errors: already_exists
  virtual Result<void> publish(const PublishedBrief& brief) = 0;
  // Adds the printed form to a public brief that has none. errors: not_found, already_exists
  virtual Result<void> attach_pdf(std::string_view month, ByteView pdf) = 0;
};

}  // namespace tellsafe::store
