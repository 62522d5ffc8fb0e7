#include "service/reading/export_zip.h"

#include <gmock/gmock.h>
#include <zip.h>

#include <cstdlib>
#include <ctime>
#include <memory>
#include <vector>

#include "crypto/hash.h"
#include "tests/support/process.h"

namespace tellsafe::reading {
namespace {

using testing::ElementsAre;

const std::map<std::string, std::string> some = {
    {"data.csv", "a,b\r\n1,2\r\n"}, {"README.txt", "Read me.\n"}, {"codes.csv", ""}, {"Z.json", "{}"}};

struct Entry {
  std::string name;
  std::string content;
  zip_stat_t status{};
};

std::vector<Entry> entries_of(const std::string& bytes) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  const std::unique_ptr<zip_t, void (*)(zip_t*)> archive(
      zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr), zip_discard);
  EXPECT_NE(archive, nullptr);
  std::vector<Entry> entries(static_cast<std::size_t>(zip_get_num_entries(archive.get(), 0)));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    auto& entry = entries[i];
    EXPECT_EQ(zip_stat_index(archive.get(), i, 0, &entry.status), 0);
    entry.name = entry.status.name;
    entry.content.resize(entry.status.size);
    zip_file_t* file = zip_fopen_index(archive.get(), i, 0);
    EXPECT_EQ(zip_fread(file, entry.content.data(), entry.content.size()),
              static_cast<zip_int64_t>(entry.status.size));
    zip_fclose(file);
  }
  return entries;
}

TEST(ExportZip, HoldsEachFileOnceReadmeFirst) {
  const auto entries = entries_of(export_zip(some));
  std::vector<std::string> names;
  for (const auto& entry : entries) {
    names.push_back(entry.name);
    EXPECT_EQ(entry.content, some.at(entry.name));
    EXPECT_EQ(entry.status.comp_method, ZIP_CM_STORE);
  }
  EXPECT_THAT(names, ElementsAre("README.txt", "Z.json", "codes.csv", "data.csv"));
  EXPECT_THAT(entries_of(export_zip({{"a", "b"}})), testing::SizeIs(1));
}

TEST(ExportZip, IsTheSameBytesEveryTimeAndEverywhere) {
  const auto first = export_zip(some);
  EXPECT_EQ(export_zip(some), first);
  for (const char* zone : {"America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "UTC"}) {
    ASSERT_EQ(::setenv("TZ", zone, 1), 0);
    ::tzset();
    EXPECT_EQ(export_zip(some), first) << zone;
  }
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_EQ(crypto::hex(crypto::sha256(crypto::bytes_of(first))),
            "ca89083fa74f1f0529d97c488f99e0a6292c7617d74d9b76faa372fbd595fb12");
}

TEST(ExportZip, IsAnotherFileWhenAnyByteIs) {
  auto other = some;
  other["data.csv"].back() = ' ';
  EXPECT_NE(export_zip(other), export_zip(some));
}

TEST(ExportZip, IsGoodForOtherPrograms) {
  if (support::run({"unzip", "-v"}).code != 0) GTEST_SKIP() << "unzip is not here";
  const support::TemporaryFolder folder;
  support::write_file(folder.path() / "export.zip", export_zip(some));
  const auto ran = support::run({"unzip", "-t", folder.path() / "export.zip"});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  ASSERT_EQ(support::run({"unzip", folder.path() / "export.zip", "-d", folder.path() / "out"}).code, 0);
  for (const auto& [name, content] : some)
    EXPECT_EQ(support::read_file(folder.path() / "out" / name), content) << name;
}

TEST(ExportZip, OfNothingIsNone) {
  EXPECT_THROW(export_zip({}), std::runtime_error);
}

}  // namespace
}  // namespace tellsafe::reading
