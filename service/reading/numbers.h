// The pages of public numbers, and everything about them that programs read: of each public release whose
// signature is good, ready in every language.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string_view>

#include "crypto/minisign.h"
#include "schema/labels.h"
#include "service/pages/site.h"
#include "service/reading/brief.h"
#include "service/reading/numbers_options.h"
#include "service/runtime/event_log.h"

namespace tellsafe::reading {

// The files of the newest release stand at this path; those of each release for good at its period below it:
// "/numbers/2025-Q1/tables.csv". So anybody can check what a page shows.
inline constexpr std::string_view files_path = "/numbers/";
inline constexpr std::array<std::string_view, 6> file_names = {
    "manifest.json", "manifest.json.minisig", "tables.csv", "tables.json", "dictionary.csv", "README.txt"};

// Thread safe. The references must outlive the object.
class Numbers {
 public:
  // Makes everything once, as refresh() does.
  Numbers(std::filesystem::path releases, crypto::VerifyKey key, const pages::Site& site,
          const schema::Labels& labels, runtime::EventLog& log, NumbersOptions options);

  // Looks whether the folder of releases has changed and makes anew what follows from the change; cheap when
  // there is none. A release that does not verify is never shown: the event release_refused is written (once,
  // until the release's files change) and the others are shown without it. Does not throw for what it finds
  // in the folder. `briefs`: those that the newest page names, newest first.
  void refresh(const std::vector<ListedBrief>& briefs = {});

  // A language that the site does not have is answered in its first.

  // The newest release, with a list of all; says so when nothing has been released yet.
  pages::Site::Ready page(std::string_view language) const;
  // The release of a period as addresses write it ("2025-Q1"); null where there is none.
  pages::Site::Ready page(std::string_view language, std::string_view period) const;
  // The feed of releases; without entries when nothing has been released yet.
  pages::Site::Ready feed(std::string_view language) const;

  // One of file_names, byte for byte as it was signed; null where there is no such release or file.
  pages::Site::Ready file(std::string_view name) const;
  pages::Site::Ready file(std::string_view period, std::string_view name) const;

  // The signing key's file, as minisign writes it.
  pages::Site::Ready signing_key() const;
  // See catalog.h.
  pages::Site::Ready catalog() const;
  // Null where the city has given no url.
  pages::Site::Ready us_catalog() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace tellsafe::reading
