#include "service/access/audit_log.h"

#include <sodium.h>

#include "access_fixture.h"
#include "crypto/hkdf.h"
#include "service/access/audit_seal.h"

namespace tellsafe::access {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using AuditLogTest = AccessTest;

TEST_F(AuditLogTest, RecordsWhoDidWhatAndWhen) {
  ASSERT_TRUE(audit.record(person_actor(0xab, "Ana Diaz"), Action::signed_in, ""));
  wall.pass(5s);
  ASSERT_TRUE(audit.record(operator_actor("deploy"), Action::released, "2025-Q1"));
  ASSERT_TRUE(audit.record(machine_actor("records"), Action::downloaded, "2025"));
  EXPECT_THAT(log(), ElementsAre("person:00000000000000ab Ana Diaz signed_in ",
                                 "operator:deploy released 2025-Q1", "machine:records downloaded 2025"));
  EXPECT_EQ(vault.audit().kept_lines()[1].time, wall.now());
  EXPECT_EQ(vault.audit().kept_lines()[0].time, wall.now() - 5s);
  EXPECT_THAT(audit_faults(vault.audit()).value(), IsEmpty());
}

TEST_F(AuditLogTest, NamesEveryActionAndNoneTwice) {
  std::set<std::string_view> names;
  for (int action = 0; action <= static_cast<int>(Action::audit_exported); ++action) {
    EXPECT_FALSE(name_of(static_cast<Action>(action)).empty()) << action;
    EXPECT_TRUE(names.insert(name_of(static_cast<Action>(action))).second) << action;
  }
}

TEST_F(AuditLogTest, ALineCannotBeMadeToLookLikeTwo) {
  ASSERT_TRUE(audit.record("person:1 A\nB", Action::signed_in, "x\x1b[2J\xff\u0085y ñ"));
  EXPECT_THAT(log(), ElementsAre("person:1 A\uFFFDB signed_in x\uFFFD[2J\uFFFD\uFFFDy ñ"));
  ASSERT_TRUE(audit.record("a", Action::signed_in, "\u202eevil\u2066\u2028\u200b \u0627"));
  EXPECT_EQ(log().back(), "a signed_in \uFFFDevil\uFFFD\uFFFD\uFFFD \u0627");
  ASSERT_TRUE(audit.record("a", Action::signed_in, std::string(100'000, 'x')));
  EXPECT_LT(vault.audit().kept_lines()[2].subject.size(), 310U);
}

TEST_F(AuditLogTest, SaysWhenItCannotBeWritten) {
  vault.audit_failure.now = store::Errc::disk_full;
  EXPECT_EQ(audit.record("a", Action::signed_in, "").error(), store::Errc::disk_full);
  EXPECT_EQ(audit_faults(vault.audit()).error(), store::Errc::disk_full);
}

// README.md, byte by byte, without the code that it specifies.
TEST_F(AuditLogTest, ChainAndSealAreAsTheReadmeSpecifiesThem) {
  const auto first = test_support::copy_of(vault.audit().kept_seal());
  ASSERT_TRUE(audit.record("ab", Action::released, "2025"));
  const std::string bytes = std::string("\0\0\0\0\0\0\0\1", 8) + std::string("\0\0\0\0\x6b\x49\xd2\0", 8) +
                            std::string("\0\0\0\2ab", 6) + std::string("\0\0\0\x8released", 12) +
                            std::string("\0\0\0\4", 4) + "2025";
  const auto& line = vault.audit().kept_lines()[0];
  EXPECT_EQ(line_bytes(line), crypto::Bytes(bytes.begin(), bytes.end()));
  const std::string zeros(32, '\0');
  const auto chain = crypto::sha256(crypto::bytes_of(zeros + bytes));
  EXPECT_EQ(line.chain, chain);

  const std::string sealed = bytes + std::string(chain.begin(), chain.end());
  crypto::Sha256 tag;
  crypto_auth_hmacsha256(tag.data(), reinterpret_cast<const unsigned char*>(sealed.data()), sealed.size(),
                         first.key.data());
  const auto& seal = vault.audit().kept_seal();
  EXPECT_EQ(seal.sum, crypto::sha256(crypto::bytes_of(zeros + std::string(tag.begin(), tag.end()))));
  EXPECT_EQ(seal.last, chain);
  EXPECT_EQ(seal.lines, 1U);
  std::array<std::uint8_t, 32> next{};
  crypto::hkdf_sha256(first.key.view(), {}, "tellsafe audit key", next);
  EXPECT_EQ(sodium_memcmp(seal.key.data(), next.data(), 32), 0);
}

}  // namespace
}  // namespace tellsafe::access
