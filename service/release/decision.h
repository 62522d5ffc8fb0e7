// What a reviewer decided about a report, and its sealed form. See crypto/FORMAT.md, "Decision of a review".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/identity.h"
#include "service/store/vault.h"

namespace tellsafe::release {

struct Decision {
  enum class Kind {
    duplicate,  // tells of the same incident as another
    reject,     // is in no number
    clear,      // counts like any other, whatever was decided before
  };
  store::ReportId report = 0;
  Kind kind = Kind::clear;
  store::ReportId other = 0;  // duplicate only
  std::string reason;         // reject only
  friend bool operator==(const Decision&, const Decision&) = default;
};

// 16 hexadecimal digits, not all 0 and within 63 bits.
std::optional<store::ReportId> parse_report_id(std::string_view text);

// 1 to 200 bytes of UTF-8 in one line, without control characters.
bool is_reason(std::string_view text);

// An age file for all recipients, of one size for any decision. The reason must be one.
crypto::Bytes seal_decision(const Decision& decision, std::span<const crypto::Recipient> recipients);
// errors: those of age_decrypt; bad_payload for what seal_decision() can't have given
crypto::Result<Decision> open_decision(const crypto::Identity& identity, crypto::ByteView file);

}  // namespace tellsafe::release
