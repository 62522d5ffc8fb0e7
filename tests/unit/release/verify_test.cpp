#include "service/release/verify.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "service/release/publish.h"
#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::Contains;

class Verify : public testing::Test {
 protected:
  Verify() {
    town_.reports(20, day(2025, 2, 1), {{"act_types", {"threat"}}});
    folder_ = town_.release("2025-Q1").value().folders.at(0);
  }
  bool good() const { return all_good(findings()); }
  std::vector<Finding> findings() const { return verify_release(folder_, town_.signing.verify_key()); }
  void expect_bad(const std::string& text) const {
    std::vector<std::string> bad;
    for (const auto& finding : findings())
      if (!finding.good) bad.push_back(finding.text);
    EXPECT_THAT(bad, Contains(text));
    EXPECT_FALSE(good());
  }
  void sign_manifest(const std::string& manifest) const {
    support::write_file(folder_ / "manifest.json", manifest);
    support::write_file(folder_ / "manifest.json.minisig",
                        town_.signing.sign(crypto::bytes_of(manifest), "comment"));
  }

  Town town_;
  std::filesystem::path folder_;
};

TEST_F(Verify, FindsAReleaseGood) {
  EXPECT_TRUE(good());
  EXPECT_EQ(findings().size(), 5U);  // the signature and four files
}

TEST_F(Verify, NoticesEachFileThatChanged) {
  for (const auto* name : {"tables.csv", "tables.json", "dictionary.csv", "README.txt"}) {
    const auto before = support::read_file(folder_ / name);
    auto changed = before;
    changed[changed.size() / 2] ^= 1;
    support::write_file(folder_ / name, changed);
    expect_bad(std::string(name) + ": SHA-256 differs");
    support::write_file(folder_ / name, before + " ");
    expect_bad(std::string(name) + ": size differs");
    std::filesystem::remove(folder_ / name);
    expect_bad(std::string(name) + ": missing");
    support::write_file(folder_ / name, before);
  }
  EXPECT_TRUE(good());
}

TEST_F(Verify, NoticesAnExtraFile) {
  support::write_file(folder_ / "other\n.csv", "");
  expect_bad("other?.csv: not in the manifest");
}

TEST_F(Verify, NoticesALinkInPlaceOfAFile) {
  const auto elsewhere = town_.folder.path() / "elsewhere";
  std::filesystem::rename(folder_ / "tables.csv", elsewhere);
  std::filesystem::create_symlink(elsewhere, folder_ / "tables.csv");
  expect_bad("tables.csv: missing");
}

TEST_F(Verify, NoticesAnEditedManifest) {
  auto manifest = support::read_file(folder_ / "manifest.json");
  manifest.replace(manifest.find("\"threshold\": "), 14, "\"threshold\": 2");
  support::write_file(folder_ / "manifest.json", manifest);
  EXPECT_FALSE(good());
  EXPECT_FALSE(findings().front().good);
}

TEST_F(Verify, NoticesAnotherKeyAndAMissingSignature) {
  EXPECT_FALSE(all_good(verify_release(folder_, crypto::SigningKey::generate().verify_key())));
  std::filesystem::remove(folder_ / "manifest.json.minisig");
  expect_bad("manifest.json.minisig: missing");
}

TEST_F(Verify, NoticesThatThereIsNothing) {
  std::filesystem::remove(folder_ / "manifest.json");
  expect_bad("manifest.json: missing");
  EXPECT_FALSE(all_good(verify_release(folder_ / "none", town_.signing.verify_key())));
  EXPECT_FALSE(all_good({}));
}

// Signed with the right key, but not a release: nothing outside the folder is ever read.
TEST_F(Verify, TakesNoManifestForMoreThanItIs) {
  for (const auto* manifest :
       {"", "[]", "{}", R"({"format":"tellsafe-release-2"})", R"({"format":"tellsafe-release-2","files":{}})",
        R"({"format":"tellsafe-release-2","files":[1]})", R"({"format":"other","files":[]})",
        R"({"format":"tellsafe-release-2","files":[{"name":"a"}]})",
        R"({"format":"tellsafe-release-2","files":[{"name":"../elsewhere","size":0,"sha256":""}]})",
        R"({"format":"tellsafe-release-2","files":[{"name":"/etc/passwd","size":0,"sha256":""}]})",
        R"({"format":"tellsafe-release-2","files":[{"name":"..","size":0,"sha256":""}]})",
        R"({"format":"tellsafe-release-2","files":[{"name":"a","size":-1,"sha256":""}]})"}) {
    sign_manifest(manifest);
    expect_bad("manifest.json: not a manifest of a release");
  }
}

TEST_F(Verify, GivesTheBytesThatItChecked) {
  const auto checked = check_release(folder_, town_.signing.verify_key());
  EXPECT_EQ(checked.files.at("tables.json"), support::read_file(folder_ / "tables.json"));
  EXPECT_EQ(checked.files.at("manifest.json"), support::read_file(folder_ / "manifest.json"));
}

TEST_F(Verify, NeedsOnlyMinisignAndSha256sum) {
  const auto line = town_.signing.verify_key().line();
  const auto verified = support::run({"minisign", "-Vm", folder_ / "manifest.json", "-P", line});
  EXPECT_EQ(verified.code, 0) << verified.err;
  EXPECT_THAT(verified.out, testing::HasSubstr("Tellsafe release 2025-Q1 for public"));
  const auto manifest = nlohmann::json::parse(support::read_file(folder_ / "manifest.json"));
  std::string sums;
  for (const auto& file : manifest["files"])
    sums += file["sha256"].get<std::string>() + "  " + (folder_ / file["name"].get<std::string>()).string() +
            "\n";
  EXPECT_EQ(support::run({"sha256sum", "--check", "--strict", "-"}, sums).code, 0);
}

}  // namespace
}  // namespace tellsafe::release
