#include "service/release/ledger_check.h"

#include <gmock/gmock.h>

#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
namespace fs = std::filesystem;

// A town with two releases.
class LedgerCheck : public testing::Test {
 protected:
  LedgerCheck() {
    town_.reports(20, day(2025, 2, 1), {});
    town_.reports(20, day(2025, 5, 20), {});
    town_.release("2025-Q1").value();
    town_.release("2025-Q2").value();
  }

  // What is bad.
  std::vector<std::string> bad() { return bad(*town_.vault.ledger()); }
  std::vector<std::string> bad(const std::vector<store::LedgerLine>& ledger) {
    const auto findings = check_ledger(town_.releases(), ledger, town_.signing.verify_key());
    EXPECT_EQ(all_good(findings), std::ranges::all_of(findings, &Finding::good));
    std::vector<std::string> texts;
    for (const auto& finding : findings)
      if (!finding.good) texts.push_back(finding.text);
    return texts;
  }

  Town town_;
};

TEST_F(LedgerCheck, FindsNothingBadWhereNothingIs) {
  EXPECT_THAT(bad(), IsEmpty());
  EXPECT_EQ(check_ledger(town_.releases(), *town_.vault.ledger(), town_.signing.verify_key()).size(), 3U);
}

TEST_F(LedgerCheck, SeesARemovedRelease) {
  fs::remove_all(town_.releases() / "2025-Q1");
  EXPECT_THAT(bad(), ElementsAre(HasSubstr("2025-Q1: the release is not in the folder")));
  fs::remove_all(town_.releases());
  EXPECT_EQ(bad().size(), 2U);
}

TEST_F(LedgerCheck, SeesAChangedRelease) {
  support::write_file(town_.releases() / "2025-Q2/public/README.txt", "something else");
  EXPECT_THAT(bad(), ElementsAre(HasSubstr("README.txt: size differs")));
}

// Made anew with the same key: each file of it is good.
TEST_F(LedgerCheck, SeesAReissuedRelease) {
  Town other;
  other.signing = crypto::SigningKey::from_secret(town_.signing.secret().view()).value();
  other.reports(25, day(2025, 2, 1), {});
  other.release("2025-Q1").value();
  fs::remove_all(town_.releases() / "2025-Q1");
  fs::copy(other.releases() / "2025-Q1", town_.releases() / "2025-Q1", fs::copy_options::recursive);
  EXPECT_THAT(bad(), ElementsAre(HasSubstr("another release than the one recorded")));
}

TEST_F(LedgerCheck, SeesAnAudienceThatWasTakenAway) {
  fs::remove_all(town_.releases() / "2025-Q1/public");
  EXPECT_THAT(bad(), ElementsAre(HasSubstr("another release")));
}

TEST_F(LedgerCheck, SeesWhatTheLedgerDoesNotHave) {
  fs::copy(town_.releases() / "2025-Q1", town_.releases() / "2024-Q4", fs::copy_options::recursive);
  fs::create_directory(town_.releases() / ".partial-2025-Q3");
  EXPECT_THAT(bad(), ElementsAre(HasSubstr(".partial-2025-Q3: a release that was not finished"),
                                 HasSubstr("2024-Q4: in the folder of releases, but not in the ledger")));
}

TEST_F(LedgerCheck, SeesALedgerThatWasChanged) {
  auto ledger = *town_.vault.ledger();
  ledger.erase(ledger.begin());
  EXPECT_THAT(bad(ledger), ElementsAre(HasSubstr("does not follow"), HasSubstr("2025-Q1: in the folder")));
  ledger = *town_.vault.ledger();
  ledger[0].manifests[3] ^= 1U;
  EXPECT_THAT(bad(ledger), ElementsAre(HasSubstr("does not follow"), HasSubstr("another release")));
  ledger = *town_.vault.ledger();
  ledger[1].period = "../2025-Q1";
  EXPECT_THAT(bad(ledger), testing::Contains(HasSubstr("is of no period")));
}

}  // namespace
}  // namespace tellsafe::release
