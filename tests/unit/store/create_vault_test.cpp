#include <sys/stat.h>

#include "service/store/connect.h"
#include "store_fixture.h"

namespace tellsafe::store {
namespace {

using CreateVault = StoreTest;

mode_t mode_of(const std::filesystem::path& file) {
  struct stat status {};
  return stat(file.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

TEST_F(CreateVault, LeavesOneFileForItsOwnerAlone) {
  create();
  EXPECT_EQ(mode_of(options_.file), mode_t{0600});
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder_))
    files.push_back(entry.path().filename());
  EXPECT_THAT(files, testing::ElementsAre("vault"));
}

TEST_F(CreateVault, EveryFileOfAnOpenVaultIsForItsOwnerAlone) {
  create();
  const auto sink = ready_sink();
  ASSERT_TRUE(sink->append(report()));
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    EXPECT_EQ(mode_of(entry.path()), mode_t{0600}) << entry.path();
  }
}

TEST_F(CreateVault, NeverReplacesWhatIsThere) {
  create();
  const std::string before = bytes_of(options_.file);
  EXPECT_EQ(create_vault(options_, key_, true).error(), Errc::already_exists);
  EXPECT_EQ(bytes_of(options_.file), before);
}

TEST_F(CreateVault, WhatAnInterruptedMakingLeftIsNoObstacle) {
  std::ofstream(options_.file.string() + ".new") << "half a vault";
  create();
  EXPECT_EQ(is_demo_vault(options_, key_).value(), false);
}

TEST_F(CreateVault, AFolderThatIsNotThereIsAnError) {
  options_.file = folder_ / "nowhere" / "vault";
  EXPECT_EQ(create_vault(options_, key_, false).error(), Errc::io);
}

TEST_F(CreateVault, DamagedInstallationLeavesNothingBehind) {
  options_.migrations = folder_ / "nowhere";
  EXPECT_THROW((void)create_vault(options_, key_, false), std::runtime_error);
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(CreateVault, RemembersWhetherItIsADemonstration) {
  create(true);
  EXPECT_EQ(is_demo_vault(options_, key_).value(), true);
}

TEST_F(CreateVault, TheDemonstrationFlagCannotBeChanged) {
  create(false);
  {
    Database database = connect_to_vault(options_.file, key_);
    EXPECT_ANY_THROW(database.run("UPDATE meta SET demo = 1"));
    EXPECT_ANY_THROW(database.run("DELETE FROM meta"));
    EXPECT_ANY_THROW(database.run("INSERT INTO meta SELECT 2, 1, receipt_key FROM meta"));
    EXPECT_ANY_THROW(database.run("INSERT OR REPLACE INTO meta SELECT 1, 1, receipt_key FROM meta"));
  }
  EXPECT_EQ(is_demo_vault(options_, key_).value(), false);
}

TEST_F(CreateVault, ReceiptKeyIsMadeOnceAndDiffersBetweenVaults) {
  create();
  const auto copy = [this] { return crypto::SecretBytes::copy_of(sink()->receipt_key().view()); };
  const auto first = copy();
  ASSERT_EQ(first.size(), 32U);
  EXPECT_EQ(sodium_memcmp(first.data(), copy().data(), 32), 0);
  options_.file = folder_ / "other";
  create();
  EXPECT_NE(sodium_memcmp(first.data(), copy().data(), 32), 0);
}

TEST_F(CreateVault, AnotherKeyDoesNotOpenIt) {
  create();
  const auto other = crypto::SecretBytes::random(32);
  EXPECT_EQ(is_demo_vault(options_, other).error(), Errc::not_a_vault);
  EXPECT_EQ(open_sink(options_, other).error(), Errc::not_a_vault);
  EXPECT_EQ(open_source(options_, other).error(), Errc::not_a_vault);
  EXPECT_TRUE(open_sink(options_, key_));
}

TEST_F(CreateVault, WhatIsNotAVaultIsNotOpenedAndNotTouched) {
  EXPECT_EQ(open_sink(options_, key_).error(), Errc::not_a_vault);
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
  for (const std::string& content : {std::string(), std::string("short"), std::string(8192, 'x')}) {
    std::ofstream(options_.file) << content;
    EXPECT_EQ(is_demo_vault(options_, key_).error(), Errc::not_a_vault);
    EXPECT_EQ(open_sink(options_, key_).error(), Errc::not_a_vault);
    EXPECT_EQ(open_source(options_, key_).error(), Errc::not_a_vault);
    EXPECT_EQ(bytes_of(options_.file), content);
  }
}

TEST_F(CreateVault, AnotherProgramsEncryptedFileIsNotAVault) {
  std::ofstream(options_.file).close();
  connect(options_.file, key_).run("CREATE TABLE meta (demo INTEGER)");
  EXPECT_EQ(is_demo_vault(options_, key_).error(), Errc::not_a_vault);
}

TEST_F(CreateVault, NothingReadableIsInItsFiles) {
  create();
  const auto sink = ready_sink();
  NewReport sent = report();
  sent.facts = Bytes(96, 'F');
  sent.story = Bytes(4500, 'S');
  ASSERT_TRUE(sink->append(sent));
  const std::string tag(sent.receipt.begin(), sent.receipt.end());
  for (const char* suffix : {"", "-wal"}) {
    const std::string bytes = bytes_of(options_.file.string() + suffix);
    ASSERT_FALSE(bytes.empty()) << suffix;
    for (const std::string& plain :
         {std::string("SQLite format 3"), std::string("CREATE TABLE"), std::string("receipt"),
          std::string(16, 'F'), std::string(16, 'S'), tag}) {
      EXPECT_EQ(bytes.find(plain), std::string::npos) << suffix << ": " << plain;
    }
  }
}

TEST_F(CreateVault, OneChangedByteIsNoticed) {
  create();
  {
    const auto sink = ready_sink();
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(sink->append(report_with_story()));
  }
  const std::string whole = bytes_of(options_.file);
  // One place in each page, so that facts, stories, indexes and the schema all get their turn.
  for (std::size_t at = 1000; at < whole.size(); at += 4096) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    std::ofstream(options_.file, std::ios::binary) << changed;
    bool noticed = false;
    try {
      Database database = connect(options_.file, key_);
      noticed = !database.text("PRAGMA cipher_integrity_check").empty();
    } catch (const DatabaseError&) {
      noticed = true;
    }
    EXPECT_TRUE(noticed) << "byte " << at;
  }
}

TEST_F(CreateVault, ReadingADamagedPageIsAnErrorAndNotOtherData) {
  create();
  {
    const auto sink = ready_sink();
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(sink->append(report_with_story()));
  }
  std::string bytes = bytes_of(options_.file);
  for (std::size_t page = 4 * 4096; page < bytes.size(); page += 4096) bytes[page + 7] ^= 1;
  std::ofstream(options_.file, std::ios::binary) << bytes;
  auto opened = open_source(options_, key_);
  const auto error =
      opened ? (*opened)->each_story([](const StoredStory&) { return true; }).error() : opened.error();
  EXPECT_EQ(error, Errc::io);
}

}  // namespace
}  // namespace tellsafe::store
