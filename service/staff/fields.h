// What was typed or chosen: the fields of a form or of an address's query.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/memory.h"
#include "schema/validate.h"

namespace tellsafe::staff {

// Move-only; what it holds is wiped. Names and values are UTF-8 without control characters but tab and line
// ends; a line's end is one line feed.
class Fields {
 public:
  Fields() = default;
  // application/x-www-form-urlencoded. What is not UTF-8, or more than 200 fields, gives no fields at all.
  explicit Fields(std::string_view encoded);
  Fields(Fields&&) noexcept = default;
  Fields& operator=(Fields&&) noexcept = default;
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;
  ~Fields() = default;

  // The first of that name without white space around it, empty where there is none.
  std::string_view value(std::string_view name) const;
  std::vector<std::string_view> values(std::string_view name) const;
  bool has(std::string_view name) const;
  // In the order sent; views into this object.
  std::vector<schema::SentField> all() const;

 private:
  struct Field {
    crypto::WipedText name;
    crypto::WipedText value;
  };
  std::vector<Field> fields_;
};

}  // namespace tellsafe::staff
