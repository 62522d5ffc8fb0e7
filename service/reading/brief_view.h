// What the page of a brief is given, made from what the working group wrote and from releases. Pure but for
// reading the releases.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/labels.h"
#include "schema/support.h"
#include "service/pages/wording.h"
#include "service/reading/brief.h"
#include "service/reading/releases.h"

namespace tellsafe::reading {

// Of the releases for the public alone, since the brief becomes public.
struct BriefFigures {
  std::optional<SignedRelease> latest;  // none: nothing has been released
  std::optional<SignedRelease> year;    // the latest of a whole year, which alone says what people need; may
                                        // be the same
};

// The newest that verify.
BriefFigures brief_figures(const std::filesystem::path& releases, const crypto::VerifyKey& key);

// What stays the same from brief to brief.
struct BriefFrame {
  std::string city;
  std::string url;      // of the residents' site; may be empty
  std::string contact;  // as in pages::SiteOptions; may be empty
  std::string licence;  // https://…
  bool demo = false;
  crypto::VerifyKey key;
};

// The model that web/templates/brief.html describes, but for "style". A brief is written in English; where
// the city has no English, what comes from its labels is in its first language, and says so. Throws
// (std::exception) for a release that is not made as service/release makes it.
nlohmann::json brief_view(const BriefText& text, const BriefFigures& figures, const BriefFrame& frame,
                          const schema::Labels& labels, const pages::Wording& wording,
                          const std::vector<schema::Place>& places);

// The language of the labels: English where the city has it, else its first.
const schema::Language& brief_language(const schema::Labels& labels);

// "November 2026", "15 December 2026".
std::string words_of(Month month);
std::string words_of(std::chrono::sys_days day);

}  // namespace tellsafe::reading
