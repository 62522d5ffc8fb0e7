// The releases for the working group, kept in memory: what its dashboard is made from.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/minisign.h"
#include "service/handling/message.h"
#include "service/reading/bounds.h"
#include "service/release/publication.h"
#include "service/runtime/event_log.h"

namespace tellsafe::reading {

struct SignedRelease;

// One release. Immutable once made.
struct GroupRelease {
  release::Publication publication;          // exports for programs are not among its tables
  std::vector<std::vector<Extent>> extents;  // of each table's figures
  std::map<std::string, std::shared_ptr<const handling::ReadyPage>, std::less<>>
      files;  // as they were signed

  const release::Period& period() const { return publication.statement.period; }
  // The place of a table among the release's; its number of tables where there is none of that id.
  std::size_t find_table(std::string_view id) const;
};

// Whether any number of the dashboard's is shown. A 0 is none: it stands only where nothing else is possible.
bool shows_a_number(const GroupRelease& release);

using GroupShelf = std::vector<std::shared_ptr<const GroupRelease>>;  // newest first

// Throws std::runtime_error for a release that is not made as service/release makes it.
GroupRelease make_group_release(const SignedRelease& release);

// Null where the shelf has none of that name ("2025-Q1").
std::shared_ptr<const GroupRelease> find_release(const GroupShelf& shelf, std::string_view period);

// What is drawn of a release, for scripts: the figures of its tables as they were signed, in the release's
// own rows and columns, and only of tables that have a picture or are on the map:
//   {"tables": [{"id": "place_kind", "rows": [[45], [null]]}]}      null: not shown
// It says nothing that the pages do not. The signed file is another thing: taking it is recorded.
std::string drawn_figures(const GroupRelease& release);

// Thread safe. The log must outlive it.
class GroupReleases {
 public:
  // Reads them once, as refresh() does.
  GroupReleases(std::filesystem::path releases, crypto::VerifyKey key, runtime::EventLog& log);

  // Looks whether the folder of releases has changed and reads it anew if it has; cheap when it has not. A
  // release that does not verify is left out: the event release_refused is written, once for each. Does not
  // throw for what it finds in the folder.
  void refresh();

  std::shared_ptr<const GroupShelf> shelf() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace tellsafe::reading
