// What a release's codes and numbers are called on staff pages: in the city's first language.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "schema/labels.h"
#include "service/pages/wording.h"
#include "service/release/period.h"
#include "service/release/publication.h"

namespace tellsafe::reading {

// The questions that only some are asked, by what they answered before ("If the police were not told, why
// not?"): codes of schema/form.json, which says of each only in its words whom it is for.
inline constexpr std::array<std::string_view, 2> asked_of_some = {"police_result", "police_why_not"};

// The label of an item of a question for readers: release::label_key(), but that who gave no answer to a
// question of some may not have been asked.
std::string spoken_key(std::string_view question, std::string_view kind, std::string_view code);

// Words come from the labels; for what they no longer have, from the release itself; else it is the code. The
// labels must outlive it. Thread safe.
class Names {
 public:
  explicit Names(const schema::Labels& labels);

  std::string table(const release::Publication& publication, std::string_view id) const;
  std::string question(const release::Publication& publication, std::string_view code) const;
  // Without a release.
  std::string question(std::string_view code) const;
  std::string item(const release::Publication& publication, std::string_view question,
                   const release::Item& item) const;
  // The total of a table of one question: it says where those received late are left out. That of a side of a
  // table of two, item(), stands for any answer, and does not.
  std::string total(const release::Publication& publication) const;
  // Without a release: an option or a category of a question, by its code alone.
  std::string code(std::string_view question, std::string_view code) const;
  // "2025", "1st quarter 2025"
  std::string period(const release::Period& period) const;
  std::string number(std::uint64_t value) const { return wording_.number(value); }
  std::string percent(std::uint64_t value) const { return wording_.percent(value); }
  const std::string& language() const { return language_; }

 private:
  std::string of(const release::Publication& publication, const std::string& key,
                 std::string_view code) const;

  const schema::Labels& labels_;
  const std::string language_;
  const pages::Wording wording_;
};

}  // namespace tellsafe::reading
