#include "service/reading/public_briefs.h"

#include <map>
#include <mutex>
#include <utility>

#include "service/pages/encodings.h"
#include "service/reading/brief_press.h"

namespace tellsafe::reading {
namespace {

using Ready = std::shared_ptr<const handling::ReadyPage>;

constexpr std::string_view pdf_ending = ".pdf";

struct Shown {
  Ready page;
  Ready pdf;
  std::string style_hash;  // an old brief keeps its own style
};
// Newest first. Immutable once it is shown.
using Shelf = std::map<std::string, Shown, std::greater<>>;

Ready as_it_is(const crypto::Bytes& bytes) {
  if (bytes.empty()) return nullptr;
  return std::make_shared<const handling::ReadyPage>(
      handling::ReadyPage{std::string(bytes.begin(), bytes.end()), {}, {}});
}

}  // namespace

struct PublicBriefs::State {
  explicit State(store::Briefs& given) : briefs(given), shelf(std::make_shared<const Shelf>()) {}

  std::shared_ptr<const Shelf> current() const {
    const std::scoped_lock lock(swapping);
    return shelf;
  }

  // The next in turn of those without a printed form; empty: none.
  std::string unprinted(const Shelf& now) {
    std::string first;
    for (const auto& [month, shown] : now) {
      if (shown.pdf) continue;
      if (first.empty()) first = month;
      if (month < asked) return asked = month;
    }
    return asked = first;
  }

  bool add(const std::string& month, Shelf& next) {
    const auto brief = briefs.brief(month);
    if (!brief) return false;
    Shown& shown = next[month];
    if (!shown.page) {
      shown.page = pages::make_ready(brief->html);
      shown.style_hash = style_hash_of(brief->html);
    }
    shown.pdf = as_it_is(brief->pdf);
    return true;
  }

  bool refresh() {
    const std::scoped_lock lock(refreshing);
    const auto published = briefs.published();
    if (!published) return false;
    const auto now = current();
    Shelf next = *now;
    const auto again = unprinted(*now);
    if (!again.empty() && !add(again, next)) return false;
    for (const auto& month : *published)
      if (!now->contains(month) && !add(month, next)) return false;
    auto made = std::make_shared<const Shelf>(std::move(next));
    const std::scoped_lock swap(swapping);
    shelf.swap(made);
    return true;
  }

  store::Briefs& briefs;
  std::mutex refreshing;        // guards the next
  std::string asked;            // whose printed form was looked for last
  mutable std::mutex swapping;  // guards the pointer, not what it points to
  std::shared_ptr<const Shelf> shelf;
};

PublicBriefs::PublicBriefs(store::Briefs& briefs) : state_(std::make_unique<State>(briefs)) {
  refresh();
}

PublicBriefs::~PublicBriefs() = default;

bool PublicBriefs::refresh() {
  return state_->refresh();
}

std::vector<ListedBrief> PublicBriefs::list() const {
  std::vector<ListedBrief> list;
  const auto shelf = state_->current();
  for (const auto& [month, shown] : *shelf) list.push_back({month, shown.pdf != nullptr});
  return list;
}

std::optional<handling::Response> PublicBriefs::answer(std::string_view name) const {
  const bool printed = name.ends_with(pdf_ending);
  if (printed) name.remove_suffix(pdf_ending.size());
  const auto shelf = state_->current();
  const auto found = shelf->find(name);
  if (found == shelf->end() || (printed && !found->second.pdf)) return std::nullopt;
  handling::Response response;
  response.keeping = handling::Keeping::shortly;
  response.type = printed ? handling::ContentType::pdf : handling::ContentType::html;
  response.body = printed ? found->second.pdf : found->second.page;
  response.style_hash = found->second.style_hash;
  return response;
}

}  // namespace tellsafe::reading
