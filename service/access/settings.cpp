#include "service/access/settings.h"

#include <fmt/format.h>

#include <map>

#include "crypto/hash.h"

namespace tellsafe::access {
namespace {

constexpr std::size_t longest_subject = 200;  // bytes; what is longer is hard to read

std::string subject_of(const Setting& setting) {
  std::string plain = fmt::format("{} {}", setting.name, in_quotes(setting.value));
  if (plain.size() <= longest_subject && one_line(plain) == plain) return plain;
  const auto hash = crypto::sha256(crypto::bytes_of(setting.value));
  return fmt::format("{} SHA-256 {}", setting.name, crypto::hex(hash));
}

// The last subject of each setting, by its name.
store::Result<std::map<std::string, std::string>> last_of_each(store::Audit& audit) {
  std::map<std::string, std::string> last;
  const auto read = audit.each([&](const store::AuditLine& line) {
    if (line.action == name_of(Action::settings_changed))
      last[line.subject.substr(0, line.subject.find(' '))] = line.subject;
    return true;
  });
  if (read.has_error()) return read.error();
  return last;
}

}  // namespace

store::Result<void> record_settings(store::Audit& audit, Recorder& recorder,
                                    std::span<const Setting> settings) {
  const auto last = last_of_each(audit);
  if (last.has_error()) return last.error();
  for (const Setting& setting : settings) {
    const std::string subject = subject_of(setting);
    const auto before = last->find(setting.name);
    if (before != last->end() && before->second == subject) continue;
    const auto recorded = recorder.record(the_server, Action::settings_changed, subject);
    if (recorded.has_error()) return recorded;
  }
  return {};
}

}  // namespace tellsafe::access
