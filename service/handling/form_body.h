// Decoding application/x-www-form-urlencoded (https://url.spec.whatwg.org/#urlencoded-parsing) in wiped
// memory.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "crypto/memory.h"
#include "schema/validate.h"

namespace tellsafe::handling {

// The decoded names and values, in the order sent. Move-only; the views stay valid when it is moved.
class FormBody {
 public:
  // As the standard says, a "%" that no two hexadecimal digits follow stands for itself. Values are bytes:
  // whether they are text is checked by schema::check. None when there are more than `max_fields` fields.
  static std::optional<FormBody> decode(std::string_view body, std::size_t max_fields);

  FormBody(FormBody&&) noexcept = default;
  FormBody& operator=(FormBody&&) noexcept = default;
  FormBody(const FormBody&) = delete;
  FormBody& operator=(const FormBody&) = delete;
  ~FormBody() = default;

  std::span<const schema::SentField> fields() const { return fields_; }
  // The value of the first field of that name, empty where there is none.
  std::string_view value(std::string_view name) const;

 private:
  FormBody() = default;
  crypto::WipedText storage_;
  std::vector<schema::SentField> fields_;
};

}  // namespace tellsafe::handling
