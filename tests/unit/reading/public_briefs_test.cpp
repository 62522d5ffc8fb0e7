#include "service/reading/public_briefs.h"

#include <gmock/gmock.h>

#include "crypto/memory.h"
#include "service/reading/brief_press.h"
#include "tests/support/fake_staff_vault.h"

namespace tellsafe::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

crypto::Bytes bytes(std::string_view text) {
  return {text.begin(), text.end()};
}

class PublicBriefsTest : public testing::Test {
 protected:
  PublicBriefsTest() : vault(started()), store(vault.briefs()) {}

  test_support::FakeStaffVault vault;
  tellsafe::store::Briefs& store;

 private:
  static crypto::Recipient started() {
    crypto::start();
    return crypto::Recipient({9});
  }
};

std::string text_of(const PublicBriefs& briefs, std::string_view name) {
  const auto found = briefs.answer(name);
  return found ? std::get<std::shared_ptr<const handling::ReadyPage>>(found->body)->plain : "";
}

TEST_F(PublicBriefsTest, AreThoseThatArePublished) {
  ASSERT_TRUE(store.save({"2026-09", 0, "{}"}));
  ASSERT_TRUE(store.publish({"2026-10", "<p>October</p>", {}}));
  PublicBriefs briefs(store);
  EXPECT_THAT(briefs.list(), ElementsAre(ListedBrief{"2026-10", false}));
  EXPECT_EQ(text_of(briefs, "2026-10"), "<p>October</p>");
  for (const auto* none : {"2026-09", "2026-10.pdf", "2026-10.html", ".pdf", ""})
    EXPECT_FALSE(briefs.answer(none)) << none;

  ASSERT_TRUE(store.publish({"2026-11", "<style>p{}</style>", bytes("%PDF")}));
  EXPECT_FALSE(briefs.answer("2026-11"));
  EXPECT_TRUE(briefs.refresh());
  EXPECT_THAT(briefs.list(), ElementsAre(ListedBrief{"2026-11", true}, ListedBrief{"2026-10", false}));
  EXPECT_EQ(text_of(briefs, "2026-11.pdf"), "%PDF");
}

TEST_F(PublicBriefsTest, ComeWithTheirTypeAndTheirOwnStyle) {
  ASSERT_TRUE(store.publish({"2026-11", "<style>p{}</style>", bytes("%PDF")}));
  const PublicBriefs briefs(store);
  const auto page = briefs.answer("2026-11");
  EXPECT_EQ(page->type, handling::ContentType::html);
  EXPECT_EQ(page->style_hash, style_hash_of("<style>p{}</style>"));
  EXPECT_EQ(page->keeping, handling::Keeping::shortly);
  EXPECT_EQ(briefs.answer("2026-11.pdf")->type, handling::ContentType::pdf);
}

TEST_F(PublicBriefsTest, GetTheirPrintedFormLater) {
  for (const auto* month : {"2026-08", "2026-09", "2026-10"}) ASSERT_TRUE(store.publish({month, month, {}}));
  PublicBriefs briefs(store);
  ASSERT_TRUE(store.attach_pdf("2026-08", bytes("%PDF")));
  ASSERT_TRUE(store.attach_pdf("2026-10", bytes("%PDF")));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(briefs.refresh());
  EXPECT_EQ(text_of(briefs, "2026-08.pdf"), "%PDF");
  EXPECT_EQ(text_of(briefs, "2026-10.pdf"), "%PDF");
  EXPECT_FALSE(briefs.answer("2026-09.pdf"));
}

// However many there are, a look at the store stays cheap.
TEST_F(PublicBriefsTest, AreReadAgainOneAtATime) {
  for (const auto* month : {"2026-09", "2026-10"}) ASSERT_TRUE(store.publish({month, month, {}}));
  PublicBriefs briefs(store);
  for (const auto* month : {"2026-09", "2026-10"}) ASSERT_TRUE(store.attach_pdf(month, bytes("%PDF")));
  briefs.refresh();
  EXPECT_NE(briefs.answer("2026-09.pdf").has_value(), briefs.answer("2026-10.pdf").has_value());
  briefs.refresh();
  EXPECT_TRUE(briefs.answer("2026-09.pdf") && briefs.answer("2026-10.pdf"));
}

TEST_F(PublicBriefsTest, StayWhenTheStoreFails) {
  ASSERT_TRUE(store.publish({"2026-10", "October", {}}));
  PublicBriefs briefs(store);
  vault.failure.now = tellsafe::store::Errc::busy;
  EXPECT_FALSE(briefs.refresh());
  EXPECT_EQ(text_of(briefs, "2026-10"), "October");
  vault.failure.now.reset();
  EXPECT_TRUE(briefs.refresh());
}

TEST_F(PublicBriefsTest, OfAStoreThatFailsAtFirst) {
  ASSERT_TRUE(store.publish({"2026-10", "October", {}}));
  vault.failure.now = tellsafe::store::Errc::busy;
  PublicBriefs briefs(store);
  EXPECT_THAT(briefs.list(), IsEmpty());
  vault.failure.now.reset();
  briefs.refresh();
  EXPECT_THAT(briefs.list(), ElementsAre(ListedBrief{"2026-10", false}));
}

}  // namespace
}  // namespace tellsafe::reading
