#include "service/app/audited_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>

namespace tellsafe::app {
namespace {

std::string texts_of(const std::vector<crypto::Recipient>& recipients) {
  std::vector<std::string> texts;
  for (const auto& recipient : recipients) texts.push_back(recipient.to_string());
  return fmt::format("{}", fmt::join(texts, " "));
}

}  // namespace

std::vector<access::Setting> audited_settings(const runtime::Config& config) {
  const auto number = [](unsigned value) { return fmt::format("{}", value); };
  return {
      {"city.time_zone", config.time_zone},
      {"intake.without_scripts_per_minute", number(config.without_scripts_per_minute)},
      {"intake.without_scripts_at_once", number(config.without_scripts_at_once)},
      {"intake.work", number(config.work)},
      {"intake.shortest_seconds", number(config.shortest_seconds)},
      {"intake.longest_hours", number(config.longest_hours)},
      {"staff.url", config.staff_url},
      {"staff.address", config.staff_address},
      {"staff.port", number(config.staff_port)},
      {"staff.certificate", config.staff_certificate.string()},
      {"staff.client_authorities", config.staff_authorities.string()},
      {"staff.idle_seconds", number(config.staff_idle_seconds)},
      {"staff.longest_seconds", number(config.staff_longest_seconds)},
      {"staff.fresh_seconds", number(config.staff_fresh_seconds)},
      {"vault.file", config.vault_file.string()},
      {"keys.release", texts_of(config.release_recipients)},
      {"keys.review", texts_of(config.review_recipients)},
      {"keys.signing", config.signing_key.line()},
      {"releases.folder", config.releases.string()},
      {"releases.outside", config.outside.string()},
      {"releases.licence", config.licence},
      {"paths.schema", config.schema.string()},
      {"paths.web", config.web.string()},
      {"demo.clock", config.clock.string()},
  };
}

}  // namespace tellsafe::app
