// After residents have been here, nothing of them is left: in files, in logs, in the environment, in memory.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/traces.h"
#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

using testing::HasSubstr;
using testing::Not;

// Letters and digits only, so that each looks the same typed, encoded and on a page. The server's own program
// and pages hold none of them.
const std::string story_mark = "zqStoryQuokkaLanternfish83417";
const std::string refused_mark = "zqRefusedAxolotlPergola55201";
const std::string agent_mark = "zqAgentNarwhalTrellis60958";
const std::string referer_mark = "zqRefererOcelotGazebo17743";
const std::string forwarded_mark = "203.0.113.177";
const std::string cookie_mark = "zqCookiePangolinVeranda38826";
const std::string language_mark = "zqLanguageTapirCupola90415";
const std::string query_mark = "zqQueryWombatDormer26639";
const std::string typo_mark = "ZQTYPOCAPYBARATURRET47090";
const std::string client_address = "127.0.0.77";

// A browser with a lot to say about itself, on an address of its own: curl.
std::string browse(const City& city, const std::string& path, const std::string& body) {
  const Ran curl = run({"curl",
                        "--silent",
                        "--show-error",
                        "--interface",
                        client_address,
                        "--cacert",
                        city.config().certificate,
                        "--user-agent",
                        agent_mark,
                        "--referer",
                        "https://" + referer_mark + ".example/",
                        "--cookie",
                        "session=" + cookie_mark + "; __Host-tellsafe=" + cookie_mark,
                        "--header",
                        "X-Forwarded-For: " + forwarded_mark,
                        "--header",
                        "Accept-Language: " + language_mark,
                        "--data-binary",
                        "@-",
                        fmt::format("https://127.0.0.1:{}{}?from={}", city.port(), path, query_mark)},
                       body);
  if (curl.code != 0) throw std::runtime_error("curl: " + curl.err);
  return curl.out;
}

// A receipt in every spelling in which a part of it could have been left behind: two groups are enough to be
// told from chance.
std::vector<std::string> spellings(const std::string& receipt) {
  std::vector<std::string> all;
  for (std::size_t group = 0; group < 4; ++group) {
    const std::string one = receipt.substr(group * 5, 4);
    const std::string next = receipt.substr(group * 5 + 5, 4);
    for (const char* between : {"", "-", " ", "%2D", "-</span><wbr><span>"}) {
      std::string upper = one + between + next;
      std::string lower = upper;
      for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      all.push_back(std::move(upper));
      all.push_back(std::move(lower));
    }
  }
  return all;
}

std::string told(const std::vector<Find>& finds) {
  std::string text;
  for (const Find& find : finds) text += find.pattern + " in " + find.where + "\n";
  return text;
}

// What the server does when bytes or the end of a connection reach it cannot be waited for from here.
bool soon(const std::function<bool()>& holds) {
  for (int tries = 0; tries < 100; ++tries) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return holds();
}

class Privacy : public testing::Test {
 protected:
  // Everything a resident can do, with marks on all of it.
  Privacy() {
    city_.start();
    const std::string kept = submit();
    const std::string withdrawn = submit();
    browse(city_, "/es/receipt", receipt_form(kept, "look").body());
    browse(city_, "/es/receipt", receipt_form(withdrawn, "withdraw").body());
    browse(city_, "/es/receipt", receipt_form(typo_mark, "look").body());
    const std::string again =
        browse(city_, "/es/report", full_report(refused_mark).without("act_types").body());
    EXPECT_THAT(again, HasSubstr(refused_mark));
    // Once more, and in another language.
    EXPECT_THAT(browse(city_, "/es/report", full_report(refused_mark).body()), HasSubstr(refused_mark));
    EXPECT_THAT(browse(city_, "/es/report",
                       full_report(refused_mark).add("action", "show").add("show_in", "en").body()),
                HasSubstr(refused_mark));
    browse(city_, "/es/" + query_mark, "a=" + refused_mark);

    marks_ = {story_mark,  refused_mark,  agent_mark, referer_mark, forwarded_mark,
              cookie_mark, language_mark, query_mark, typo_mark,    client_address};
    for (const std::string& receipt : {kept, withdrawn}) {
      const auto written = spellings(receipt);
      marks_.insert(marks_.end(), written.begin(), written.end());
    }
  }

  std::string submit() {
    const auto receipt = receipt_in(
        browse(city_, "/es/report",
               sent_with(full_report("Pasó así: " + story_mark), city_.resident().token("es")).body()));
    if (!receipt) throw std::runtime_error("no receipt");
    return *receipt;
  }

  City city_;
  std::vector<std::string> marks_;
};

TEST_F(Privacy, NothingInFilesOrLogs) {
  // While it runs, with the write-ahead log in place, and after it.
  EXPECT_TRUE(std::filesystem::exists(city_.config().vault_file.string() + "-wal"));
  EXPECT_EQ(told(find_in_files(city_.folder(), marks_)), "");
  EXPECT_EQ(city_.stop(), 0);
  EXPECT_EQ(told(find_in_files(city_.folder(), marks_)), "");
  for (const auto& mark : marks_) EXPECT_THAT(city_.log(), Not(HasSubstr(mark)));
}

TEST_F(Privacy, TheVaultShowsNothing) {
  const std::vector<std::string> telling = {"SQLite format 3", "CREATE TABLE", "receipt",
                                            "age-encryption.org"};
  EXPECT_EQ(city_.stop(), 0);
  const std::string vault = read_file(city_.config().vault_file);
  EXPECT_GT(vault.size(), 4096U);
  for (const auto& text : telling) EXPECT_THAT(vault, Not(HasSubstr(text)));
}

TEST_F(Privacy, NothingInTheEnvironment) {
  const std::string environment = read_file(fmt::format("/proc/{}/environ", city_.server()));
  const std::string arguments = read_file(fmt::format("/proc/{}/cmdline", city_.server()));
  EXPECT_THAT(arguments, HasSubstr("tellsafed"));
  for (const auto& mark : marks_) {
    EXPECT_THAT(environment, Not(HasSubstr(mark)));
    EXPECT_THAT(arguments, Not(HasSubstr(mark)));
  }
}

TEST_F(Privacy, NothingInMemory) {
  if (TELLSAFE_SANITIZED) GTEST_SKIP() << "sanitizers keep freed memory on purpose";
  if (!may_read_memory(city_.server())) GTEST_SKIP() << "reading another process's memory needs root";
  EXPECT_EQ(told(find_in_memory(city_.server(), marks_)), "");
}

// A story that is still being sent is in memory, which shows that the look works, and only so long.
TEST_F(Privacy, NothingInMemoryOnceAResidentHasLeft) {
  if (TELLSAFE_SANITIZED) GTEST_SKIP() << "sanitizers keep freed memory on purpose";
  if (!may_read_memory(city_.server())) GTEST_SKIP() << "reading another process's memory needs root";
  const std::string mark = "zqUnfinishedHeronPortico61882";
  const auto found = [&] { return told(find_in_memory(city_.server(), {mark})); };
  const std::string body = full_report(mark).body();
  auto resident = city_.resident();
  resident.begin(post_request("/es/report", body, "application/x-www-form-urlencoded", body.size() + 1));
  EXPECT_TRUE(soon([&] { return !found().empty(); }));
  resident.leave();
  EXPECT_TRUE(soon([&] { return found().empty(); })) << found();
}

TEST_F(Privacy, TheLogHoldsEventCodesAndNumbersOnly) {
  EXPECT_EQ(city_.stop(), 0);
  const std::set<std::string> events = {"started",      "listening",   "stopping",        "stopped",
                                        "epoch_opened", "epoch_wiped", "releases_loaded", "tallies"};
  const std::set<std::string> numbers = {"port",
                                         "count",
                                         "report_stored",
                                         "report_refused",
                                         "report_once_more",
                                         "report_withdrawn",
                                         "receipt_looked_up",
                                         "not_found",
                                         "bad_request"};
  std::istringstream log(city_.log());
  std::size_t lines = 0;
  for (std::string line; std::getline(log, line);) {
    if (line.starts_with("listening https://")) continue;
    SCOPED_TRACE(line);
    const auto entry = nlohmann::json::parse(line);
    ++lines;
    EXPECT_TRUE(events.contains(entry.at("event").get<std::string>()));
    for (const auto& [name, value] : entry.items()) {
      if (name == "event" || name == "time") continue;
      EXPECT_TRUE(numbers.contains(name)) << name;
      EXPECT_TRUE(value.is_number_integer());
    }
  }
  EXPECT_GE(lines, 3U);
  EXPECT_THAT(city_.log(), HasSubstr("\"report_stored\":2"));
}

TEST(Sealing, TheServerDoesNotHoldTheCodeThatOpens) {
  const std::vector<std::string> opening = {
      "tellsafe::crypto::age_decrypt",    "tellsafe::crypto::AgeDecryptor",  "tellsafe::crypto::Identity::",
      "tellsafe::crypto::OpenedEpochKey", "tellsafe::crypto::unprotect_key", "tellsafe::crypto::open_story"};
  const Ran server = run({"nm", "-C", tellsafed_program()});
  const Ran custodian = run({"nm", "-C", tellsafe_program()});
  ASSERT_EQ(server.code, 0) << server.err;
  EXPECT_THAT(server.out, HasSubstr("tellsafe::crypto::seal_story"));
  for (const auto& name : opening) {
    EXPECT_THAT(server.out, Not(HasSubstr(name)));
    EXPECT_THAT(custodian.out, HasSubstr(name));
  }
}

}  // namespace
}  // namespace tellsafe::support
