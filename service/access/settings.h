// What the server was told to do, in the audit log: each setting that matters, at the first start and
// whenever a start finds it changed.
#pragma once

#include <span>
#include <string>

#include "service/access/audit_log.h"

namespace tellsafe::access {

struct Setting {
  std::string name;   // as in the configuration: "staff.idle_seconds"; without white space
  std::string value;  // no secret; a long one, or what does not show, is SHA-256 in the log
};

// Compares with what the log says last of each setting, and records those that are otherwise or not there
// yet: `settings_changed staff.idle_seconds "900"`, by `server`, since a file does not tell who wrote it.
// Reads the whole log. errors: the store's; then maybe not all are recorded
store::Result<void> record_settings(store::Audit& audit, Recorder& recorder,
                                    std::span<const Setting> settings);

}  // namespace tellsafe::access
