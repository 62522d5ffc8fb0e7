// What may be shown of large tables, and how long deciding takes (processor time).
//   bench_disclosure FILE.csv [OPTION=NUMBER...]   bias, area, month of each report (0 to 33, 0 to 19,
//                                                  0 to 11)
//   bench_disclosure REPORTS ...                   the same table of as many generated reports
//   bench_disclosure city REPORTS ...              a programme as cities have it: bias by area group, and
//                                                  more
// Options: threshold=5; zeros=0: zeros need no protection; lots=SEED: the order is drawn; samples=NEEDS:
// looks whether witnesses lead to the same output.
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>

#include "service/disclosure/accept.h"
#include "service/disclosure/intervals.h"
#include "service/disclosure/procedure.h"
#include "service/disclosure/signatures.h"

namespace tellsafe::disclosure {
namespace {

double now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// Items, then groups of consecutive items, then the total.
struct Axis {
  std::size_t items = 0;
  std::vector<std::size_t> group_sizes;
  bool several = false;

  std::size_t size() const { return items + group_sizes.size() + 1; }
  std::size_t total() const { return size() - 1; }
  std::size_t group_of(std::size_t item) const {
    std::size_t group = 0;
    for (std::size_t end = group_sizes[0]; item >= end; end += group_sizes[++group]) {
    }
    return items + group;
  }
  // Nodes below each node that has any.
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> families() const {
    std::vector<std::pair<std::size_t, std::vector<std::size_t>>> all(group_sizes.size() + 1);
    for (std::size_t g = 0; g < group_sizes.size(); ++g) {
      all[g].first = items + g;
      all.back().second.push_back(items + g);
    }
    all.back().first = total();
    for (std::size_t item = 0; item < items; ++item)
      (group_sizes.empty() ? all.back() : all[group_of(item) - items]).second.push_back(item);
    return all;
  }
  void hit(std::size_t item, std::vector<bool>& nodes) const {
    nodes.resize(size());
    nodes[item] = nodes[total()] = true;
    if (!group_sizes.empty()) nodes[group_of(item)] = true;
  }
};

// A table of up to three sides, appended to the system; its total is cell 0 of the system.
class Table {
 public:
  Table(System& system, std::array<Axis, 3> axes) : system_(system), axes_(std::move(axes)) {
    if (system.counts.empty()) system.counts.push_back(0);
    const std::size_t size = axes_[0].size() * axes_[1].size() * axes_[2].size();
    first_ = system.counts.size();
    system.counts.resize(first_ + size - 1, 0);
    for (std::size_t d = 0; d < 3; ++d) relate(d);
  }

  void count(const std::array<std::vector<bool>, 3>& hits) {
    for (std::size_t a = 0; a < hits[0].size(); ++a)
      for (std::size_t b = 0; hits[0][a] && b < hits[1].size(); ++b)
        for (std::size_t c = 0; hits[1][b] && c < hits[2].size(); ++c)
          if (hits[2][c]) ++system_.counts[at({a, b, c})];
  }

 private:
  std::size_t at(const std::array<std::size_t, 3>& place) const {
    const std::size_t index = (place[0] * axes_[1].size() + place[1]) * axes_[2].size() + place[2];
    const bool is_total = place == std::array{axes_[0].total(), axes_[1].total(), axes_[2].total()};
    return is_total ? 0 : first_ + index;
  }

  void relate(std::size_t d) {
    if (axes_[d].items == 0) return;
    const std::size_t u = (d + 1) % 3;
    const std::size_t v = (d + 2) % 3;
    std::array<std::size_t, 3> place{};
    for (const auto& [parent, children] : axes_[d].families())
      for (place[u] = 0; place[u] < axes_[u].size(); ++place[u])
        for (place[v] = 0; place[v] < axes_[v].size(); ++place[v]) {
          place[d] = parent;
          Relation relation{at(place), {}, !axes_[d].several};
          for (const auto child : children) {
            place[d] = child;
            relation.children.push_back(at(place));
          }
          system_.relations.push_back(std::move(relation));
        }
  }

  System& system_;
  std::array<Axis, 3> axes_;
  std::size_t first_ = 0;
};

// Few kinds make up most reports.
std::size_t skewed(std::mt19937_64& random, std::size_t items) {
  const double u = static_cast<double>(random() >> 11U) * 0x1.0p-53;
  return std::min(items - 1, static_cast<std::size_t>(static_cast<double>(items) * u * u * u));
}

System cube(const std::vector<std::array<std::size_t, 3>>& reports) {
  const std::array<Axis, 3> axes{Axis{34, {9, 14, 5, 2, 2, 2}}, Axis{20, {5, 5, 5, 5}}, Axis{12, {}}};
  System system;
  Table table(system, axes);
  for (const auto& report : reports) {
    std::array<std::vector<bool>, 3> hits;
    for (std::size_t d = 0; d < 3; ++d) axes[d].hit(report[d], hits[d]);
    table.count(hits);
  }
  return system;
}

std::vector<std::array<std::size_t, 3>> read(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::array<std::size_t, 3>> reports;
  std::string line;
  for (std::getline(file, line); std::getline(file, line);) {
    auto& report = reports.emplace_back();
    if (std::sscanf(line.c_str(), "%zu,%zu,%zu", report.data(), &report[1], &report[2]) != 3)
      throw std::runtime_error(path + ": " + line);
  }
  if (reports.empty()) throw std::runtime_error(path + ": no reports");
  return reports;
}

std::vector<std::array<std::size_t, 3>> generated(std::size_t reports) {
  std::mt19937_64 random(1);
  std::vector<std::array<std::size_t, 3>> result(reports);
  for (auto& report : result) report = {skewed(random, 34), skewed(random, 20), random() % 12};
  return result;
}

// Bias (several answers) by four area groups, and ten questions of 3 to 12 options, half of them several.
System city(std::size_t reports) {
  std::mt19937_64 random(1);
  System system;
  const std::array<Axis, 3> bias{Axis{34, {9, 14, 5, 2, 2, 2}, true}, Axis{4, {}}, Axis{}};
  std::vector<std::array<Axis, 3>> axes{bias};
  for (std::size_t i = 0; i < 10; ++i) axes.push_back({Axis{3 + i, {}, i % 2 == 1}, Axis{}, Axis{}});
  std::vector<Table> tables;
  tables.reserve(axes.size());
  for (const auto& sides : axes) tables.emplace_back(system, sides);
  for (std::size_t report = 0; report < reports; ++report)
    for (std::size_t t = 0; t < axes.size(); ++t) {
      std::array<std::vector<bool>, 3> hits{std::vector<bool>{true}, {true}, {true}};
      for (std::size_t d = 0; d < 3; ++d)
        if (const auto& axis = axes[t][d]; axis.items > 0) {
          hits[d].clear();
          do axis.hit(skewed(random, axis.items), hits[d]);
          while (axis.several && random() % 4 == 0);
        }
      tables[t].count(hits);
    }
  // The total was counted once for each table.
  system.counts[0] = reports;
  return system;
}

using Options = std::map<std::string, unsigned long>;

void print(const Figures& figures, std::size_t witnesses) {
  fmt::print(
      "{} needs: {} shared, {} slides, {} swaps, {} programs; {} impossible, {} unknown; {} witnesses\n",
      figures.needs, figures.shared, figures.slides, figures.swaps, figures.programs, figures.impossible,
      figures.unknown, witnesses);
}

// Beside what hiding small counts alone would leave.
void print_visibility(const System& system, std::span<const std::size_t> order, const Acceptance& accepted) {
  std::uint64_t all = 0;
  std::uint64_t candidates = 0;
  std::uint64_t shown = 0;
  for (std::size_t cell = 0; cell < system.counts.size(); ++cell) {
    all += system.counts[cell];
    if (accepted.shown[cell]) shown += system.counts[cell];
  }
  for (const auto cell : order) candidates += system.counts[cell];
  const auto share = [](auto part, auto whole) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  fmt::print("shown: {:.1f} % of cells (at most {:.1f} %), {:.1f} % of what they count (at most {:.1f} %)\n",
             share(order.size() - accepted.rejected.size(), system.counts.size()),
             share(order.size(), system.counts.size()), share(shown, all), share(candidates, all));
}

void print_reproduced(const System& system, std::span<const std::size_t> order, const Acceptance& accepted,
                      const Demand& demand, const Options& options, Solver& solver) {
  const double start = now();
  const Procedure procedure = [&](const std::vector<std::uint64_t>& counts) {
    auto other = system;
    other.counts = counts;
    const auto again = options.contains("lots") ? as_before(other, demand.threshold, order)
                                                : by_priority(other, demand.threshold);
    return accept(other, again, demand, solver).shown;
  };
  const Sampling sampling{options.at("samples"), 1, 12};
  const auto result = reproduce(system, accepted.shown, accepted.goals, accepted.witnesses, accepted.shown,
                                procedure, sampling, solver);
  fmt::print("same output: truth {}, {} of {} needs to be low, {} of {} to be high; {:.2f} s\n",
             result.truth ? "yes" : "no", result.low_reproduced, result.low,
             result.reproduced - result.low_reproduced, result.sampled - result.low, now() - start);
}

std::vector<std::uint64_t> lots_of(std::uint64_t seed, std::size_t cells) {
  std::vector<std::uint64_t> lots;
  for (std::size_t cell = 0; cell < cells; ++cell) lots.push_back(random_of(random_of(seed) + cell));
  return lots;
}

void measure(const System& system, const Options& options) {
  for (const auto& fault : faults(system)) throw std::runtime_error(fault);
  const auto option = [&](const char* name, unsigned long otherwise) {
    return options.contains(name) ? options.at(name) : otherwise;
  };
  const Demand demand(static_cast<unsigned>(option("threshold", 5)), option("zeros", 1) != 0);
  const auto solver = cbc_solver();
  const auto order = options.contains("lots") ? by_priority(system, demand.threshold,
                                                            lots_of(options.at("lots"), system.counts.size()))
                                              : by_priority(system, demand.threshold);
  double start = now();
  const auto accepted = accept(system, order, demand, *solver);
  fmt::print("{} cells; {:.2f} s to show {} of {} candidates\n", system.counts.size(), now() - start,
             order.size() - accepted.rejected.size(), order.size());
  print_visibility(system, order, accepted);
  std::array<std::size_t, 5> reasons{};
  for (const auto& rejected : accepted.rejected) ++reasons[static_cast<std::size_t>(rejected.reason)];
  fmt::print("rejected: {} residual, {} betraying, {} not proven\n", reasons[1], reasons[2], reasons[3]);
  print(accepted.figures, accepted.witnesses.size());
  start = now();
  fmt::print("{} unproven,", unproven(system, accepted.shown, accepted.goals, accepted.witnesses).size());
  fmt::print(" checked in {:.2f} s\n", now() - start);
  start = now();
  const auto again = audit(system, accepted.shown, demand, *solver);
  fmt::print("audit from nothing: {} findings, {:.2f} s\n", again.findings.size(), now() - start);
  print(again.figures, again.witnesses.size());
  if (options.contains("samples")) print_reproduced(system, order, accepted, demand, options, *solver);
  if (system.counts.size() > 1000) return;
  start = now();
  const auto extents = intervals(system, accepted.shown, 2UL * demand.threshold, *solver);
  fmt::print("intervals of {} cells: {:.2f} s\n", extents.size(), now() - start);
}

}  // namespace
}  // namespace tellsafe::disclosure

int main(int count, char** values) {
  using namespace tellsafe::disclosure;
  const std::vector<std::string> arguments(values + 1, values + count);
  if (arguments.empty()) {
    fmt::print("bench_disclosure FILE.csv|REPORTS|city REPORTS [OPTION=NUMBER...]\n");
    return 2;
  }
  const auto number = [](const std::string& text) { return std::strtoul(text.c_str(), nullptr, 10); };
  Options options;
  for (const auto& argument : arguments)
    if (const auto sign = argument.find('='); sign != std::string::npos)
      options[argument.substr(0, sign)] = number(argument.substr(sign + 1));
  if (arguments[0] == "city")
    measure(city(arguments.size() > 1 ? number(arguments[1]) : 300), options);
  else if (arguments[0].ends_with(".csv"))
    measure(cube(read(arguments[0])), options);
  else
    measure(cube(generated(number(arguments[0]))), options);
}
