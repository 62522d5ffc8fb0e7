#include "service/release/earlier.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/release/publish.h"
#include "service/release/published.h"
#include "service/release/shown_cells.h"

namespace tellsafe::release {

namespace {

using Kind = Refusal::Kind;

struct Line {
  Period period;
  const store::LedgerLine& line;
};

std::vector<Line> lines_of_year(const std::vector<store::LedgerLine>& ledger, int year) {
  std::vector<Line> lines;
  for (const auto& line : ledger)
    if (const auto period = parse_period(line.period); period && period->year == year)
      lines.push_back({*period, line});
  return lines;
}

// What was published, by audience, if it is what the ledger records.
Result<std::map<std::string, Publication>> read_release(const Job& job, const Line& line,
                                                        const crypto::VerifyKey& key) {
  const auto folder = job.releases / line.line.period;
  const auto unknown = [&](std::string_view why) {
    return Refusal{
        Kind::damaged,
        fmt::format("{} is not what line {} of the ledger records ({}). A release is audited together "
                    "with the earlier ones of its year: restore the folder from a backup.",
                    folder.string(), line.line.number, why)};
  };
  const auto package = read_package(folder, key);
  if (!package) return unknown(package.error().message);
  if (hash_of_manifests(*package) != line.line.manifests) return unknown("it is another release");
  std::map<std::string, Publication> publications;
  for (const auto& [audience, files] : *package) {
    auto publication = read_published(files);
    if (!publication) return unknown(publication.error());
    publications.emplace(audience, std::move(*publication));
  }
  return publications;
}

}  // namespace

Result<void> check_calendar(const Job& job, const Plan& plan, const std::vector<store::LedgerLine>& ledger,
                            const crypto::VerifyKey& key) {
  for (const auto& line : lines_of_year(ledger, job.period.year)) {
    if (line.period.quarter == 0 && job.period.quarter != 0)
      return Refusal{Kind::exists,
                     fmt::format("{} was released already (line {} of the ledger), and with it the "
                                 "reports of {}: a quarter is not released after its year.",
                                 line.line.period, line.line.number, to_string(job.period))};
    const auto publications = read_release(job, line, key);
    if (!publications) return publications.error();
    for (const auto& [audience, publication] : *publications)
      if (publication.statement.programme != plan.programme.version)
        return Refusal{
            Kind::programme,
            fmt::format("The table programme (schema/tables.json) has changed since {} was released. "
                        "Inside a year it must stay as it is, or the releases could be held against "
                        "each other: restore it, and change it for the next year.",
                        line.line.period)};
  }
  return {};
}

Result<std::vector<Earlier>> read_earlier(const Job& job, const Plan& plan,
                                          const std::vector<store::LedgerLine>& ledger,
                                          store::ReportSource& vault, const crypto::Identity& identity,
                                          const crypto::VerifyKey& key) {
  std::vector<Earlier> earlier;
  if (job.period.quarter != 0) return earlier;
  for (const auto& line : lines_of_year(ledger, job.period.year)) {
    if (line.period.quarter == 0) continue;
    const auto publications = read_release(job, line, key);
    if (!publications) return publications.error();
    auto counted = count_released({line.period, plan.forms, plan.tables, job.releases}, vault, identity, {});
    if (!counted) return counted.error();
    Earlier release{line.period, std::move(*counted), {}};
    for (const auto& [audience, publication] : *publications)
      release.shown[audience] = shown_cells(publication);
    earlier.push_back(std::move(release));
  }
  return earlier;
}

}  // namespace tellsafe::release
