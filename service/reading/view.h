// What the page of numbers is given, made from a release. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string_view>

#include "schema/labels.h"
#include "service/pages/wording.h"
#include "service/reading/brief.h"
#include "service/reading/releases.h"

namespace tellsafe::reading {

// Before anything has been released.
nlohmann::json empty_view();

// What a page says beyond its release.
struct Surroundings {
  bool newest = true;
  std::span<const release::Period> all;  // newest first; listed on the newest page only
  std::string_view licence;              // an address
  bool us_catalog = false;
  std::span<const ListedBrief> briefs = {};          // the public ones, newest first
  std::optional<release::Period> with_numbers = {};  // the newest release that shows a number
};

// A view of `period` (none: the empty one) with its surroundings: then it is whole.
nlohmann::json surrounded(nlohmann::json view, const std::optional<release::Period>& period,
                          const Surroundings& surroundings, std::string_view language,
                          const pages::Wording& wording);

// Whether any number of the release is published. A 0 is none: it stands only where nothing else is possible.
// Throws as make_view().
bool shows_a_number(const SignedRelease& release);

// What web/templates/numbers.html describes of a release, with numbers and the period as `wording` writes
// them. Words come from the labels; for a code that the labels no longer have, from the release itself.
// Percentages are shares of the shown total and bars of the largest shown row, both of the figures as they
// are published; a table of two questions has neither. Throws
// (std::exception) for a release that is not made as service/release makes it.
nlohmann::json make_view(const SignedRelease& release, const schema::Labels& labels,
                         std::string_view language, const pages::Wording& wording,
                         const crypto::VerifyKey& key);

}  // namespace tellsafe::reading
