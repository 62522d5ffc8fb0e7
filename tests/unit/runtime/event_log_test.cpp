#include "service/runtime/event_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

namespace tellsafe::runtime {
namespace {

using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

struct Log {
  std::vector<std::string> lines;
  EventLog events{[this](std::string_view line) { lines.emplace_back(line); }};
};

TEST(EventLog, WritesAnEventAtOnce) {
  Log log;
  log.events.write(Event::epoch_opened);
  ASSERT_THAT(log.lines, SizeIs(1));
  EXPECT_THAT(log.lines[0],
              MatchesRegex(R"(\{"time":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z","event":"epoch_opened"\})"));
}

TEST(EventLog, WritesNumbersBesideAnEvent) {
  Log log;
  log.events.write(Event::listening, {{Field::port, 8443}, {Field::count, -1}});
  const auto line = nlohmann::json::parse(log.lines.at(0));
  EXPECT_EQ(line.at("event"), "listening");
  EXPECT_EQ(line.at("port"), 8443);
  EXPECT_EQ(line.at("count"), -1);
}

TEST(EventLog, WritesWhatResidentsCauseOnlyWhenAsked) {
  Log log;
  for (int i = 0; i < 5; ++i) log.events.tally(Tally::report_stored);
  log.events.tally(Tally::not_found);
  EXPECT_THAT(log.lines, IsEmpty());
  log.events.write_tallies();
  ASSERT_THAT(log.lines, SizeIs(1));
  auto line = nlohmann::json::parse(log.lines[0]);
  line.erase("time");
  EXPECT_EQ(line, nlohmann::json::parse(R"({"event":"tallies","report_stored":8,"not_found":1})"));
}

TEST(EventLog, RoundsTalliesUpToAPowerOfTwo) {
  for (const auto& [count, written] : {std::pair(1, 1), {2, 2}, {3, 4}, {4, 4}, {5, 8}, {1000, 1024}}) {
    Log log;
    for (int i = 0; i < count; ++i) log.events.tally(Tally::overload);
    log.events.write_tallies();
    EXPECT_EQ(nlohmann::json::parse(log.lines.at(0)).at("overload"), written);
  }
}

TEST(EventLog, BeginsAtZeroAgainAndWritesNothingForNothing) {
  Log log;
  log.events.write_tallies();
  EXPECT_THAT(log.lines, IsEmpty());
  log.events.tally(Tally::timeout);
  log.events.write_tallies();
  log.events.write_tallies();
  EXPECT_THAT(log.lines, SizeIs(1));
}

TEST(EventLog, NamesEachKindDifferently) {
  Log log;
  for (std::size_t kind = 0; kind < tally_kinds; ++kind) log.events.tally(static_cast<Tally>(kind));
  log.events.write_tallies();
  EXPECT_EQ(nlohmann::json::parse(log.lines.at(0)).size(), tally_kinds + 2);
  EXPECT_EQ(log.lines[0].find("unknown"), std::string::npos);
}

TEST(EventLog, CountsFromManyThreads) {
  Log log;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 1024; ++j) log.events.tally(Tally::bad_request);
      });
    }
  }
  log.events.write_tallies();
  EXPECT_EQ(nlohmann::json::parse(log.lines.at(0)).at("bad_request"), 4096);
}

TEST(LinesToStderr, WritesLinesAsTheyAre) {
  testing::internal::CaptureStderr();
  EventLog::Write write = lines_to_stderr();
  write(R"({"event":"{} %v"})");
  write("second");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "{\"event\":\"{} %v\"}\nsecond\n");
}

}  // namespace
}  // namespace tellsafe::runtime
