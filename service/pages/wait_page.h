// Please wait: many reports without work are coming in. What was typed goes out and comes back with the page,
// since the server keeps nothing of it.
#pragma once

#include <span>
#include <string_view>

#include "crypto/memory.h"
#include "schema/validate.h"
#include "service/pages/models.h"
#include "service/pages/slots.h"
#include "service/pages/templates.h"

namespace tellsafe::pages {

// In one language. Immutable; thread safe. The furniture must outlive it.
class WaitPage {
 public:
  // Throws what Templates and models throw.
  WaitPage(const Templates& templates, const Furniture& furniture, const schema::Language& language);

  // Everything typed in hidden inputs, but what belongs to one sending only (the token, the work, the padding
  // and the button). Not padded.
  crypto::WipedText fill(std::span<const schema::SentField> typed, unsigned seconds,
                         std::string_view token) const;

  // Without anything typed, in bytes.
  std::size_t size() const { return page_.size(); }

 private:
  const Wording& wording_;
  SlottedText page_;
};

}  // namespace tellsafe::pages
