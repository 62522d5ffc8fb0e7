#include "service/release/decision.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "crypto/age.h"

namespace tellsafe::release {
namespace {

using Kind = Decision::Kind;

class DecisionTest : public testing::Test {
 protected:
  crypto::Identity release_ = (crypto::start(), crypto::Identity::generate());
  crypto::Identity review_ = crypto::Identity::generate();
  std::vector<crypto::Recipient> recipients_{release_.recipient(), review_.recipient()};

  crypto::Result<Decision> opened(std::string text, std::size_t size = 512) {
    text.resize(size, ' ');
    return open_decision(release_, crypto::age_encrypt(recipients_, crypto::bytes_of(text)));
  }
};

TEST_F(DecisionTest, IsReadByReviewersAndTheCustodian) {
  for (const Decision& decision :
       {Decision{0xabc, Kind::duplicate, 0x7fffffffffffffff, {}},
        Decision{1, Kind::reject, 0, "dañado: no se abre"}, Decision{2, Kind::clear, 0, {}}}) {
    const auto file = seal_decision(decision, recipients_);
    EXPECT_EQ(open_decision(release_, file).value(), decision);
    EXPECT_EQ(open_decision(review_, file).value(), decision);
    EXPECT_EQ(open_decision(crypto::Identity::generate(), file).error(), crypto::Errc::no_match);
  }
}

TEST_F(DecisionTest, HasOneSize) {
  const auto size = seal_decision({1, Kind::clear, 0, {}}, recipients_).size();
  EXPECT_EQ(seal_decision({1, Kind::duplicate, 2, {}}, recipients_).size(), size);
  EXPECT_EQ(seal_decision({1, Kind::reject, 0, std::string(200, 'r')}, recipients_).size(), size);
}

TEST_F(DecisionTest, RefusesWhatItCannotBe) {
  const std::string head = "Tellsafe-Decision: 1\nReport: 00000000000000ab\n";
  EXPECT_TRUE(opened(head + "Decision: clear\n"));
  EXPECT_TRUE(opened(head + "Decision: reject\nReason: x\n"));
  for (const std::string& wrong : std::vector<std::string>{
           std::string(), head, "Tellsafe-Decision: 2\nReport: 00000000000000ab\nDecision: clear\n",
           std::string("Tellsafe-Decision: 1\nReport: 0000000000000000\nDecision: clear\n"),
           std::string("Tellsafe-Decision: 1\nReport: ab\nDecision: clear\n"), head + "Decision: keep\n",
           head + "Decision: duplicate\n", head + "Decision: duplicate\nOf: 8000000000000000\n",
           head + "Decision: reject\n", head + "Decision: reject\nReason: \n",
           head + "Decision: reject\nReason: a\tb\n", head + "Decision: clear\nmore",
           head + "Decision: reject\nReason: " + std::string(201, 'r') + "\n"})
    EXPECT_EQ(opened(wrong).error(), crypto::Errc::bad_payload) << wrong;
  EXPECT_EQ(opened(head + "Decision: clear\n", 511).error(), crypto::Errc::bad_payload);
}

TEST(Reason, IsOneShortLine) {
  EXPECT_TRUE(is_reason("damaged"));
  EXPECT_TRUE(is_reason("не относится"));
  EXPECT_TRUE(is_reason(std::string(200, 'r')));
  EXPECT_FALSE(is_reason(""));
  EXPECT_FALSE(is_reason(std::string(201, 'r')));
  EXPECT_FALSE(is_reason("two\nlines"));
  EXPECT_FALSE(is_reason("\x1b[2J"));
  EXPECT_FALSE(is_reason("\xff"));
}

TEST(ReportId, IsSixteenDigits) {
  EXPECT_EQ(parse_report_id("00000000000000ff"), 255U);
  EXPECT_EQ(parse_report_id("7fffffffffffffff"), 0x7fffffffffffffffU);
  for (const char* wrong : {"", "ff", "0000000000000000", "8000000000000000", "00000000000000fg",
                            "000000000000000ff", "+0000000000000ff"})
    EXPECT_FALSE(parse_report_id(wrong)) << wrong;
}

}  // namespace
}  // namespace tellsafe::release
