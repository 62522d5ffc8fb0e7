#include "service/access/settings.h"

#include "access_fixture.h"

namespace tellsafe::access {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SettingsTest : public AccessTest {
 protected:
  store::Result<void> start() { return record_settings(vault.audit(), audit, settings); }
  std::vector<Setting> settings{{"staff.url", "https://staff.example"}, {"staff.idle_seconds", "900"}};
};

TEST_F(SettingsTest, TheFirstStartSaysAllAndALaterOneWhatHasChanged) {
  ASSERT_TRUE(start());
  EXPECT_THAT(log(), ElementsAre("server settings_changed staff.url \"https://staff.example\"",
                                 "server settings_changed staff.idle_seconds \"900\""));
  ASSERT_TRUE(start());
  EXPECT_EQ(log_size(), 2U);
  settings[1].value = "60";
  ASSERT_TRUE(start());
  ASSERT_TRUE(start());
  EXPECT_EQ(log_size(), 3U);
  EXPECT_EQ(log().back(), "server settings_changed staff.idle_seconds \"60\"");
  settings[1].value = "900";
  ASSERT_TRUE(start());
  EXPECT_EQ(log().back(), "server settings_changed staff.idle_seconds \"900\"") << "the last line counts";
}

TEST_F(SettingsTest, WhatIsLongOrDoesNotShowIsComparedAsWell) {
  settings = {{"keys.review", std::string(1000, 'a')}, {"releases.folder", "/srv/\xff\"x\n"}};
  ASSERT_TRUE(start());
  ASSERT_TRUE(start());
  EXPECT_EQ(log_size(), 2U);
  settings[0].value.back() = 'b';
  ASSERT_TRUE(start());
  EXPECT_EQ(log_size(), 3U);
  EXPECT_THAT(log().back(),
              testing::MatchesRegex("server settings_changed keys.review SHA-256 [0-9a-f]{64}"));
  settings[1].value = "/srv/\xfe\"x\n";
  ASSERT_TRUE(start());
  EXPECT_EQ(log_size(), 4U);
}

TEST_F(SettingsTest, WhatCannotBeRecordedIsAnError) {
  vault.audit_failure.now = store::Errc::disk_full;
  EXPECT_EQ(start().error(), store::Errc::disk_full);
  vault.audit_failure.now.reset();
  EXPECT_THAT(log(), IsEmpty());
}

}  // namespace
}  // namespace tellsafe::access
