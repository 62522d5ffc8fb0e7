#include "service/reading/numbers.h"

#include <algorithm>
#include <exception>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/pages/encodings.h"
#include "service/reading/catalog.h"
#include "service/reading/feed.h"
#include "service/reading/releases.h"
#include "service/reading/summary.h"
#include "service/reading/view.h"

namespace tellsafe::reading {

namespace {

using Ready = pages::Site::Ready;
using ByName = std::map<std::string, Ready, std::less<>>;

// One release. Immutable once made.
struct Exhibit {
  SignedRelease release;
  Summary summary;
  ByName pages;  // by language
  ByName files;
  bool nothing_shown = false;
};
using Exhibits = std::map<std::string, std::shared_ptr<const Exhibit>, std::less<>>;  // by period

// Everything that is shown at one time. Immutable once made.
struct Shelf {
  ByName front;  // by language
  ByName feeds;  // by language
  Exhibits exhibits;
  std::shared_ptr<const Exhibit> newest;  // null: nothing has been released
  Ready catalog;
  Ready us_catalog;  // or null
};

// What became of a period's folder when it was looked at last.
struct Seen {
  std::string fingerprint;
  std::shared_ptr<const Exhibit> exhibit;  // null: refused
  friend bool operator==(const Seen&, const Seen&) = default;
};

Ready as_signed(const std::string& content) {
  return std::make_shared<const handling::ReadyPage>(handling::ReadyPage{content, {}, {}});
}

Ready find(const ByName& all, std::string_view name) {
  const auto found = all.find(name);
  return found != all.end() ? found->second : nullptr;
}

}  // namespace

struct Numbers::State {
  const std::filesystem::path releases;
  const crypto::VerifyKey key;
  const pages::Site& site;
  const schema::Labels& labels;
  runtime::EventLog& log;
  const NumbersOptions options;
  const Ready key_file;

  std::mutex refreshing;  // guards the next
  std::optional<std::map<release::Period, Seen>> seen;
  std::vector<ListedBrief> briefs;  // newest first

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
  Ready in(const ByName& all, std::string_view language) const {
    const auto found = find(all, language);
    return found ? found : all.at(labels.languages().front().code);
  }

  Surroundings surroundings(bool newest, std::span<const release::Period> all,
                            std::span<const ListedBrief> listed,
                            const std::optional<release::Period>& with_numbers) const {
    return {newest, all, options.licence, !options.url.empty(), listed, with_numbers};
  }
  nlohmann::json view_in(const std::string& language, const SignedRelease& release) const {
    return make_view(release, labels, language, site.wording(language), key);
  }
  ByName make_pages(const SignedRelease& release, const std::optional<release::Period>& with_numbers) const;
  std::shared_ptr<const Exhibit> leading_on(const Exhibit& exhibit,
                                            const release::Period& with_numbers) const;
  std::shared_ptr<const Exhibit> make_exhibit(SignedRelease release) const;
  std::shared_ptr<const Exhibit> read(const release::Period& period) const;
  Seen look_at(const release::Period& period, std::string fingerprint);
  Shelf make_shelf(const std::vector<std::shared_ptr<const Exhibit>>& exhibits) const;
};

ByName Numbers::State::make_pages(const SignedRelease& release,
                                  const std::optional<release::Period>& with_numbers) const {
  ByName pages;
  for (const auto& language : labels.languages()) {
    const auto& code = language.code;
    pages[code] =
        site.numbers(code, surrounded(view_in(code, release), release.period,
                                      surroundings(false, {}, {}, with_numbers), code, site.wording(code)));
  }
  return pages;
}

std::shared_ptr<const Exhibit> Numbers::State::make_exhibit(SignedRelease release) const {
  Exhibit made{std::move(release), {}, {}, {}};
  made.summary = summarize(made.release);
  made.pages = make_pages(made.release, std::nullopt);
  made.nothing_shown = !shows_a_number(made.release);
  for (const auto& [name, content] : made.release.files) made.files[name] = as_signed(content);
  return std::make_shared<const Exhibit>(std::move(made));
}

// The same with pages that lead from where nothing is shown to where something is.
std::shared_ptr<const Exhibit> Numbers::State::leading_on(const Exhibit& exhibit,
                                                          const release::Period& with_numbers) const {
  auto made = exhibit;
  made.pages = make_pages(made.release, with_numbers);
  return std::make_shared<const Exhibit>(std::move(made));
}

// None for a release that does not verify, and for one that is signed and all the same not what it should be.
std::shared_ptr<const Exhibit> Numbers::State::read(const release::Period& period) const {
  try {
    auto release = read_release(releases, period, key);
    return release ? make_exhibit(std::move(*release)) : nullptr;
  } catch (const std::exception&) {
    return nullptr;
  }
}

// What has not changed since it was looked at last is not looked at again.
Seen Numbers::State::look_at(const release::Period& period, std::string fingerprint) {
  if (seen) {
    const auto before = seen->find(period);
    if (before != seen->end() && before->second.fingerprint == fingerprint) return before->second;
  }
  auto exhibit = read(period);
  if (!exhibit) log.write(runtime::Event::release_refused);
  return {std::move(fingerprint), std::move(exhibit)};
}

// exhibits: newest first
Shelf Numbers::State::make_shelf(const std::vector<std::shared_ptr<const Exhibit>>& exhibits) const {
  Shelf made;
  std::vector<Summary> summaries;
  std::vector<release::Period> periods;
  std::optional<release::Period> with_numbers;
  const auto rich = std::ranges::find(exhibits, false, [](const auto& one) { return one->nothing_shown; });
  if (rich != exhibits.end()) with_numbers = (*rich)->release.period;
  for (const auto& exhibit : exhibits) {
    summaries.push_back(exhibit->summary);
    periods.push_back(exhibit->release.period);
    made.exhibits[release::to_string(exhibit->release.period)] =
        exhibit->nothing_shown && with_numbers ? leading_on(*exhibit, *with_numbers) : exhibit;
  }
  if (!exhibits.empty()) made.newest = exhibits.front();
  for (const auto& language : labels.languages()) {
    const auto& wording = site.wording(language.code);
    const auto view = made.newest ? view_in(language.code, made.newest->release) : empty_view();
    made.front[language.code] = site.numbers(
        language.code, surrounded(view, std::nullopt, surroundings(true, periods, briefs, with_numbers),
                                  language.code, wording));
    made.feeds[language.code] =
        pages::make_ready(atom_feed(summaries, labels, language.code, wording, options, key));
  }
  const CatalogSource source{summaries, labels, site, options, key};
  made.catalog = pages::make_ready(dcat_catalog(source).dump(1));
  if (!options.url.empty()) made.us_catalog = pages::make_ready(dcat_us_catalog(source).dump(1));
  return made;
}

Numbers::Numbers(std::filesystem::path releases, crypto::VerifyKey key, const pages::Site& site,
                 const schema::Labels& labels, runtime::EventLog& log, NumbersOptions options)
    : state_(new State{std::move(releases),
                       key,
                       site,
                       labels,
                       log,
                       std::move(options),
                       as_signed(key.file()),
                       {},
                       {},
                       {},
                       {},
                       {}}) {
  refresh();
}

void Numbers::refresh(const std::vector<ListedBrief>& briefs) {
  const std::scoped_lock lock(state_->refreshing);
  const auto periods = public_releases(state_->releases);
  std::map<release::Period, Seen> now;
  std::vector<std::shared_ptr<const Exhibit>> exhibits;
  for (const auto& period : periods) {
    // The fingerprint is taken before reading: what changes meanwhile is read again.
    auto& one = now[period];
    one = state_->look_at(period, fingerprint(state_->releases, period));
    if (one.exhibit) exhibits.push_back(one.exhibit);
  }
  if (state_->seen == now && state_->briefs == briefs) return;
  state_->briefs = briefs;
  state_->show(state_->make_shelf(exhibits));
  state_->seen = std::move(now);
  state_->log.write(runtime::Event::releases_loaded);
}

Ready Numbers::page(std::string_view language) const {
  return state_->in(state_->current()->front, language);
}

Ready Numbers::page(std::string_view language, std::string_view period) const {
  const auto shelf = state_->current();
  const auto found = shelf->exhibits.find(period);
  return found != shelf->exhibits.end() ? state_->in(found->second->pages, language) : nullptr;
}

Ready Numbers::feed(std::string_view language) const {
  return state_->in(state_->current()->feeds, language);
}

Ready Numbers::file(std::string_view name) const {
  const auto shelf = state_->current();
  return shelf->newest ? find(shelf->newest->files, name) : nullptr;
}

Ready Numbers::file(std::string_view period, std::string_view name) const {
  const auto shelf = state_->current();
  const auto found = shelf->exhibits.find(period);
  return found != shelf->exhibits.end() ? find(found->second->files, name) : nullptr;
}

Ready Numbers::signing_key() const {
  return state_->key_file;
}

Ready Numbers::catalog() const {
  return state_->current()->catalog;
}

Ready Numbers::us_catalog() const {
  return state_->current()->us_catalog;
}

}  // namespace tellsafe::reading
