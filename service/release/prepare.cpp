#include "service/release/prepare.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "crypto/age.h"
#include "crypto/commitment.h"
#include "crypto/hash.h"
#include "service/release/audit.h"
#include "service/release/files.h"
#include "service/release/format.h"
#include "service/release/papers.h"
#include "service/release/proof.h"

namespace tellsafe::release {

namespace {

using Kind = Refusal::Kind;

// Quarters are counted in the audit of their year.
bool matters(const Period& of_count, const Period& of_release) {
  return of_count == of_release || (of_release.quarter == 0 && of_count.year == of_release.year);
}

std::vector<std::string> sources(const Plan& plan, const Period& period) {
  std::vector<std::string> found;
  for (const auto& count : plan.outside)
    if (matters(count.period, period) && std::ranges::find(found, count.source) == found.end())
      found.push_back(count.source);
  std::ranges::sort(found);
  return found;
}

class Preparer {
 public:
  Preparer(const Job& job, const Plan& plan, const std::vector<Earlier>& earlier,
           const crypto::Identity& identity, const crypto::SigningKey& signing)
      : job_(job), plan_(plan), earlier_(earlier), identity_(identity), signing_(signing) {}

  Result<Prepared> prepare(Count count) {
    const Accounts accounts{job_.period, plan_.programme, plan_.forms, plan_.tables,
                            count.again, count.fresh,     earlier_,    plan_.outside};
    const auto solver = disclosure::cbc_solver();
    auto best = choose_way(accounts, *solver);
    if (!best) return best.error();
    const auto& [account, choice] = *best;
    const auto audited = audit_choice(account.problem, choice, *solver);
    Prepared prepared;
    if (!job_.explain.empty()) {
      const auto page = explanation_of(job_, plan_, accounts, account, choice, *solver);
      if (auto written = write_explanation(page); !written) return written.error();
    }
    if (!audited.findings.empty()) return refusal(audited.findings);
    prepared.reports = count.again.reports + count.fresh.reports;
    const auto proof = proof_text(proof_of(job_.period, account.problem, audited));
    const std::array recipients{identity_.recipient()};
    prepared.proof = crypto::age_encrypt(recipients, crypto::bytes_of(proof));
    note_.witnesses = crypto::hex(crypto::commitment(identity_, crypto::bytes_of(proof)));
    for (const auto& release : earlier_) note_.earlier.push_back(to_string(release.period));
    note_.sources = sources(plan_, job_.period);
    for (std::size_t i = 0; i < plan_.programme.audiences.size(); ++i)
      if (const auto& audience = plan_.programme.audiences[i];
          has_release(job_.period, plan_.programme, audience))
        prepared.package[audience.id] =
            signed_files(publication_of(job_, plan_, accounts, account, choice, note_, i));
    prepared.count = std::move(count);
    return prepared;
  }

 private:
  struct Way {
    Account account;
    Choice choice;
  };

  // Of those that may be printed, the way that shows most; of equal ones the first.
  Result<Way> choose_way(const Accounts& accounts, disclosure::Solver& solver) const {
    std::optional<Way> best;
    for (const auto late : ways(accounts)) {
      auto account = make_account(accounts, late);
      if (!account) return account.error();
      auto choice = choose(account->problem, solver);
      if (!may_be_printed(accounts, *account, choice)) continue;
      if (!best || shown_cells(choice) > shown_cells(best->choice))
        best.emplace(Way{std::move(*account), std::move(choice)});
    }
    return std::move(*best);
  }

  Result<void> write_explanation(const std::string& page) const {
    if (const auto failed = write_private_file(job_.explain, page))
      return Refusal{Kind::disk, fmt::format("{} could not be written: {}. Nothing was released.",
                                             job_.explain.string(), failed.message())};
    return {};
  }

  static Refusal refusal(const std::vector<std::string>& findings) {
    return {Kind::unprotected,
            fmt::format("The audit of the release failed, so nothing was released:\n  {}\nSee which of the "
                        "outside counts, the earlier releases or the tables of the programme bring this "
                        "about (--explain writes a page); a coarser table in schema/tables.json helps.",
                        fmt::join(findings, "\n  "))};
  }

  Files signed_files(const Publication& publication) const {
    Files files = documents(publication);
    files.emplace(signature_name, signing_.sign(crypto::bytes_of(files.at(std::string(manifest_name))),
                                                signature_comment(publication.statement)));
    return files;
  }

  const Job& job_;
  const Plan& plan_;
  const std::vector<Earlier>& earlier_;
  const crypto::Identity& identity_;
  const crypto::SigningKey& signing_;
  AuditNote note_;
};

}  // namespace

Result<Prepared> prepare(const Job& job, const Plan& plan, const std::vector<Earlier>& earlier,
                         store::ReportSource& vault, const crypto::Identity& identity,
                         const crypto::SigningKey& signing, const Progress& progress) {
  auto count = count_period({job.period, plan.forms, plan.tables, job.releases}, vault, identity, progress);
  if (!count) return count.error();
  return Preparer(job, plan, earlier, identity, signing).prepare(std::move(*count));
}

}  // namespace tellsafe::release
