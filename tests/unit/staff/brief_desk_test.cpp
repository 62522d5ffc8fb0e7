#include "service/staff/brief_desk.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <optional>

#include "crypto/signing.h"
#include "tests/support/fake_staff_vault.h"
#include "tests/support/form.h"
#include "tests/support/manual_clock.h"
#include "tests/support/must.h"
#include "tests/unit/staff/test_room.h"

namespace tellsafe::staff {
namespace {

using access::Role;
using handling::Response;
using test_support::must;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Pages& pages() {
  PagesOptions options;
  options.web = TELLSAFE_WEB_DIR;
  options.city = "Riverbend";
  static const auto made = must(Pages::load(options));
  return made;
}
const reading::BriefPress& press() {
  static const auto made = [] {
    reading::BriefPressOptions options;
    options.web = TELLSAFE_WEB_DIR;
    options.frame.city = "Riverbend";
    options.frame.key = crypto::SigningKey::generate().verify_key();
    return must(reading::BriefPress::load(options, test_labels(), {}));
  }();
  return made;
}

access::Visitor visitor(store::PersonId id, const std::string& name, Role role = Role::working_group) {
  access::Visitor made;
  made.person = {id, name, "Schools", std::string(access::name_of(role)), {}, false};
  made.role = role;
  made.csrf = crypto::wiped("token");
  return made;
}

class BriefDeskTest : public testing::Test {
 protected:
  BriefDeskTest()
      : log_(vault_.audit(), [] { return store::Time(); }),
        desk_({vault_.briefs(), vault_.approvals(), vault_.people(), log_, [] { return store::Time(); },
               clock_, press(), [this] { return figures_; }, pages()}),
        routes_(desk_.routes()) {}

  Response ask(const access::Visitor& who, const std::string& pattern, const std::string& month, bool posted,
               const support::Form& typed) {
    const auto route = std::ranges::find(routes_, pattern, &StaffRoute::pattern);
    const std::vector<std::string> parts{month};
    const Fields query;
    const Fields sent(typed.body());
    return (posted ? route->post : route->get)({who, parts, query, sent});
  }
  Response get(const access::Visitor& who, const std::string& pattern, const std::string& month = "2026-11") {
    return ask(who, pattern, month, false, {});
  }
  std::string shown(const access::Visitor& who, const std::string& pattern = "/brief/{}") {
    return body_of(get(who, pattern));
  }
  Response save(const access::Visitor& who, const support::Form& typed,
                const std::string& month = "2026-11") {
    return ask(who, "/brief/{}/edit", month, true, typed);
  }
  // Of the draft as it is now.
  std::string digest() { return crypto::hex(reading::brief_digest(shown(reader_, "/brief/{}/page"))); }
  Response sign(const access::Visitor& who, const std::string& digest) {
    return ask(who, "/brief/{}/approve", "2026-11", true, {{"digest", digest}, {"read", "yes"}});
  }
  std::vector<std::string> log() {
    std::vector<std::string> lines;
    must(vault_.audit().each([&](const store::AuditLine& line) {
      lines.push_back(line.action + " " + line.subject);
      return true;
    }));
    return lines;
  }
  template <class T>
  static T must(store::Result<T>&& result) {
    return std::move(result.value());
  }
  std::optional<store::PublishedBrief> out() {
    auto brief = vault_.briefs().brief("2026-11");
    return brief ? std::optional(*brief) : std::nullopt;
  }

  const access::Visitor ana_ = visitor(1, "Ana Diaz");
  const access::Visitor ben_ = visitor(2, "Ben Okafor");
  const access::Visitor reader_ = visitor(3, "Rita Board", Role::advisory_board);
  const support::Form typed_{{"version", "0"},         {"needs", "Legal help\r\n\r\n  An interpreter  "},
                             {"said_2", "It is dark"}, {"did_2", "Two lamps"},
                             {"next", "2026-12-15"},   {"notes", "Thanks <all>"}};
  test_support::FakeStaffVault vault_;
  test_support::ManualClock clock_{std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)};
  access::AuditLog log_;
  reading::BriefFigures figures_;
  BriefDesk desk_;
  std::vector<StaffRoute> routes_;
};

TEST_F(BriefDeskTest, NamesThePermissionOfEachAddress) {
  using access::Permission;
  std::map<std::string, Permission> permissions;
  for (const auto& route : routes_) {
    permissions[route.pattern] = route.permission;
    const bool writes = route.pattern == "/brief/{}/approve" || route.pattern == "/brief/{}/edit";
    EXPECT_EQ(static_cast<bool>(route.post), writes);
    EXPECT_EQ(route.fresh, writes);
  }
  EXPECT_EQ(permissions,
            (std::map<std::string, Permission>{{"/brief", Permission::read_drafts},
                                               {"/brief/{}", Permission::read_drafts},
                                               {"/brief/{}/page", Permission::read_drafts},
                                               {"/brief/{}/pdf", Permission::read_drafts},
                                               {"/brief/{}/edit", Permission::write_brief},
                                               {"/brief/{}/approve", Permission::approve_brief}}));
}

TEST_F(BriefDeskTest, KeepsWhatWasWrittenAndRecordsItBefore) {
  const auto saved = save(ana_, typed_);
  EXPECT_EQ(saved.status, 303U);
  EXPECT_EQ(saved.location, "/brief/2026-11");
  const auto text = reading::parse_brief(vault_.briefs().draft("2026-11")->json);
  ASSERT_TRUE(text);
  EXPECT_THAT(text->needs, ElementsAre("Legal help", "An interpreter"));
  ASSERT_EQ(text->done.size(), 1U);
  EXPECT_EQ(text->done.front().did, "Two lamps");
  EXPECT_THAT(log(), ElementsAre("brief_saved brief:2026-11 version 1"));
  const auto page = shown(ana_, "/brief/{}/edit");
  EXPECT_THAT(page,
              AllOf(HasSubstr(">\nLegal help\nAn interpreter</textarea>"), HasSubstr("Thanks &lt;all&gt;"),
                    HasSubstr("name=\"version\" value=\"1\""), HasSubstr("value=\"2026-12-15\"")));
}

TEST_F(BriefDeskTest, DoesNothingWithoutTheLog) {
  vault_.audit_failure.now = store::Errc::disk_full;
  const auto failed = save(ana_, typed_);
  EXPECT_EQ(failed.status, 503U);
  EXPECT_THAT(body_of(failed), HasSubstr("Two lamps"));
  EXPECT_FALSE(vault_.briefs().draft("2026-11"));
  vault_.audit_failure.now.reset();
  save(ana_, typed_);
  sign(ana_, digest());
  vault_.audit_failure.now = store::Errc::disk_full;
  EXPECT_EQ(sign(ben_, digest()).status, 503U);
  EXPECT_EQ(vault_.approvals().of("brief:2026-11")->size(), 1U);
  EXPECT_FALSE(out());
}

TEST_F(BriefDeskTest, SaysWhatIsWrongBesideTheFieldAndLosesNothing) {
  const std::string long_line(reading::brief_limits.item + 1, 'x');
  const auto refused =
      save(ana_, {{"version", "0"}, {"needs", long_line}, {"said_1", "Only said"}, {"next", "soon"}});
  EXPECT_EQ(refused.status, 422U);
  const auto page = body_of(refused);
  EXPECT_THAT(page, AllOf(HasSubstr(long_line), HasSubstr("Only said"), HasSubstr("value=\"soon\"")));
  for (const auto* field : {"needs", "did_1", "next"}) {
    EXPECT_THAT(page, HasSubstr(std::string("<a href=\"#") + field + "\">"));
    EXPECT_THAT(page, HasSubstr(std::string("id=\"") + field + "-error\""));
  }
  EXPECT_THAT(page, Not(HasSubstr("id=\"notes-error\"")));
  EXPECT_FALSE(vault_.briefs().draft("2026-11"));
  EXPECT_THAT(log(), IsEmpty());
}

TEST_F(BriefDeskTest, OfTwoWhoWriteAtOnceTheSecondLosesNothing) {
  save(ana_, typed_);
  const auto refused = save(ben_, {{"version", "0"}, {"needs", "Ben’s own words"}});
  EXPECT_EQ(refused.status, 409U);
  const auto page = body_of(refused);
  EXPECT_THAT(page, AllOf(HasSubstr("Ben’s own words"), HasSubstr("Somebody else has saved"),
                          HasSubstr("<li>Legal help</li>"), HasSubstr("name=\"version\" value=\"1\"")));
  EXPECT_THAT(log(), ElementsAre("brief_saved brief:2026-11 version 1"));
  EXPECT_EQ(save(ben_, {{"version", "1"}, {"needs", "Both"}}).status, 303U);
}

TEST_F(BriefDeskTest, ShowsTheBytesThatWillBePublic) {
  save(ana_, typed_);
  const auto page = get(reader_, "/brief/{}/page");
  const auto text = reading::parse_brief(vault_.briefs().draft("2026-11")->json);
  EXPECT_EQ(body_of(page), press().page(*text, {}));
  EXPECT_EQ(page.style_hash, press().style_hash());
  EXPECT_EQ(page.keeping, handling::Keeping::never);
  EXPECT_THAT(shown(ana_), HasSubstr("name=\"digest\" value=\"" + digest() + "\""));
}

TEST_F(BriefDeskTest, TwoPersonsMakeItPublic) {
  save(ana_, typed_);
  const auto signed_digest = digest();
  const auto html = shown(ana_, "/brief/{}/page");
  EXPECT_EQ(sign(ana_, signed_digest).status, 303U);
  EXPECT_FALSE(out());
  EXPECT_THAT(shown(ana_), AllOf(HasSubstr("Ana Diaz (Schools)"), HasSubstr("A second person"),
                                 Not(HasSubstr("/approve"))));
  EXPECT_EQ(sign(ana_, signed_digest).status, 409U);
  EXPECT_FALSE(out());

  EXPECT_EQ(sign(ben_, signed_digest).status, 303U);
  ASSERT_TRUE(out());
  EXPECT_EQ(out()->html, html);
  EXPECT_THAT(
      log(),
      ElementsAre("brief_saved brief:2026-11 version 1", "brief_approved brief:2026-11 " + signed_digest,
                  "brief_approved brief:2026-11 " + signed_digest,
                  "brief_published brief:2026-11 signed by Ana Diaz (Schools), Ben Okafor (Schools)"));
}

TEST_F(BriefDeskTest, AnEditTakesTheSignaturesBack) {
  save(ana_, typed_);
  const auto first = digest();
  sign(ana_, first);
  save(ben_, {{"version", "1"}, {"needs", "Other words"}});
  EXPECT_NE(digest(), first);
  EXPECT_THAT(shown(ben_), AllOf(HasSubstr("An earlier text was signed"), HasSubstr("Two people have to")));
  EXPECT_EQ(sign(ben_, first).status, 409U);
  EXPECT_EQ(sign(ben_, digest()).status, 303U);
  EXPECT_FALSE(out());
  EXPECT_EQ(sign(ana_, digest()).status, 303U);
  EXPECT_TRUE(out());
}

TEST_F(BriefDeskTest, TheSignatureOfSomebodyWhoIsStoppedDoesNotCount) {
  ASSERT_TRUE(vault_.people().add(ana_.person, crypto::Sha256{1}, {}));
  save(ana_, typed_);
  sign(ana_, digest());
  ASSERT_TRUE(vault_.people().set_stopped(ana_.person.id, true));
  EXPECT_THAT(shown(ben_), AllOf(HasSubstr("Two people have to"), Not(HasSubstr("Ana Diaz"))));
  EXPECT_EQ(sign(ben_, digest()).status, 303U);
  EXPECT_FALSE(out());
}

TEST_F(BriefDeskTest, ASignatureNeedsTheCheckBox) {
  save(ana_, typed_);
  EXPECT_EQ(ask(ana_, "/brief/{}/approve", "2026-11", true, {{"digest", digest()}}).status, 422U);
  EXPECT_TRUE(vault_.approvals().of("brief:2026-11")->empty());
}

TEST_F(BriefDeskTest, GoesOnWhereItBrokeOffBetweenTheSecondSignatureAndPublishing) {
  save(ana_, typed_);
  const auto html = shown(ana_, "/brief/{}/page");
  for (const store::PersonId person : {1U, 2U})
    ASSERT_TRUE(vault_.approvals().add(
        {"brief:2026-11", reading::brief_digest(html), person, "Name", "working_group", {}}));
  EXPECT_THAT(shown(ana_), HasSubstr("/brief/2026-11/approve"));
  EXPECT_EQ(sign(ana_, digest()).status, 303U);
  EXPECT_EQ(out()->html, html);
  EXPECT_EQ(vault_.approvals().of("brief:2026-11")->size(), 2U);
}

TEST_F(BriefDeskTest, WhatIsPublicStaysAsItIs) {
  save(ana_, typed_);
  const auto last = digest();
  sign(ana_, last);
  sign(ben_, last);
  const auto html = out()->html;
  EXPECT_EQ(get(ana_, "/brief/{}/edit").status, 409U);
  const auto refused = save(ana_, {{"version", "1"}, {"needs", "Something else"}});
  EXPECT_EQ(refused.status, 409U);
  EXPECT_THAT(body_of(refused), HasSubstr("Something else"));
  EXPECT_EQ(sign(ana_, last).status, 409U);
  EXPECT_EQ(out()->html, html);
  EXPECT_EQ(shown(reader_, "/brief/{}/page"), html);
  EXPECT_THAT(shown(ana_), AllOf(HasSubstr("<li>Ana Diaz (Schools)</li>\n<li>Ben Okafor (Schools)</li>"),
                                 Not(HasSubstr("/brief/2026-11/pdf"))));
  EXPECT_EQ(get(ana_, "/brief/{}/pdf").status, 404U);
  const std::string printed = "%PDF";
  ASSERT_TRUE(vault_.briefs().attach_pdf("2026-11", crypto::bytes_of(printed)));
  EXPECT_THAT(shown(ana_), HasSubstr("href=\"/brief/2026-11/pdf\""));
  EXPECT_EQ(body_of(get(reader_, "/brief/{}/pdf")), printed);
  EXPECT_THAT(shown(ana_),
              AllOf(HasSubstr("is public"), Not(HasSubstr("/edit")), Not(HasSubstr("/approve"))));
}

TEST_F(BriefDeskTest, TheBoardReadsAndDoesNotWrite) {
  save(ana_, typed_);
  EXPECT_THAT(shown(reader_), AllOf(HasSubstr("/brief/2026-11/page"), Not(HasSubstr("/edit")),
                                    Not(HasSubstr("<form method=\"post\" action=\"/brief"))));
  EXPECT_THAT(shown(reader_, "/brief"), AllOf(HasSubstr("November 2026"), Not(HasSubstr("/edit"))));
}

TEST_F(BriefDeskTest, ListsTheMonthsAndWhichMayBeBegun) {
  save(ana_, typed_, "2026-10");
  const auto page = shown(ana_, "/brief");
  EXPECT_THAT(page, AllOf(HasSubstr("href=\"/brief/2026-10\""), HasSubstr("href=\"/brief/2026-12/edit\""),
                          HasSubstr("href=\"/brief/2026-11/edit\""), Not(HasSubstr("/brief/2026-10/edit"))));
}

TEST_F(BriefDeskTest, KnowsNoOtherMonths) {
  for (const auto* month : {"2026-13", "november", "2026-1", "2027-01", "2025-10", "2001-01"}) {
    EXPECT_EQ(get(ana_, "/brief/{}", month).status, 404U) << month;
    EXPECT_EQ(get(ana_, "/brief/{}/page", month).status, 404U) << month;
    EXPECT_EQ(get(ana_, "/brief/{}/edit", month).status, 404U) << month;
    EXPECT_EQ(save(ana_, typed_, month).status, 404U) << month;
  }
  for (const auto* month : {"2026-12", "2025-11"})
    EXPECT_EQ(get(ana_, "/brief/{}/edit", month).status, 200U) << month;
  EXPECT_EQ(sign(ana_, "").status, 404U);
}

TEST_F(BriefDeskTest, SaysThatTheVaultIsBusy) {
  save(ana_, typed_);
  vault_.failure.now = store::Errc::busy;
  for (const auto* pattern : {"/brief", "/brief/{}", "/brief/{}/page", "/brief/{}/edit"})
    EXPECT_EQ(get(ana_, pattern).status, 503U) << pattern;
  EXPECT_EQ(save(ana_, typed_).status, 503U);
  EXPECT_EQ(sign(ana_, "x").status, 503U);
}

}  // namespace
}  // namespace tellsafe::staff
