#include "service/app/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace tellsafe::app {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t bar_width = 24;

std::string grouped(std::uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t place = digits.size(); place > 3;) {
    place -= 3;
    digits.insert(place, 1, ',');
  }
  return digits;
}

// "12,400/s, 4 s left"; empty before anything is done.
std::string rate_and_rest(std::uint64_t done, std::uint64_t total, milliseconds elapsed) {
  const auto spent = static_cast<std::uint64_t>(std::max<milliseconds::rep>(elapsed.count(), 1));
  const std::uint64_t rate = done * 1000 / spent;
  if (rate == 0) return {};
  const std::uint64_t seconds = (std::max(total, done) - done + rate - 1) / rate;
  if (seconds < 100) return fmt::format("{}/s, {} s left", grouped(rate), seconds);
  return fmt::format("{}/s, {} min left", grouped(rate), (seconds + 59) / 60);
}

}  // namespace

std::string progress_bar(std::string_view label, std::uint64_t done, std::uint64_t total,
                         milliseconds elapsed) {
  const std::uint64_t whole = std::max<std::uint64_t>(total, 1);
  const std::uint64_t part = std::min(done, whole);
  const auto filled = static_cast<std::size_t>(bar_width * part / whole);
  return fmt::format("{}  [{}{}] {:3} %  {}", label, std::string(filled, '#'),
                     std::string(bar_width - filled, '-'), 100 * part / whole,
                     rate_and_rest(done, total, elapsed));
}

std::string progress_line(std::string_view label, std::uint64_t done, std::uint64_t total,
                          milliseconds elapsed) {
  const std::string rest = rate_and_rest(done, total, elapsed);
  return fmt::format("{}: {} of {}{}{}", label, grouped(done), grouped(total), rest.empty() ? "" : ", ",
                     rest);
}

Progress::Progress(std::string label)
    : label_(std::move(label)),
      terminal_(::isatty(STDERR_FILENO) == 1),
      next_(start_ + std::chrono::seconds{1}) {}

Progress::~Progress() {
  if (shown_ && terminal_) fmt::print(stderr, "\n");
}

void Progress::update(std::uint64_t done, std::uint64_t total) {
  const auto now = Clock::now();
  if (now < next_ && !(shown_ && done == total)) return;
  const auto elapsed = std::chrono::duration_cast<milliseconds>(now - start_);
  if (terminal_) {
    fmt::print(stderr, "\r{}\x1b[K", progress_bar(label_, done, total, elapsed));
    static_cast<void>(std::fflush(stderr));
    next_ = now + milliseconds{200};
  } else {
    fmt::print(stderr, "{}\n", progress_line(label_, done, total, elapsed));
    next_ = now + std::chrono::seconds{5};
  }
  shown_ = true;
}

}  // namespace tellsafe::app
