// Where the public numbers stand on the site, and the names that catalogs and feeds know them by.
#pragma once

#include <string>
#include <string_view>

#include "crypto/memory.h"
#include "service/release/period.h"

namespace tellsafe::reading {

inline constexpr std::string_view catalog_path = "/numbers/catalog.jsonld";
inline constexpr std::string_view us_catalog_path = "/data.json";
inline constexpr std::string_view key_path = "/numbers/signing.pub";

// "/en/numbers": the newest release.
std::string front_path(std::string_view language);
// "/en/numbers/2025-Q1": this release, for good.
std::string page_path(std::string_view language, const release::Period& period);
// "/en/numbers/feed.atom"
std::string feed_path(std::string_view language);
// "/numbers/2025-Q1/tables.csv"
std::string file_path(const release::Period& period, std::string_view name);

// `path` on the site at `url`; the path alone where there is no url.
std::string address_of(std::string_view url, std::string_view path);

// "urn:uuid:…": a version 8 UUID from SHA-256 over 16 bytes of a name space and a name (RFC 9562, B.2).
std::string urn_of(crypto::ByteView name_space, std::string_view name);
// The same in the name space of Tellsafe's public numbers (f0eb49bf-5dad-4218-a5bc-2a4565cd9482).
std::string urn_of(std::string_view name);

}  // namespace tellsafe::reading
