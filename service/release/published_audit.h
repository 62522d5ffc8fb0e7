// Auditing published releases as an outsider can: from their files alone. Links no secret code.
#pragma once

#include <filesystem>
#include <vector>

#include "crypto/minisign.h"
#include "service/release/verify.h"

namespace tellsafe::release {

// `folder`: of a period, releases/2025; what else lies beside it of the same year is looked at together with
// it. Looks at signatures and hashes, at whatever the figures do not determine (published.h), and then
// attacks: for each audience's view, and for all of them together, is there a count that is not shown and
// must be small? Who does not know the true counts cannot tell a small count from a large one that is hidden
// for its sake, so this finds what is certain; sealed_audit.h finds the rest. Not thread safe in one folder
// that is being written.
std::vector<Finding> audit_published(const std::filesystem::path& folder, const crypto::VerifyKey& key);

}  // namespace tellsafe::release
