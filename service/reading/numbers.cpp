#include "service/reading/numbers.h"

#include <exception>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "service/reading/releases.h"
#include "service/reading/view.h"

namespace tellsafe::reading {

namespace {

using Ready = pages::Site::Ready;

// Everything that is shown at one time. Immutable once made.
struct Shelf {
  std::map<std::string, Ready, std::less<>> pages;
  std::map<std::string, Ready, std::less<>> files;
};

}  // namespace

struct Numbers::State {
  const std::filesystem::path releases;
  const crypto::VerifyKey key;
  const pages::Site& site;
  const schema::Labels& labels;
  runtime::EventLog& log;

  std::mutex refreshing;  // guards the two below
  std::optional<std::string> seen;
  std::set<std::string> refused;

  mutable std::mutex swapping;  // guards the pointer, not what it points to
  std::shared_ptr<const Shelf> shelf;

  std::shared_ptr<const Shelf> current() const {
    const std::scoped_lock lock(swapping);
    return shelf;
  }
  void show(Shelf made) {
    auto next = std::make_shared<const Shelf>(std::move(made));
    const std::scoped_lock lock(swapping);
    shelf.swap(next);
  }
  Shelf make_shelf(const std::optional<PublicRelease>& release) const;
  std::optional<Shelf> read(const release::Period& period) const;
  Shelf latest();
};

Shelf Numbers::State::make_shelf(const std::optional<PublicRelease>& release) const {
  Shelf made;
  for (const auto& language : labels.languages()) {
    const auto view =
        release ? make_view(*release, labels, language.code, site.wording(language.code), key) : empty_view();
    made.pages[language.code] = site.numbers(language.code, view);
  }
  if (!release) return made;
  for (const auto& [name, content] : release->files)
    made.files[name] = std::make_shared<const handling::ReadyPage>(handling::ReadyPage{content, {}, {}});
  return made;
}

// None for a release that does not verify, and for one that is signed and all the same not what it should be.
std::optional<Shelf> Numbers::State::read(const release::Period& period) const {
  try {
    const auto release = read_release(releases, period, key);
    if (!release) return std::nullopt;
    return make_shelf(release);
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

Shelf Numbers::State::latest() {
  for (const auto& period : public_releases(releases)) {
    if (auto made = read(period)) return std::move(*made);
    if (refused.insert(release::to_string(period)).second) log.write(runtime::Event::release_refused);
  }
  return make_shelf(std::nullopt);
}

Numbers::Numbers(std::filesystem::path releases, crypto::VerifyKey key, const pages::Site& site,
                 const schema::Labels& labels, runtime::EventLog& log)
    : state_(new State{std::move(releases), key, site, labels, log, {}, {}, {}, {}, {}}) {
  refresh();
}

void Numbers::refresh() {
  const std::scoped_lock lock(state_->refreshing);
  // Taken before reading: what changes meanwhile is read again.
  auto now = fingerprint(state_->releases);
  if (state_->seen == now) return;
  state_->show(state_->latest());
  state_->seen = std::move(now);
  state_->log.write(runtime::Event::releases_loaded);
}

Ready Numbers::page(std::string_view language) const {
  const auto shelf = state_->current();
  const auto found = shelf->pages.find(language);
  return found != shelf->pages.end() ? found->second
                                     : shelf->pages.at(state_->labels.languages().front().code);
}

Ready Numbers::file(std::string_view name) const {
  const auto shelf = state_->current();
  const auto found = shelf->files.find(name);
  return found != shelf->files.end() ? found->second : nullptr;
}

}  // namespace tellsafe::reading
