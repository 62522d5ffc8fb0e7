// The feed of releases, one in each language: Atom (RFC 4287), its licence as RFC 4946 says. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "crypto/minisign.h"
#include "schema/labels.h"
#include "service/pages/wording.h"
#include "service/reading/numbers_options.h"
#include "service/reading/summary.h"

namespace tellsafe::reading {

// `releases`: newest first.
//
// Ids are names for good: that of the feed follows from the city's signing key and the language, that of an
// entry from the release's manifest and the language; neither from an address. A release says nothing finer
// than its period about when it came, so it counts as updated on the day on which its period closed (45 days
// after its end), and so does the feed with its latest; with none, in 1970. Addresses are paths of the site
// where the city has given no url.
std::string atom_feed(std::span<const Summary> releases, const schema::Labels& labels,
                      std::string_view language, const pages::Wording& wording, const NumbersOptions& options,
                      const crypto::VerifyKey& key);

}  // namespace tellsafe::reading
