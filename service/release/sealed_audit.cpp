#include "service/release/sealed_audit.h"

#include <fmt/format.h>

#include <algorithm>

#include "crypto/age_open.h"
#include "crypto/commitment.h"
#include "crypto/hash.h"
#include "service/disclosure/procedure.h"
#include "service/release/audit.h"
#include "service/release/proof.h"
#include "service/release/publish.h"
#include "service/release/published.h"
#include "service/release/shown_cells.h"

namespace tellsafe::release {

namespace {

using Publications = std::map<std::string, Publication>;

struct Opened {
  Proof proof;
  std::string commitment;  // hexadecimal
};

Result<Opened> open_proof(const Period& period, store::ReportSource& vault,
                          const crypto::Identity& identity) {
  const auto sealed = vault.proof(to_string(period));
  if (!sealed)
    return Refusal{sealed.error() == store::Errc::not_found ? Refusal::Kind::nothing : Refusal::Kind::vault,
                   fmt::format("The vault has no proof of a release of {} ({}).", to_string(period),
                               sealed.error().message())};
  const auto text = crypto::age_decrypt(std::span(&identity, 1), *sealed);
  if (!text)
    return Refusal{Refusal::Kind::wrong_key, fmt::format("The proof of {} does not open with this key ({}).",
                                                         to_string(period), text.error().message())};
  auto proof = parse_proof({reinterpret_cast<const char*>(text->data()), text->size()});
  if (!proof) return proof.error();
  return Opened{std::move(*proof), crypto::hex(crypto::commitment(identity, *text))};
}

// The counts of a part as the proof has them, in the tables of the plan.
Tabulation counts_of(const Proof& proof, const Plan& plan, const std::string& part) {
  std::map<std::string, std::uint64_t, std::less<>> counts;
  for (std::size_t cell = 0; cell < proof.names.size(); ++cell)
    counts.emplace(proof.names[cell], proof.system.counts[cell]);
  const auto count = [&](const std::string& name) {
    const auto found = counts.find(name);
    return found == counts.end() ? 0 : found->second;
  };
  Tabulator empty(plan.tables, plan.forms);
  Tabulation result{empty.tables(), count(part)};
  for (auto& table : result.tables) {
    const auto published = outline(table);
    for (std::size_t place = 0; place < table.counts.size(); ++place)
      table.counts[place] = count(cell_name(part, published, place));
  }
  return result;
}

constexpr std::size_t tries = 4;  // alternatives looked at for each count

// What is shown, to all audiences one after the other, for other counts of the cells of a view.
std::vector<bool> shown_for(Problem problem, const View& view, const std::vector<std::uint64_t>& counts,
                            disclosure::Solver& solver) {
  for (std::size_t i = 0; i < view.cells.size(); ++i) problem.cells.system.counts[view.cells[i]] = counts[i];
  for (auto& printed : problem.printed)
    std::erase_if(printed, [&](std::size_t cell) { return !std::ranges::binary_search(view.cells, cell); });
  std::vector<bool> all;
  for (const auto& [shown, rejected] : choose(problem, solver).audiences)
    all.insert(all.end(), shown.begin(), shown.end());
  return all;
}

class Auditor {
 public:
  Auditor(const Job& job, const Plan& plan, const Opened& opened, const Publications& published,
          const std::vector<Earlier>& earlier, std::size_t procedure)
      : job_(job),
        plan_(plan),
        opened_(opened),
        published_(published),
        earlier_(earlier),
        procedure_(procedure) {}

  // Whether the files say nothing that the city's programme, form and labels do not make them say.
  void check_frame(const std::map<std::string, Files>& package) {
    for (const auto& [audience, files] : package) {
      const auto tables = framed_tables(audience);
      const bool apart = published_.at(audience).statement.late == Late::apart;
      const auto words = vocabulary(tables, plan_.labels, job_.languages, plan_.forms, plan_.notes, apart);
      const auto faults = canonical_faults(files, Frame{tables, words});
      for (const auto& fault : faults) add(false, fmt::format("{}: {}", audience, fault));
      if (faults.empty())
        add(true,
            fmt::format("{}: tables, rows and words are as programme, form and labels have them", audience));
    }
  }

  Result<std::vector<Finding>> run(const Tabulation& counted) {
    check_commitment();
    check_proof();
    const auto late = published_.begin()->second.statement.late;
    // A proof has the parts of a year only for what is compared with its quarters. Of the rest the whole is
    // taken as new, which says the same.
    auto again = counts_of(opened_.proof, plan_, again_part(job_.period));
    auto fresh = counts_of(opened_.proof, plan_,
                           late == Late::none ? year_part(job_.period) : fresh_part(job_.period));
    const auto year = counts_of(opened_.proof, plan_, year_part(job_.period));
    for (std::size_t i = 0; late == Late::counted && i < plan_.tables.size(); ++i) {
      if (plan_.tables[i].quarter) continue;
      fresh.tables[i].counts = year.tables[i].counts;
      std::ranges::fill(again.tables[i].counts, 0);
    }
    const auto account = make_account(
        {job_.period, plan_.programme, plan_.forms, plan_.tables, again, fresh, earlier_, plan_.outside},
        late);
    if (!account) return account.error();
    check_vault(counted);
    check_system(account->problem);
    attack(*account);
    return std::move(findings_);
  }

 private:
  std::vector<CountedTable> framed_tables(const std::string& audience) const {
    Tabulator empty(plan_.tables, plan_.forms);
    std::vector<CountedTable> tables;
    for (const auto& known : plan_.programme.audiences)
      for (std::size_t i = 0; known.id == audience && i < plan_.programme.tables.size(); ++i)
        if (in_release(job_.period, plan_.tables[i]) &&
            schema::prints(plan_.programme, plan_.tables[i], known))
          tables.push_back(empty.tables()[i]);
    return tables;
  }

  void add(bool good, std::string text) { findings_.push_back({good, std::move(text)}); }

  void check_commitment() {
    bool fits = opened_.proof.period == job_.period;
    for (const auto& [audience, publication] : published_)
      fits = fits && publication.statement.audit.witnesses == opened_.commitment;
    add(fits, fits ? "the proof in the vault is the one that the release commits to"
                   : "the proof in the vault is not the one that the release commits to");
  }

  void check_proof() {
    const auto faults = proof_faults(opened_.proof);
    for (const auto& fault : faults) add(false, "the proof: " + fault);
    std::size_t witnesses = 0;
    for (const auto& view : opened_.proof.views) witnesses += view.witnesses.size();
    if (faults.empty())
      add(true,
          fmt::format("each of {} witnesses agrees with all that is shown, and every small count has its own",
                      witnesses));
  }

  // The facts in the vault, as the release counted them. A proof has what its release needed.
  void check_vault(const Tabulation& counted) {
    std::map<std::string, std::uint64_t, std::less<>> said;
    for (std::size_t cell = 0; cell < opened_.proof.names.size(); ++cell)
      said.emplace(opened_.proof.names[cell], opened_.proof.system.counts[cell]);
    const auto part = year_part(job_.period);
    const auto fits = [&](const std::string& name, std::uint64_t count) {
      const auto found = said.find(name);
      return found == said.end() || found->second == count;
    };
    bool same = fits(part, counted.reports);
    for (const auto& table : counted.tables) {
      const auto published = outline(table);
      for (std::size_t place = 0; place < table.counts.size(); ++place)
        same = same && fits(cell_name(part, published, place), table.counts[place]);
    }
    add(same, same ? "the reports in the vault give the counts of the proof"
                   : "the reports in the vault do not give the counts of the proof");
  }

  void check_system(const Problem& problem) {
    const auto& proof = opened_.proof;
    const bool same = problem.cells.names == proof.names &&
                      problem.cells.system.counts == proof.system.counts &&
                      problem.cells.system.relations == proof.system.relations;
    add(same, same ? "the proof knows all relations that hold between the counts"
                   : "the proof does not know all relations that hold between the counts");
  }

  // What was shown, taken from the published files and not from the proof.
  void attack(const Account& account) {
    const auto& problem = account.problem;
    Choice choice;
    for (const auto& audience : problem.audiences) {
      auto& shown = choice.audiences.emplace_back();
      shown.shown.resize(problem.cells.names.size());
      const auto publication = published_.find(audience.id);
      if (publication == published_.end()) {
        if (has_release(job_.period, plan_.programme, audience))
          add(false, fmt::format("{}: nothing is published", audience.id));
        continue;
      }
      const auto found = findings_.size();
      const auto& said = publication->second.statement;
      if (said.audience.threshold != audience.threshold || said.audience.round_to != audience.round_to ||
          said.programme != plan_.programme.version)
        add(false,
            fmt::format("{}: the manifest names another threshold, rounding or programme", audience.id));
      for (const auto& [name, figure] : shown_cells(publication->second)) {
        const auto cell = problem.cells.by_name.find(name);
        if (cell == problem.cells.by_name.end()) {
          add(false, fmt::format("{}: \"{}\" is no count of the programme", audience.id, name));
          continue;
        }
        shown.shown[cell->second] = true;
        if (rounded(problem.cells.system.counts[cell->second], audience.round_to) != figure)
          add(false, fmt::format("{}: \"{}\" is not what was counted", audience.id, name));
      }
      if (findings_.size() == found)
        add(true, fmt::format("{}: every figure is what was counted", audience.id));
    }
    const auto solver = disclosure::cbc_solver();
    const auto audited = audit_choice(problem, choice, *solver);
    for (const auto& text : audited.findings) add(false, text);
    if (audited.findings.empty())
      add(true, fmt::format("the attack found nothing in {} views", audited.views.size()));
    if (procedure_ > 0) run_again(problem, audited.views.back(), *solver);
  }

  void run_again(const Problem& problem, const ViewAudit& together, disclosure::Solver& solver) {
    const View& view = together.view;
    const auto& audit = together.audit;
    auto to_be_low = audit.goals;
    for (auto& goal : to_be_low) goal.high = view.system.counts[goal.cell];
    const auto procedure = [&](const std::vector<std::uint64_t>& counts) {
      return shown_for(problem, view, counts, solver);
    };
    const auto result =
        disclosure::reproduce(view.system, view.shown, to_be_low, audit.witnesses,
                              procedure(view.system.counts), procedure, {procedure_, 1, tries}, solver);
    add(result.reproduced == result.sampled,
        fmt::format(
            "of {} small counts that are not shown, {} have an alternative of 0 for which the same would be "
            "shown",
            result.sampled, result.reproduced));
  }

  const Job& job_;
  const Plan& plan_;
  const Opened& opened_;
  const Publications& published_;
  const std::vector<Earlier>& earlier_;
  std::size_t procedure_;
  std::vector<Finding> findings_;
};

}  // namespace

Result<std::vector<Finding>> audit_sealed(const Job& job, const Plan& plan, store::ReportSource& vault,
                                          const crypto::Identity& identity, const crypto::VerifyKey& key,
                                          std::size_t procedure) {
  auto ledger = vault.ledger();
  if (!ledger)
    return Refusal{Refusal::Kind::vault, fmt::format("The vault failed: {}.", ledger.error().message())};
  const auto line = std::ranges::find(*ledger, to_string(job.period), &store::LedgerLine::period);
  if (line == ledger->end())
    return Refusal{Refusal::Kind::nothing,
                   fmt::format("The ledger has no release of {}.", to_string(job.period))};
  // As the vault was when the release was made.
  ledger->erase(line, ledger->end());
  const auto package = read_package(job.releases / to_string(job.period), key);
  if (!package) return package.error();
  Publications published;
  for (const auto& [audience, files] : *package) {
    auto publication = read_published(files);
    if (!publication) return Refusal{Refusal::Kind::damaged, publication.error()};
    published.emplace(audience, std::move(*publication));
  }
  const auto opened = open_proof(job.period, vault, identity);
  if (!opened) return opened.error();
  const auto earlier = read_earlier(job, plan, *ledger, vault, identity, key);
  if (!earlier) return earlier.error();
  const auto counted =
      count_released({job.period, plan.forms, plan.tables, job.releases}, vault, identity, {});
  if (!counted) return counted.error();
  Auditor auditor(job, plan, *opened, published, *earlier, procedure);
  auditor.check_frame(*package);
  return auditor.run(*counted);
}

}  // namespace tellsafe::release
