#include "crypto/result.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace tellsafe::crypto {
namespace {

TEST(CryptoErrors, HaveEachAMessageOfItsOwn) {
  std::set<std::string> messages;
  const int last = static_cast<int>(Errc::bad_signature_file);
  for (int code = 1; code <= last; ++code)
    messages.insert(make_error_code(static_cast<Errc>(code)).message());
  EXPECT_EQ(messages.size(), static_cast<std::size_t>(last));
  EXPECT_FALSE(messages.contains("unknown"));
  EXPECT_STREQ(error_category().name(), "tellsafe.crypto");
}

}  // namespace
}  // namespace tellsafe::crypto
