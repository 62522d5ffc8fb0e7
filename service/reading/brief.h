// The monthly brief: what the working group writes into it. Pure functions.
//
// As it is kept (store::Draft::json), every member but the first two may be absent:
//   {"format": "tellsafe-brief-1", "month": "2026-11",
//    "changes": ["The form asks for the time of day."], "needs": ["Help in Haitian Creole is missing."],
//    "done": [{"said": "The bus stop is dark.", "did": "Two lamps were put up."}],
//    "next": "2026-12-15", "notes": "Thanks to all who came."}
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/hash.h"
#include "schema/calendar.h"

namespace tellsafe::reading {

using schema::Month;

// "2026-11"
std::string to_string(Month month);
Month month_of(std::chrono::sys_days day);
Month before(Month month);

// A public brief, as lists name it.
struct ListedBrief {
  std::string month;     // "2026-11"
  bool printed = false;  // there is a PDF file of it
  friend bool operator==(const ListedBrief&, const ListedBrief&) = default;
};

struct SaidAndDone {
  std::string said;
  std::string did;
};

struct BriefText {
  Month month;
  std::vector<std::string> changes;  // in how reports are taken in and counted
  std::vector<std::string> needs;    // and gaps
  std::vector<SaidAndDone> done;     // "you said, we did"
  std::string next;   // the day of the working group's next meeting, "2026-12-15"; may be empty
  std::string notes;  // paragraphs with a line feed between them; may be empty
};

// So much that the brief stays on two pages; lengths in characters.
struct BriefLimits {
  std::size_t changes = 3;
  std::size_t needs = 4;
  std::size_t done = 3;
  std::size_t item = 160;
  std::size_t notes = 300;
};
inline constexpr BriefLimits brief_limits;

// What is wrong with a part of the text. `field` is "changes", "needs", "said_1", "did_1", "next" or "notes".
struct BriefProblem {
  std::string field;
  std::string message;
};

// Empty: nothing. Too many or too long parts, half of a pair, a day that there is not, characters that do not
// belong in a text.
std::vector<BriefProblem> problems_of(const BriefText& text);

// One spelling for one text.
std::string to_json(const BriefText& text);
// The error says what is wrong; what problems_of() finds is an error as well.
boost::system::result<BriefText, std::string> parse_brief(std::string_view json);

// What those who sign a brief off have looked at: the very bytes that will be public.
crypto::Sha256 brief_digest(std::string_view html);

}  // namespace tellsafe::reading
