#include "service/demo/journal.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "crypto/hash.h"

namespace tellsafe::demo {
namespace {

std::string name_of(std::span<const Report> reports) {
  std::string all;
  for (const Report& report : reports) {
    all += fmt::format("{} {} {}\n", to_string(report.received), report.language, urlencode(report.fields));
  }
  return crypto::hex(crypto::sha256(crypto::bytes_of(all)));
}

// "17."; nothing for a line that a crash cut off, which is why there is a point at its end.
std::optional<std::size_t> parse_line(std::string_view line) {
  if (!line.ends_with('.')) return std::nullopt;
  line.remove_suffix(1);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  if (error != std::errc{} || end != line.data() + line.size()) return std::nullopt;
  return number;
}

using Opened = boost::system::result<Journal, std::string>;

Opened refuse(std::string why) {
  return {boost::system::in_place_error, std::move(why)};
}

}  // namespace

Opened Journal::open(const std::filesystem::path& file, std::span<const Report> reports) {
  const std::string name = name_of(reports);
  std::vector<bool> sent(reports.size());
  std::string first;
  std::ifstream in(file);
  const bool is_new = !in || !std::getline(in, first);
  if (!is_new && first != name) {
    return refuse(fmt::format(
        "{} belongs to other reports; give the options of the first time, or remove it to send these as well",
        file.string()));
  }
  for (std::string line; !is_new && std::getline(in, line);) {
    const auto number = parse_line(line);
    if (!number) continue;
    if (*number >= sent.size()) return refuse(fmt::format("{} is damaged", file.string()));
    sent[*number] = true;
  }
  std::ofstream out(file, is_new ? std::ios::trunc : std::ios::app);
  // The line feed parts what a crash cut off from the next line.
  out << (is_new ? name : "") << '\n' << std::flush;
  if (!out) return refuse(fmt::format("{} cannot be written", file.string()));
  return Journal(file.string(), std::move(out), std::move(sent));
}

boost::system::result<void, std::string> Journal::add(std::size_t report) {
  out_ << fmt::format("{}.\n", report) << std::flush;
  if (!out_) return fmt::format("{} cannot be written", name_);
  if (!sent_[report]) ++count_;
  sent_[report] = true;
  return {};
}

}  // namespace tellsafe::demo
