// The places that help: all of them on their own page, and after a report those that fit what was asked for.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/memory.h"
#include "schema/support.h"
#include "schema/validate.h"
#include "service/pages/models.h"
#include "service/pages/slots.h"
#include "service/pages/templates.h"

namespace tellsafe::pages {

// In one language. Immutable; thread safe.
class PlacesThatHelp {
 public:
  // Throws what Templates and models throw.
  PlacesThatHelp(const Templates& templates, const Furniture& furniture, const schema::Form& form,
                 const schema::Language& language, const std::vector<schema::Place>& support);

  // The page of all places, by need.
  const std::string& page() const { return page_; }

  // Appends the places for the chosen options of support_wanted among `typed`. Where nothing was asked for,
  // or nothing fits: the places for "nothing_now"; nothing where there are none.
  void write(std::span<const schema::SentField> typed, crypto::WipedText& out) const;

  // The most that write() appends, in bytes.
  std::size_t largest() const;

 private:
  struct Shown {
    std::vector<std::string> needs;
    std::string html;
  };
  void write_list(const std::vector<const Shown*>& places, std::string_view intro,
                  crypto::WipedText& out) const;

  std::vector<Shown> places_;
  std::string page_;
  std::string intro_;  // HTML
  SlottedText list_;
};

}  // namespace tellsafe::pages
