#include "service/release/decision.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "crypto/age_open.h"
#include "schema/text.h"

namespace tellsafe::release {

namespace {

constexpr std::size_t padded_size = 512;
constexpr std::size_t longest_reason = 200;
constexpr std::array<std::string_view, 3> names{"duplicate", "reject", "clear"};  // by kind

// Takes a line "<name>: <value>\n" off the front.
std::optional<std::string_view> take(std::string_view& text, std::string_view name) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos || !text.starts_with(name) || !text.substr(name.size()).starts_with(": "))
    return std::nullopt;
  const auto value = text.substr(name.size() + 2, end - name.size() - 2);
  text.remove_prefix(end + 1);
  return value;
}

std::optional<Decision> parse(std::string_view text) {
  if (text.size() != padded_size || take(text, "Tellsafe-Decision") != "1") return std::nullopt;
  const auto report = parse_report_id(take(text, "Report").value_or(""));
  const auto* const kind = std::ranges::find(names, take(text, "Decision").value_or(""));
  if (!report || kind == names.end()) return std::nullopt;
  Decision decision{*report, static_cast<Decision::Kind>(kind - names.begin()), 0, {}};
  if (decision.kind == Decision::Kind::duplicate) {
    const auto other = parse_report_id(take(text, "Of").value_or(""));
    if (!other) return std::nullopt;
    decision.other = *other;
  }
  if (decision.kind == Decision::Kind::reject) decision.reason = take(text, "Reason").value_or("");
  if (decision.kind == Decision::Kind::reject && !is_reason(decision.reason)) return std::nullopt;
  if (text.find_first_not_of(' ') != std::string_view::npos) return std::nullopt;
  return decision;
}

}  // namespace

std::optional<store::ReportId> parse_report_id(std::string_view text) {
  store::ReportId id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id, 16);
  if (text.size() != 16 || error != std::errc{} || end != text.data() + text.size() || id == 0 ||
      id >> 63U != 0)
    return std::nullopt;
  return id;
}

bool is_reason(std::string_view text) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  return !text.empty() && text.size() <= longest_reason && std::ranges::none_of(text, control) &&
         schema::count_characters(text).has_value();
}

crypto::Bytes seal_decision(const Decision& decision, std::span<const crypto::Recipient> recipients) {
  std::string text = fmt::format("Tellsafe-Decision: 1\nReport: {:016x}\nDecision: {}\n", decision.report,
                                 names.at(static_cast<std::size_t>(decision.kind)));
  if (decision.kind == Decision::Kind::duplicate) text += fmt::format("Of: {:016x}\n", decision.other);
  if (decision.kind == Decision::Kind::reject) {
    if (!is_reason(decision.reason)) throw std::invalid_argument("not a reason");
    text += fmt::format("Reason: {}\n", decision.reason);
  }
  text.resize(padded_size, ' ');
  return crypto::age_encrypt(recipients, crypto::bytes_of(text));
}

crypto::Result<Decision> open_decision(const crypto::Identity& identity, crypto::ByteView file) {
  const auto opened = crypto::age_decrypt({&identity, 1}, file);
  if (!opened) return opened.error();
  auto decision = parse({reinterpret_cast<const char*>(opened->data()), opened->size()});
  if (!decision) return crypto::Errc::bad_payload;
  return std::move(*decision);
}

}  // namespace tellsafe::release
