#include "service/release/published_audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "service/disclosure/published.h"
#include "service/release/cells.h"
#include "service/release/published.h"
#include "service/release/shown_cells.h"

namespace tellsafe::release {

namespace {

namespace fs = std::filesystem;
using Publications = std::map<std::string, Publication>;  // by audience

// Names of other people's files may hold anything; they are not printed as they are.
std::string printable(std::string name) {
  std::ranges::replace_if(
      name, [](char c) { return c < ' ' || c > '~'; }, '?');
  return name;
}

// A 0 is shown only where nobody can be: among those who did not answer what every report answers.
bool is_impossible(std::string_view cell, std::uint64_t figure) {
  return figure == 0 &&
         cell.find(fmt::format("={}", name_of(ItemKind::unanswered))) != std::string_view::npos;
}

class Reader {
 public:
  Reader(const crypto::VerifyKey& key, std::vector<Finding>& findings) : key_(key), findings_(findings) {}

  // Every folder in that of a period is one audience's.
  Publications read(const fs::path& folder) {
    Publications publications;
    std::error_code error;
    std::set<fs::path> audiences;
    for (const auto& entry : fs::directory_iterator(folder, error)) audiences.insert(entry.path());
    for (const auto& path : audiences) {
      const auto name = folder.filename().string() + "/" + printable(path.filename().string());
      const auto before = findings_.size();
      if (auto publication = read_one(path, name))
        publications.emplace(path.filename().string(), *publication);
      if (findings_.size() == before)
        findings_.push_back({true, name + ": signed, whole, and says nothing but its figures"});
    }
    if (error || audiences.empty()) bad(printable(folder.filename().string()), "nothing is published there");
    return publications;
  }

 private:
  void bad(const std::string& name, std::string_view what) {
    findings_.push_back({false, fmt::format("{}: {}", name, what)});
  }

  std::optional<Publication> read_one(const fs::path& path, const std::string& name) {
    const auto checked = check_release(path, key_);
    for (const auto& finding : checked.findings)
      if (!finding.good) bad(name, finding.text);
    for (const auto& fault : canonical_faults(checked.files)) bad(name, fault);
    const auto publication = read_published(checked.files);
    if (!publication) {
      bad(name, publication.error());
      return std::nullopt;
    }
    const auto& statement = publication->statement;
    if (to_string(statement.period) != path.parent_path().filename() ||
        statement.audience.id != path.filename().string()) {
      bad(name, "it lies in the folder of another period or audience");
      return std::nullopt;
    }
    for (const auto& [cell, figure] : shown_cells(*publication))
      if (!is_impossible(cell, figure) &&
          figure + statement.audience.round_to / 2 < statement.audience.threshold)
        bad(name, fmt::format("\"{}\" is shown although it is under {}", cell, statement.audience.threshold));
    return *publication;
  }

  const crypto::VerifyKey& key_;
  std::vector<Finding>& findings_;
};

// A table among those who ticked, of which nothing is shown, tells nobody anything: see make_account().
bool tells(const PublishedTable& table) {
  return !table.among ||
         std::ranges::any_of(table.figures, [](const Figure& figure) { return figure.has_value(); });
}

// Tables as published, without counts; each of them once, whoever it was printed for.
std::vector<CountedTable> outlines(const std::vector<const Publication*>& publications) {
  std::vector<CountedTable> tables;
  for (const auto* publication : publications)
    for (const auto& table : publication->tables) {
      if (!tells(table) || std::ranges::find(tables, table.id, &CountedTable::id) != tables.end()) continue;
      auto& outline = tables.emplace_back();
      outline.id = table.id;
      for (const auto& side : table.sides)
        outline.sides.push_back({side.question, side.level, side.several, side.items, {}});
      outline.counts.assign(size_of(table.sides), 0);
      outline.among = table.among;
    }
  return tables;
}

class Attacker {
 public:
  Attacker(const std::map<Period, Publications>& year, std::vector<Finding>& findings)
      : year_(year), findings_(findings) {
    link_parts();
  }

  void run() {
    std::map<std::string, unsigned> thresholds;
    for (const auto& [period, publications] : year_)
      for (const auto& [audience, publication] : publications)
        thresholds.emplace(audience, publication.statement.audience.threshold);
    if (thresholds.empty()) return;
    unsigned lowest = thresholds.begin()->second;
    for (const auto& [audience, threshold] : thresholds) {
      lowest = std::min(lowest, threshold);
      attack(audience, threshold, [&, name = audience](const std::string& other) { return other == name; });
    }
    attack("together", lowest, [](const std::string&) { return true; });
  }

 private:
  void link_parts() {
    std::vector<std::vector<CountedTable>> tables;
    std::vector<std::string> names;
    std::vector<std::size_t> quarters;
    tables.reserve(year_.size() + 2);
    const auto add = [&](std::string name, std::vector<CountedTable> part) {
      names.push_back(std::move(name));
      tables.push_back(std::move(part));
      return names.size() - 1;
    };
    std::optional<Period> whole;
    Late late = Late::none;
    std::vector<const Publication*> of_year;
    std::vector<const Publication*> of_quarters;
    for (const auto& [period, publications] : year_) {
      auto& all = period.quarter == 0 ? of_year : of_quarters;
      std::vector<const Publication*> of_period;
      for (const auto& [audience, publication] : publications) of_period.push_back(&publication);
      all.insert(all.end(), of_period.begin(), of_period.end());
      if (period.quarter != 0)
        quarters.push_back(add(year_part(period), outlines(of_period)));
      else
        whole = period;
    }
    for (const auto* publication : of_year) late = publication->statement.late;
    std::optional<Joint> joint;
    if (whole) {
      // The parts that are not printed are only what is compared with the quarters.
      auto printed = of_year;
      printed.insert(printed.end(), of_quarters.begin(), of_quarters.end());
      const bool apart = late == Late::apart;
      const auto year = add(year_part(*whole), outlines(apart ? of_quarters : printed));
      if (!quarters.empty()) {
        const auto again = add(again_part(*whole), outlines(apart ? printed : of_quarters));
        joint = Joint{year, again, add(fresh_part(*whole), outlines(of_quarters)), quarters};
      }
    }
    std::vector<Part> parts;
    for (std::size_t i = 0; i < names.size(); ++i) parts.push_back({names[i], tables[i], 0});
    cells_ = link(parts, always_answered(), joint);
  }

  // Questions of which a release shows that nobody left them unanswered.
  std::set<std::string> always_answered() const {
    std::set<std::string> questions;
    for (const auto& [period, publications] : year_)
      for (const auto& [audience, publication] : publications) {
        const auto shown = shown_cells(publication);
        for (const auto& table : publication.tables)
          for (const auto& side : table.sides) {
            const auto unanswered = meaning_of(side.question, name_of(ItemKind::unanswered), "");
            const auto found = shown.find(cell_name(printed_part(publication.statement), {unanswered}));
            if (found != shown.end() && found->second == 0) questions.insert(side.question);
          }
      }
    return questions;
  }

  template <class Reads>
  void attack(const std::string& view, unsigned threshold, Reads reads) {
    disclosure::Published published{cells_.names.size(), cells_.system.relations, {}, cells_.system.known};
    for (const auto& [period, publications] : year_)
      for (const auto& [audience, publication] : publications) {
        if (!reads(audience) && audience != everybody) continue;
        const auto& [id, least, step] = publication.statement.audience;
        for (const auto& [name, figure] : shown_cells(publication)) {
          const auto cell = cells_.by_name.find(name);
          if (cell == cells_.by_name.end()) continue;
          if (is_impossible(name, figure)) {
            published.figures.push_back({cell->second, 0, 0});
            continue;
          }
          // Halves are rounded up: see rounded().
          const auto low = figure - std::min<std::uint64_t>(figure, step / 2);
          published.figures.push_back(
              {cell->second, std::max<std::uint64_t>(low, least), figure + (step - 1) - step / 2});
        }
      }
    const auto solver = disclosure::cbc_solver();
    const auto leaks = disclosure::small_for_sure(published, threshold, *solver);
    for (const auto& leak : leaks) tell(view, threshold, leak);
    if (leaks.empty())
      findings_.push_back({true, fmt::format("{}: no count that is not shown must be small", view)});
  }

  void tell(const std::string& view, unsigned threshold, const disclosure::Leak& leak) {
    using disclosure::Betrayal;
    const auto bad = [&](const std::string& what) {
      findings_.push_back({false, fmt::format("{}: {}", view, what)});
    };
    if (leak.betrayal == Betrayal::contradiction) return bad("no set of reports gives all these figures");
    const auto& cell = cells_.names[leak.extent.cell];
    if (leak.betrayal == Betrayal::known_to_exist)
      bad(fmt::format("\"{}\" is not shown, but must be {} to {}", cell, leak.extent.low,
                      leak.extent.high.value_or(threshold)));
    if (leak.betrayal == Betrayal::known_to_be_few)
      bad(fmt::format("\"{}\" is not shown, but cannot be more than {}", cell,
                      leak.extent.high.value_or(threshold)));
    if (leak.betrayal == Betrayal::undecided)
      bad(fmt::format("whether \"{}\" is safe was not decided", cell));
  }

  const std::map<Period, Publications>& year_;
  std::vector<Finding>& findings_;
  Cells cells_;
};

// One programme a year.
void check_programmes(const std::map<Period, Publications>& year, std::vector<Finding>& findings) {
  std::set<std::string> programmes;
  for (const auto& [period, publications] : year)
    for (const auto& [audience, publication] : publications)
      programmes.insert(publication.statement.programme);
  if (programmes.size() > 1)
    findings.push_back({false, "the releases of the year are made by different table programmes"});
}

}  // namespace

std::vector<Finding> audit_published(const fs::path& folder, const crypto::VerifyKey& key) {
  std::vector<Finding> findings;
  const auto place = (folder / "").parent_path();
  const auto period = parse_period(place.filename().string());
  if (!period)
    return {{false, printable(place.filename().string()) + ": releases are of quarters and years alone"}};
  Reader reader(key, findings);
  std::map<Period, Publications> year;
  std::error_code error;
  std::set<fs::path> beside;
  for (const auto& entry : fs::directory_iterator(place.parent_path(), error)) beside.insert(entry.path());
  for (const auto& path : beside) {
    const auto name = path.filename().string();
    if (name.starts_with(".")) continue;
    const auto other = parse_period(name);
    if (!other)
      findings.push_back({false, printable(name) + ": lies among the releases and is of no quarter or year"});
    else if (other->year == period->year)
      year.emplace(*other, reader.read(path));
  }
  check_programmes(year, findings);
  Attacker(year, findings).run();
  return findings;
}

}  // namespace tellsafe::release
