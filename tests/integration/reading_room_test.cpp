// What leaves the reading room: the state police's export after two signatures, by people and by programs,
// and the monthly brief.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int reports = 12;  // enough to be shown to the police, who see 11

// A city with a year that is released, whose reporters agreed to share.
class ReadingRoom : public testing::Test {
 protected:
  ReadingRoom() {
    city_.open_reading_room("client_authorities = \"tls/programs.pem\"\n");
    make_authority();
    city_.set_day("2025-02-10");
    city_.start();
    auto resident = city_.resident();
    Form shared = full_report("Un relato.");
    shared.set("share_with_state_police", "yes");
    for (int i = 0; i < reports; ++i) resident.report(shared, "es");
    city_.set_day("2026-05-20");
    const Ran released = city_.tellsafe_unlocked({"release", "2025"});
    EXPECT_EQ(released.code, 0) << released.out << released.err;
  }
  ~ReadingRoom() override { EXPECT_EQ(city_.stop(), 0); }

  std::string tls(const std::string& name) const { return (city_.folder() / "tls" / name).string(); }
  void openssl(Command arguments) {
    arguments.insert(arguments.begin(), "openssl");
    const Ran made = run(arguments);
    ASSERT_EQ(made.code, 0) << made.err;
  }
  void make_authority() {
    openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
             tls("programs.key"), "-out", tls("programs.pem"), "-days", "30", "-subj", "/CN=Programs"});
  }
  // A certificate of that authority: "<name>.pem" and "<name>.key".
  void make_certificate(const std::string& name) {
    openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
             tls(name + ".key"), "-out", tls(name + ".csr"), "-subj", "/CN=" + name});
    openssl({"x509", "-req", "-in", tls(name + ".csr"), "-CA", tls("programs.pem"), "-CAkey",
             tls("programs.key"), "-CAcreateserial", "-out", tls(name + ".pem"), "-days", "30"});
  }
  // What curl got: the status on the last line of `out`, the body in the file.
  std::string fetch(const std::string& path, Command more, const std::string& into = "/dev/null") {
    Command command{"curl",     "--silent", "--cacert",    city_.config().certificate.string(),
                    "--output", into,       "--write-out", "%{http_code}"};
    command.insert(command.end(), more.begin(), more.end());
    command.push_back(city_.staff_site() + path);
    return run(command).out;
  }
  void approve(StaffBrowser& browser, unsigned status = 303) {
    const Page page = browser.get("/liaison/2025");
    ASSERT_EQ(page.status, 200U);
    EXPECT_EQ(browser.submit(page, "/liaison/2025/approve").status, 422U) << "it has to be looked at";
    EXPECT_EQ(browser.submit(page, "/liaison/2025/approve", {{"looked", "yes"}}).status, status);
  }
  // The id of a person, from `tellsafe staff list`.
  std::string id_of(const std::string& name) const {
    const Ran list = city_.tellsafe({"staff", "list"});
    const std::regex line("([0-9a-f]{16})[^\n]*" + name);
    std::smatch found;
    EXPECT_TRUE(std::regex_search(list.out, found, line)) << list.out;
    return found.str(1);
  }
  std::string token_of(const Ran& made) const {
    static const std::regex token("ts_[A-Za-z0-9_-]{43}");
    std::smatch found;
    EXPECT_TRUE(std::regex_search(made.out, found, token)) << made.out << made.err;
    return found.str(0);
  }

  City city_;
};

TEST_F(ReadingRoom, AnExportIsTakenAfterTwoSignaturesAndIsTheSameForAll) {
  StaffBrowser cal = city_.member("liaison", "Cal Reyes");
  StaffBrowser ana = city_.member("working_group", "Ana Diaz");
  const Page preview = cal.get("/liaison/2025");
  EXPECT_TRUE(preview.says("Risk figures"));
  EXPECT_TRUE(preview.says("not a NIBRS submission"));
  EXPECT_EQ(cal.get("/liaison/2025/export.zip").status, 409U);
  EXPECT_EQ(ana.get("/liaison/2025/export.zip").status, 403U);
  EXPECT_EQ(city_.tellsafe({"export", "2025", "--out", city_.folder() / "early.zip"}).code, 1);

  approve(cal);
  EXPECT_EQ(cal.get("/liaison/2025/export.zip").status, 409U);
  // A second time by the same person is not a second person.
  EXPECT_EQ(cal.post("/liaison/2025/approve", {{"csrf", "wrong"}}).status, 403U);
  approve(ana);
  const Page zip = cal.get("/liaison/2025/export.zip");
  ASSERT_EQ(zip.status, 200U);
  EXPECT_EQ(zip.header("content-type"), "application/zip");
  EXPECT_THAT(zip.header("content-disposition"), HasSubstr("state-police-2025.zip"));
  EXPECT_EQ(cal.get("/liaison/2025/export.zip").body, zip.body);

  const Ran looked = city_.tellsafe({"export", "2025", "--preview"});
  EXPECT_THAT(looked.out, HasSubstr("Cal Reyes"));
  EXPECT_THAT(looked.out, HasSubstr("Ana Diaz"));
  EXPECT_TRUE(ana.get("/liaison/2025").says("The liaison can take it now"));

  const auto out = city_.folder() / "export.zip";
  const Ran exported = city_.tellsafe({"export", "2025", "--out", out});
  ASSERT_EQ(exported.code, 0) << exported.out << exported.err;
  EXPECT_EQ(read_file(out), zip.body);
  // Its files are the release's, byte for byte.
  for (const std::string name : {"README.txt", "data.csv", "codes.csv", "dictionary.csv", "manifest.json",
                                 "manifest.json.minisig", "tables.csv", "tables.json"}) {
    const Ran part = run({"unzip", "-p", out, name});
    EXPECT_EQ(part.out, read_file(city_.folder() / "releases/2025/state_police" / name)) << name;
  }
  const std::string log = city_.audit();
  for (const auto* what : {"export_approved", "downloaded", "export_made", "Cal Reyes", "Ana Diaz"})
    EXPECT_THAT(log, HasSubstr(what));
}

TEST_F(ReadingRoom, WhoIsStoppedHasNotApproved) {
  StaffBrowser cal = city_.member("liaison", "Cal Reyes");
  StaffBrowser ana = city_.member("working_group", "Ana Diaz");
  approve(cal);
  approve(ana);
  ASSERT_EQ(cal.get("/liaison/2025/export.zip").status, 200U);
  ASSERT_EQ(city_.tellsafe({"staff", "stop", id_of("Ana Diaz")}).code, 0);
  EXPECT_EQ(cal.get("/liaison/2025/export.zip").status, 409U);
  EXPECT_EQ(city_.tellsafe({"export", "2025", "--out", city_.folder() / "export.zip"}).code, 1);
  StaffBrowser ben = city_.member("working_group", "Ben Okafor");
  approve(ben);
  EXPECT_EQ(cal.get("/liaison/2025/export.zip").status, 200U);
}

TEST_F(ReadingRoom, TwoOfThePoliceAreNotEnough) {
  StaffBrowser cal = city_.member("liaison", "Cal Reyes");
  StaffBrowser dan = city_.member("liaison", "Dan Kim");
  approve(cal);
  approve(dan);
  EXPECT_EQ(cal.get("/liaison/2025/export.zip").status, 409U);
  StaffBrowser ana = city_.member("working_group", "Ana Diaz");
  approve(ana);
  EXPECT_EQ(cal.get("/liaison/2025/export.zip").status, 200U);
}

TEST_F(ReadingRoom, ProgramsFetchWithATokenOrACertificate) {
  StaffBrowser cal = city_.member("liaison", "Cal Reyes");
  StaffBrowser ana = city_.member("working_group", "Ana Diaz");
  const std::string owner = id_of("Cal Reyes");
  const std::string token = token_of(
      city_.tellsafe({"token", "create", "--name", "records", "--owner", owner, "--expires", "2099-12-31"}));
  const std::string header = "Authorization: Bearer " + token;
  EXPECT_EQ(fetch("/api/export", {"--header", header}), "404") << "nothing is approved yet";
  EXPECT_EQ(fetch("/api/export/2025", {"--header", header}), "409");
  approve(cal);
  approve(ana);
  const auto by_token = (city_.folder() / "by-token.zip").string();
  EXPECT_EQ(fetch("/api/export", {"--header", header}, by_token), "200");
  EXPECT_EQ(read_file(by_token), cal.get("/liaison/2025/export.zip").body);

  make_certificate("records");
  const std::string pem = tls("records.pem");
  ASSERT_EQ(city_
                .tellsafe({"token", "certificate", "--name", "records by certificate", "--owner", owner,
                           "--file", pem, "--expires", "2099-12-31"})
                .code,
            0);
  const auto by_certificate = (city_.folder() / "by-certificate.zip").string();
  EXPECT_EQ(fetch("/api/export/2025", {"--cert", pem, "--key", tls("records.key")}, by_certificate), "200");
  EXPECT_EQ(read_file(by_certificate), read_file(by_token));

  // What it may read is what it was registered for, and its owner's role has.
  EXPECT_EQ(fetch("/api/group/2025", {"--header", header}), "403");
  EXPECT_NE(city_
                .tellsafe({"token", "create", "--name", "figures", "--owner", owner, "--scope", "read_group",
                           "--expires", "2099-12-31"})
                .code,
            0);
  const std::string figures =
      "Authorization: Bearer " +
      token_of(city_.tellsafe({"token", "create", "--name", "figures", "--owner", id_of("Ana Diaz"),
                               "--scope", "read_group", "--expires", "2099-12-31"}));
  const auto tables = (city_.folder() / "tables.json").string();
  std::string status;
  // The reading room looks for releases now and then.
  for (int tries = 0; tries < 300 && status != "200"; ++tries) {
    status = fetch("/api/group/2025", {"--header", figures}, tables);
    if (status != "200") run({"sleep", "0.1"});
  }
  EXPECT_EQ(status, "200");
  EXPECT_EQ(read_file(tables), read_file(city_.folder() / "releases/2025/working_group/tables.json"));
  EXPECT_EQ(fetch("/api/export", {"--header", figures}), "403");

  // Signed by the authority and known to nobody; and no token at all; and one that is not.
  make_certificate("stranger");
  EXPECT_EQ(fetch("/api/export", {"--cert", tls("stranger.pem"), "--key", tls("stranger.key")}), "401");
  EXPECT_EQ(fetch("/api/export", {}), "401");
  EXPECT_EQ(fetch("/api/export", {"--header", "Authorization: Bearer ts_" + std::string(43, 'A')}), "401");
  // A token opens no page, and a cookie no address of programs.
  EXPECT_EQ(fetch("/liaison/2025", {"--header", header}), "401");
  EXPECT_EQ(cal.get("/api/export").status, 401U);
  EXPECT_THAT(city_.audit(), HasSubstr("machine_refused"));

  // It stops with its owner's agreement, and when it is revoked.
  const Ran list = city_.tellsafe({"token", "list"});
  std::smatch found;
  const std::regex line("([0-9a-f]{16})[^\n]*records by certificate");
  ASSERT_TRUE(std::regex_search(list.out, found, line)) << list.out;
  EXPECT_EQ(city_.tellsafe({"token", "revoke", found.str(1)}).code, 0);
  EXPECT_EQ(fetch("/api/export", {"--cert", pem, "--key", tls("records.key")}), "401");
  EXPECT_EQ(city_.tellsafe({"staff", "stop", owner}).code, 0);
  EXPECT_EQ(fetch("/api/export", {"--header", header}), "403");
}

TEST_F(ReadingRoom, ABriefIsPublicAfterTwoSignatures) {
  StaffBrowser ana = city_.member("working_group", "Ana Diaz");
  StaffBrowser ben = city_.member("working_group", "Ben Okafor");
  auto resident = city_.resident();
  EXPECT_EQ(resident.get("/brief/2026-05").status, 404U);

  const Page form = ana.get("/brief/2026-05/edit");
  ASSERT_EQ(form.status, 200U);
  ASSERT_EQ(
      ana.submit(
             form, "/brief/2026-05/edit",
             {{"needs", "Legal help"}, {"said_1", "The stop is dark."}, {"did_1", "Two lamps were put up."}})
          .status,
      303U);
  const std::string approval = "/brief/2026-05/approve";
  EXPECT_EQ(ana.submit(ana.get("/brief/2026-05"), approval, {{"read", "yes"}}).status, 303U);
  EXPECT_EQ(resident.get("/brief/2026-05").status, 404U);
  EXPECT_EQ(ben.submit(ben.get("/brief/2026-05"), approval, {{"read", "yes"}}).status, 303U);

  Page brief = resident.get("/brief/2026-05");
  for (int tries = 0; tries < 300 && brief.status != 200; ++tries) {
    run({"sleep", "0.1"});
    brief = resident.get("/brief/2026-05");
  }
  ASSERT_EQ(brief.status, 200U);
  EXPECT_TRUE(brief.says("Two lamps were put up."));
  EXPECT_TRUE(brief.says("not verified"));
  EXPECT_THAT(brief.header("content-security-policy"), HasSubstr("style-src 'sha256-"));
  const std::string log = city_.audit();
  for (const auto* what : {"brief_saved", "brief_approved", "brief_published", "Ana Diaz", "Ben Okafor"})
    EXPECT_THAT(log, HasSubstr(what));
  EXPECT_EQ(city_.tellsafe({"audit", "verify"}).code, 0);
}

}  // namespace
}  // namespace tellsafe::support
