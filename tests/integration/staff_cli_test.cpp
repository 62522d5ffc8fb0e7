// The audit log of a city as its operators make and check it, and what somebody with the vault's key can do
// to it.
#include <gmock/gmock.h>

#include "service/store/connect.h"
#include "service/store/database.h"
#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

using testing::HasSubstr;

class StaffCli : public testing::Test {
 protected:
  StaffCli() {
    const std::string text = read_file(city_.file());
    const auto section = text.find("[staff]\n");
    const std::string url = "url = \"https://staff.riverbend.example\"\n";
    write_file(city_.file(), section == std::string::npos ? text + "\n[staff]\n" + url
                                                          : std::string(text).insert(section + 8, url));
  }
  void invite(const std::string& name) {
    const auto invited = city_.tellsafe({"staff", "invite", "--role", "working_group", "--name", name,
                                         "--organization", "Riverbend Schools", "--expires", "2999-12-31"});
    ASSERT_EQ(invited.code, 0) << invited.err;
    EXPECT_THAT(invited.out, HasSubstr("https://staff.riverbend.example/enrol/"));
  }
  Ran verify() const { return city_.tellsafe({"audit", "verify"}); }
  Ran verify_with_key() const {
    return city_.tellsafe_unlocked({"audit", "verify", "--release-key", city_.folder() / "keys/release.key"});
  }
  void change(const char* sql) const {
    const auto config = city_.config();
    const auto key = runtime::load_vault_key(config.vault_key);
    ASSERT_TRUE(key.has_value());
    store::connect_to_vault(config.staff_file, *key, store::staff_file).run(sql);
  }
  City city_;
};

TEST_F(StaffCli, WhatOperatorsDidIsInTheLogAndTheLogIsWhole) {
  invite("Ana Diaz");
  const auto list = city_.tellsafe({"staff", "list"});
  EXPECT_THAT(list.out, HasSubstr("Ana Diaz, Riverbend Schools"));
  EXPECT_EQ(city_.tellsafe_unlocked({"release", "2020"}).code, 1) << "nothing to release";
  EXPECT_EQ(city_.tellsafe_unlocked({"review", "list"}).code, 0);
  const auto show = city_.tellsafe({"audit", "show"});
  EXPECT_THAT(show.out, HasSubstr("  invited  "));
  EXPECT_THAT(show.out, HasSubstr("  key_used  release key, signing key"));
  EXPECT_THAT(show.out, HasSubstr("  key_used  review key"));
  EXPECT_THAT(show.out, testing::Not(HasSubstr("  released  "))) << "for nothing was";
  const auto checked = verify_with_key();
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("the seal is that of these lines"));
}

TEST_F(StaffCli, EditsOfTheFileAreFound) {
  invite("Ana Diaz");
  invite("Ben Okafor");
  invite("Cal Reyes");
  ASSERT_EQ(verify().code, 0);
  change(
      "DROP TRIGGER audit_is_never_changed; UPDATE audit_line SET subject = replace(subject, 'Ben Okafor', "
      "'Nobody')");
  const auto found = verify();
  EXPECT_EQ(found.code, 1);
  EXPECT_THAT(found.out, HasSubstr("line 2"));
}

TEST_F(StaffCli, ALogThatWasCutOffIsFoundAndNothingIsDoneAnyMore) {
  invite("Ana Diaz");
  invite("Ben Okafor");
  change("DROP TRIGGER audit_is_never_shortened; DELETE FROM audit_line WHERE number = 2");
  EXPECT_EQ(verify().code, 1);
  EXPECT_EQ(verify_with_key().code, 1);
  EXPECT_EQ(city_.tellsafe_unlocked({"release", "2020"}).code, 4);
}

TEST_F(StaffCli, AFileOfAnEarlierDayIsFoundWithAnExport) {
  invite("Ana Diaz");
  const auto file = city_.config().staff_file;
  std::filesystem::copy_file(file, city_.folder() / "before.db");
  invite("Ben Okafor");
  const auto exported = city_.folder() / "audit.jsonl";
  ASSERT_EQ(city_.tellsafe({"audit", "export", exported}).code, 0);
  EXPECT_EQ(city_.tellsafe({"audit", "verify", "--known", exported}).code, 0);
  EXPECT_EQ(city_.tellsafe({"audit", "export", exported}).code, 8) << "a file that is there is left alone";

  std::filesystem::copy_file(city_.folder() / "before.db", file,
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(verify_with_key().code, 0) << "the file alone does not tell";
  const auto found = city_.tellsafe({"audit", "verify", "--known", exported});
  EXPECT_EQ(found.code, 1);
  EXPECT_THAT(found.out, HasSubstr("lines"));
}

}  // namespace
}  // namespace tellsafe::support
