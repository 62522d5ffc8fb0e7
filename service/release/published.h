// Reading the files of a release back, and finding whatever in them its figures do not determine: white
// space, order, decimals, texts, further files could carry what the figures may not say. Opens nothing
// secret. What is read may be anything; it is never followed, run or taken for a path.
#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "service/release/documents.h"

namespace tellsafe::release {

// What manifest.json and tables.json say. The error names the file and the entry that is not as a release has
// it; other files are not looked at.
boost::system::result<Publication, std::string> read_published(const Files& files);

// What a city's programme, forms and labels say that a release must hold: for this audience and period.
struct Frame {
  std::span<const CountedTable> tables;  // counts are not read
  const Vocabulary& words;
};

// One line for each thing that is not as documents() would write it for the same figures:
//  - files missing, further files, any byte that is different when they are all made again from what
//    manifest.json and tables.json say;
//  - comments of the signature that are not the usual ones (whether it fits is for check_release());
//  - figures that are not multiples of round_to, or below what the threshold rounds to; totals of tables that
//    differ from each other;
//  - with a frame: other tables, another order of tables or items, other texts, codes, code lists or
//  cautions.
//    Without one, texts, codes and their order are taken as they are.
// Empty: nothing. Thread safe.
std::vector<std::string> canonical_faults(const Files& files,
                                          const std::optional<Frame>& frame = std::nullopt);

}  // namespace tellsafe::release
