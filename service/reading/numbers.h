// The page of public numbers: the latest public release whose signature is good, ready in every language.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string_view>

#include "crypto/minisign.h"
#include "schema/labels.h"
#include "service/pages/site.h"
#include "service/runtime/event_log.h"

namespace tellsafe::reading {

// The files of the release that the page shows are at this path, so that anybody can check them.
inline constexpr std::string_view files_path = "/numbers/";
inline constexpr std::array<std::string_view, 6> file_names = {
    "manifest.json", "manifest.json.minisig", "tables.csv", "tables.json", "dictionary.csv", "README.txt"};

// Thread safe. The references must outlive the object.
class Numbers {
 public:
  // Makes the pages once, as refresh() does.
  Numbers(std::filesystem::path releases, crypto::VerifyKey key, const pages::Site& site,
          const schema::Labels& labels, runtime::EventLog& log);

  // Looks whether the folder of releases has changed and makes the pages anew if it has; cheap when it has
  // not. A release that does not verify is never shown: the event release_refused is written (once for each
  // such release) and the next older good one is shown. Does not throw for what it finds in the folder.
  void refresh();

  // The page in a language of the site (in its first for another); says so when nothing has been released
  // yet.
  pages::Site::Ready page(std::string_view language) const;

  // One of file_names, byte for byte as it was signed; null when nothing has been released yet.
  pages::Site::Ready file(std::string_view name) const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace tellsafe::reading
