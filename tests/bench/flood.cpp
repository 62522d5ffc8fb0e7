// A flood of reports without work while residents with scripts send theirs: who gets in, and how long it
// takes them. The real server over real TLS; the flood runs on the same machine and takes its share of it, so
// read the ratio as the worst that a flood of that many connections does.
//
//   bench_flood [connections of the flood, 16] [reports with work, 50]
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/support/city.h"

namespace {

using namespace tellsafe::support;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

struct Flood {
  std::atomic<bool> over = false;
  std::atomic<std::uint64_t> kept = 0;
  std::atomic<std::uint64_t> told_to_wait = 0;
  std::atomic<std::uint64_t> other = 0;
};

// As fast as one connection can, with a token that is good.
void pour(const City& city, Flood& flood) {
  auto bot = city.resident();
  const Form report = full_report("Flood. ");
  std::string token = bot.token();
  while (!flood.over) {
    const unsigned status = bot.post("/en/report", sent_with(report, token)).status;
    // A form makes one report.
    if (status == 200) token = bot.token();
    ++(status == 200 ? flood.kept : status == 429 ? flood.told_to_wait : flood.other);
  }
}

struct Times {
  std::vector<double> form;  // a new connection, and the form
  std::vector<double> send;  // the report, to its receipt
  std::size_t failed = 0;
};

Times residents(const City& city, std::size_t count) {
  Times times;
  for (std::size_t i = 0; i < count; ++i) {
    auto resident = city.resident();
    const auto begin = Clock::now();
    const auto token = resident.token();
    times.form.push_back(Milliseconds(Clock::now() - begin).count());
    const Form form = sent_with(full_report("They shouted at me."), token, resident.work());
    const auto sent = Clock::now();
    const Page page = resident.post("/en/report", form);
    times.send.push_back(Milliseconds(Clock::now() - sent).count());
    if (!receipt_in(page.body)) ++times.failed;
  }
  return times;
}

double part(std::vector<double> times, double part) {
  std::sort(times.begin(), times.end());
  return times.at(
      std::min(times.size() - 1, static_cast<std::size_t>(part * static_cast<double>(times.size()))));
}

void compare(std::string_view what, const std::vector<double>& quiet, const std::vector<double>& flooded) {
  for (const auto& [name, at] : {std::pair("median", 0.5), std::pair("95 of 100", 0.95)}) {
    const double before = part(quiet, at);
    const double during = part(flooded, at);
    fmt::print("  {:22} {:10} {:8.1f} ms  {:8.1f} ms   {:5.1f} times\n", what, name, before, during,
               during / before);
  }
}

std::size_t number(int argc, char** argv, int at, std::size_t otherwise) {
  if (at >= argc) return otherwise;
  const std::string_view text = argv[at];
  std::from_chars(text.data(), text.data() + text.size(), otherwise);
  return std::max<std::size_t>(otherwise, 1);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t connections = number(argc, argv, 1, 16);
  const std::size_t reports = number(argc, argv, 2, 50);
  City city;
  city.configure("without_scripts_per_minute", "60");
  city.configure("without_scripts_at_once", "120");
  city.configure("work", "50000");
  city.start();

  const Times quiet = residents(city, reports);
  Flood flood;
  std::vector<std::jthread> bots;
  for (std::size_t i = 0; i < connections; ++i) bots.emplace_back([&] { pour(city, flood); });
  while (flood.told_to_wait == 0) std::this_thread::yield();
  const auto begin = Clock::now();
  const auto before = flood.told_to_wait.load();
  const Times flooded = residents(city, reports);
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  const auto refused = flood.told_to_wait - before;
  flood.over = true;
  bots.clear();

  fmt::print(
      "flood without work: {} connections, {} kept, {} told to wait ({:.0f} a second), {} answered "
      "otherwise\n",
      connections, flood.kept.load(), flood.told_to_wait.load(), static_cast<double>(refused) / seconds,
      flood.other.load());
  fmt::print("with work: {} of {} kept before the flood, {} of {} in it\n", reports - quiet.failed, reports,
             reports - flooded.failed, reports);
  fmt::print("  {:33} {:>11}  {:>11}\n", "", "quiet", "flooded");
  compare("connect and get form", quiet.form, flooded.form);
  compare("send report", quiet.send, flooded.send);
}
