// Thanks, and the receipt: the only time that it is shown.
#pragma once

#include <span>
#include <string_view>

#include "service/pages/places.h"

namespace tellsafe::pages {

// In one language. Immutable; thread safe.
class ReceiptPage {
 public:
  // Throws what Templates and models throw.
  ReceiptPage(const Templates& templates, const Furniture& furniture, const schema::Language& language,
              PlacesThatHelp places);

  // Not padded.
  crypto::WipedText fill(std::string_view receipt, StorySeal seal,
                         std::span<const schema::SentField> typed) const;

  // The most that fill() gives, in bytes.
  std::size_t largest() const;

 private:
  PlacesThatHelp places_;
  SlottedText page_;
  std::string sealed_by_server_;  // HTML
  std::string sealed_by_browser_;
};

}  // namespace tellsafe::pages
