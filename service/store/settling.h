// Hiding the order in which reports came. Private to the store.
#pragma once

#include "service/store/database.h"
#include "service/store/vault.h"

namespace tellsafe::store {

// Ids are random, but the place of a row in the file is not: SQLite fills a page in the order of arrival and
// takes the next free one for the next story. Once an epoch is over, its rows are taken out and put back in
// the order of their ids, so that places follow the ids and say nothing more. In pieces, so that appends go
// on between them, and each piece in memory only.
class Settling {
 public:
  static constexpr std::int64_t piece = 1024;  // reports

  explicit Settling(Database& database) : database_(database) {}
  // Rearranges one piece of an unsettled epoch other than `live` (0: none is live), in its own transaction.
  // False when nothing was left to do. Throws DatabaseError; the same piece is tried again next time.
  bool step(EpochId live);

 private:
  Database& database_;
  std::int64_t epoch_ = 0;  // under way
  std::int64_t after_ = 0;  // the last id that was put back
};

}  // namespace tellsafe::store
