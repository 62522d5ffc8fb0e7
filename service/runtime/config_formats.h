// What the texts in a configuration must look like. Pure functions.
#pragma once

#include <string_view>

namespace tellsafe::runtime {

bool is_language_tag(std::string_view tag);

// https://, a host, and maybe a port and a path: nothing that would have to be escaped on a page or in a
// picture, and no query.
bool is_site_address(std::string_view url);

// An origin as browsers write it (https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin), since it
// is compared with theirs: https://, a host name or IPv4 address in lower case, and maybe a port that is not
// 443.
bool is_https_origin(std::string_view url);

// "https://staff.city.example:8444/start" → "staff.city.example"; a view of `url`. Empty for what is no
// address.
std::string_view host_of(std::string_view url);

// http://….onion of version 3 (https://spec.torproject.org/rend-spec-v3): base 32 of a key, a checksum and
// the byte 3, which makes the last letter a "d".
bool is_onion_address(std::string_view url);

// https://…, an e-mail address or a phone number.
bool is_contact(std::string_view contact);

// "#rrggbb"
bool is_color(std::string_view color);

}  // namespace tellsafe::runtime
