// One made-up or imported report, as the fields that a resident's browser would send.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace tellsafe::demo {

struct Field {
  std::string name;
  std::string value;
  friend bool operator==(const Field&, const Field&) = default;
};

struct Report {
  std::chrono::sys_days received;  // the day on which it is sent
  std::string language;            // of the page that it is sent from
  std::vector<Field> fields;
};

// application/x-www-form-urlencoded, as browsers write it
// (https://url.spec.whatwg.org/#urlencoded-serializing). Pure; for demonstration data only: nothing here is
// wiped.
std::string urlencode(const std::vector<Field>& fields);

// "2025-03-31"
std::string to_string(std::chrono::sys_days day);

}  // namespace tellsafe::demo
