// The briefs that are public, ready in memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/handling/message.h"
#include "service/reading/brief.h"
#include "service/store/briefs.h"

namespace tellsafe::reading {

// Thread safe. The store must outlive it.
class PublicBriefs {
 public:
  // Reads once, as refresh() does.
  explicit PublicBriefs(store::Briefs& briefs);
  ~PublicBriefs();
  PublicBriefs(const PublicBriefs&) = delete;
  PublicBriefs& operator=(const PublicBriefs&) = delete;

  // Takes in what was published since. A public brief never changes, but one may get its printed form later:
  // each call looks again at one of those that have none. Where the store fails, all stays as it is; the
  // next call tries again. Gives false then.
  bool refresh();

  std::vector<ListedBrief> list() const;  // newest first
  // What is at "/brief/<name>": "2026-11" is the page, "2026-11.pdf" its printed form. None where there is no
  // such thing.
  std::optional<handling::Response> answer(std::string_view name) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tellsafe::reading
