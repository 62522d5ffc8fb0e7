#include "service/app/audit_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/access/audit_log.h"
#include "service/access/machines.h"
#include "service/store/staff_origin.h"

namespace tellsafe::app {
namespace {

using nlohmann::ordered_json;

std::string iso_time(store::Time time) {
  std::string text = access::utc_words(time);
  std::ranges::replace(text, ' ', 'T');
  return text + "Z";
}

std::string text_of(const AuditHead& head) {
  return ordered_json{{"audit", 1},
                      {"origin", crypto::hex(head.origin)},
                      {"lines", head.lines},
                      {"chain", crypto::hex(head.chain)}}
             .dump() +
         "\n";
}

std::string text_of(const store::AuditLine& line) {
  return ordered_json{{"number", line.number},   {"time", iso_time(line.time)},
                      {"actor", line.actor},     {"action", line.action},
                      {"subject", line.subject}, {"chain", crypto::hex(line.chain)}}
             .dump(-1, ' ', false, ordered_json::error_handler_t::replace) +
         "\n";
}

std::optional<crypto::Sha256> hash_in(const nlohmann::json& head, const char* name) {
  const auto found = head.find(name);
  if (found == head.end() || !found->is_string() || found->get_ref<const std::string&>().size() != 64) {
    return std::nullopt;
  }
  return access::parse_fingerprint(found->get_ref<const std::string&>());
}

}  // namespace

store::Result<AuditHead> audit_head(store::Audit& audit) {
  const auto origin = store::origin_hash(audit);
  if (origin.has_error()) return origin.error();
  const auto seal = audit.each([](const store::AuditLine&) { return false; });
  if (seal.has_error()) return seal.error();
  return AuditHead{*origin, seal->lines, seal->last};
}

store::Result<std::string> audit_export_text(store::Audit& audit) {
  const auto origin = store::origin_hash(audit);
  if (origin.has_error()) return origin.error();
  std::string lines;
  const auto seal = audit.each([&](const store::AuditLine& line) {
    lines += text_of(line);
    return true;
  });
  if (seal.has_error()) return seal.error();
  return text_of(AuditHead{*origin, seal->lines, seal->last}) + lines;
}

boost::system::result<AuditHead, std::string> parse_audit_head(std::string_view file) {
  const auto wrong = [] {
    return boost::system::result<AuditHead, std::string>(
        boost::system::in_place_error, "it does not begin as `tellsafe audit export` writes");
  };
  const auto head = nlohmann::json::parse(file.substr(0, file.find('\n')), nullptr, false);
  if (!head.is_object() || head.value("audit", nlohmann::json()) != 1) return wrong();
  const auto origin = hash_in(head, "origin");
  const auto chain = hash_in(head, "chain");
  const auto lines = head.find("lines");
  if (!origin || !chain || lines == head.end() || !lines->is_number_unsigned()) return wrong();
  return AuditHead{*origin, lines->get<std::uint64_t>(), *chain};
}

store::Result<std::vector<std::string>> faults_since(store::Audit& audit, const AuditHead& known) {
  const auto now = audit_head(audit);
  if (now.has_error()) return now.error();
  std::vector<std::string> faults;
  if (now->origin != known.origin) faults.emplace_back("it is another log than the one that was exported");
  if (now->lines < known.lines) {
    faults.push_back(
        fmt::format("it has {} lines, and there were {} when it was exported", now->lines, known.lines));
  }
  const auto seal = audit.each([&](const store::AuditLine& line) {
    if (line.number == known.lines && line.chain != known.chain) {
      faults.push_back(fmt::format("its first {} lines are not those that were exported", known.lines));
    }
    return line.number < known.lines;
  });
  if (seal.has_error()) return seal.error();
  return faults;
}

}  // namespace tellsafe::app
