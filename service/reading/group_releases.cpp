#include "service/reading/group_releases.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "schema/areas.h"
#include "service/reading/group_cells.h"
#include "service/reading/releases.h"
#include "service/release/published.h"

namespace tellsafe::reading {

std::size_t GroupRelease::find_table(std::string_view id) const {
  const auto& tables = publication.tables;
  const auto found = std::ranges::find(tables, id, &release::PublishedTable::id);
  return static_cast<std::size_t>(found - tables.begin());
}

bool shows_a_number(const GroupRelease& release) {
  const auto is_count = [](release::Figure figure) { return figure && !is_impossible(figure); };
  const auto& publication = release.publication;
  return is_count(publication.total) || is_count(publication.late) ||
         std::ranges::any_of(publication.tables, [&](const release::PublishedTable& table) {
           return std::ranges::any_of(table.figures, is_count);
         });
}

GroupRelease make_group_release(const SignedRelease& release) {
  auto read = release::read_published(release.files);
  if (!read) throw std::runtime_error(read.error());
  GroupRelease made{std::move(*read), {}, {}};
  std::erase_if(made.publication.tables,
                [](const release::PublishedTable& table) { return table.among || table.sides.size() > 2; });
  made.extents = extents(made.publication.tables, made.publication.statement.audience.round_to);
  for (const auto& [name, content] : release.files)
    made.files[name] = std::make_shared<const handling::ReadyPage>(handling::ReadyPage{content, {}, {}});
  return made;
}

std::string drawn_figures(const GroupRelease& release) {
  auto tables = nlohmann::json::array();
  for (const auto& table : release.publication.tables) {
    if (table.sides.size() > 1 && table.sides[1].question != schema::area_question) continue;
    auto rows = nlohmann::json::array();
    const auto columns = table.sides.size() > 1 ? table.sides[1].items.size() : 1;
    for (std::size_t place = 0; place < table.figures.size(); ++place) {
      if (place % columns == 0) rows.push_back(nlohmann::json::array());
      const auto& figure = table.figures[place];
      rows.back().push_back(figure ? nlohmann::json(*figure) : nlohmann::json());
    }
    tables.push_back({{"id", table.id}, {"rows", std::move(rows)}});
  }
  return nlohmann::json{{"tables", std::move(tables)}}.dump();
}

std::shared_ptr<const GroupRelease> find_release(const GroupShelf& shelf, std::string_view period) {
  for (const auto& one : shelf)
    if (release::to_string(one->period()) == period) return one;
  return nullptr;
}

struct GroupReleases::State {
  const std::filesystem::path folder;
  const crypto::VerifyKey key;
  runtime::EventLog& log;

  std::mutex refreshing;  // guards the two below
  std::optional<std::string> seen;
  std::set<std::string> refused;

  mutable std::mutex swapping;  // guards the pointer, not what it points to
  std::shared_ptr<const GroupShelf> shelf = std::make_shared<const GroupShelf>();

  std::shared_ptr<const GroupRelease> read(const release::Period& period) const;
  GroupShelf read_all();
};

std::shared_ptr<const GroupRelease> GroupReleases::State::read(const release::Period& period) const {
  try {
    const auto release = read_release(folder, period, group_audience, key);
    if (release) return std::make_shared<const GroupRelease>(make_group_release(*release));
  } catch (const std::exception&) {
    // Signed, and all the same not what it should be.
  }
  return nullptr;
}

GroupShelf GroupReleases::State::read_all() {
  GroupShelf all;
  for (const auto& period : releases_for(folder, group_audience)) {
    if (auto one = read(period))
      all.push_back(std::move(one));
    else if (refused.insert(release::to_string(period)).second)
      log.write(runtime::Event::release_refused);
  }
  return all;
}

GroupReleases::GroupReleases(std::filesystem::path releases, crypto::VerifyKey key, runtime::EventLog& log)
    : state_(new State{std::move(releases), key, log, {}, {}, {}, {}}) {
  refresh();
}

void GroupReleases::refresh() {
  const std::scoped_lock lock(state_->refreshing);
  // Taken before reading: what changes meanwhile is read again.
  auto now = fingerprint(state_->folder, group_audience);
  if (state_->seen == now) return;
  auto next = std::make_shared<const GroupShelf>(state_->read_all());
  state_->seen = std::move(now);
  const std::scoped_lock swapping(state_->swapping);
  state_->shelf = std::move(next);
}

std::shared_ptr<const GroupShelf> GroupReleases::shelf() const {
  const std::scoped_lock lock(state_->swapping);
  return state_->shelf;
}

}  // namespace tellsafe::reading
