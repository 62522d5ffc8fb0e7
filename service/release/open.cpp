#include "service/release/open.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>

#include "service/release/row_opener.h"
#include "service/release/work_crew.h"

namespace tellsafe::release {

namespace {

using Kind = Refusal::Kind;

// Sealed rows, copied out of the vault.
struct Batch {
  struct Row {
    store::ReportId id = 0;
    store::EpochId epoch = 0;
    schema::FormVersion form{};
    std::size_t facts_end = 0;  // in `facts`; they begin where those of the row before end
  };
  std::uint64_t number = 0;
  std::vector<Row> rows;
  crypto::Bytes facts;

  explicit Batch(std::uint64_t its_number) : number(its_number) {}
  void add(const store::StoredReport& row) {
    facts.insert(facts.end(), row.facts.begin(), row.facts.end());
    rows.push_back({row.id, row.epoch, row.form, facts.size()});
  }
};

// What went wrong in the first of all batches in which something did.
class FirstRefusal {
 public:
  void note(std::uint64_t batch, const Refusal& refusal) {
    const std::lock_guard lock(mutex_);
    if (first_ && first_->first <= batch) return;
    first_.emplace(batch, refusal);
  }
  // When the threads have ended.
  const std::optional<std::pair<std::uint64_t, Refusal>>& get() const { return first_; }

 private:
  std::mutex mutex_;
  std::optional<std::pair<std::uint64_t, Refusal>> first_;
};

// One thread's share.
class Worker {
 public:
  Worker(const Opening& opening, const EpochKeys& keys, Taker& taker)
      : opening_(opening), opener_(keys, opening.forms), taker_(taker) {}

  Result<void> take(const Batch& batch) {
    std::size_t begin = 0;
    for (const auto& row : batch.rows) {
      const crypto::ByteView facts(batch.facts.data() + begin, row.facts_end - begin);
      begin = row.facts_end;
      if (std::ranges::binary_search(opening_.left_out, row.id)) continue;
      const auto opened = opener_.open({row.id, row.epoch, row.form, facts, false});
      if (!opened) return opened.error();
      if (*opened) take(row.id, **opened);
    }
    return taker_.end_batch(batch.number);
  }

 private:
  void take(store::ReportId id, const OpenedRow& row) {
    const auto& [quarter, year] = row.belongs;
    if (row.left_out || (opening_.period.quarter == 0 ? year : quarter) != opening_.period) return;
    taker_.take({id, row.form, *row.answers, quarter ? quarter->quarter : 0});
  }

  const Opening& opening_;
  RowOpener opener_;
  Taker& taker_;
};

// Calls a function with each report.
class Visitor : public Taker {
 public:
  explicit Visitor(const std::function<void(const OpenedReport&)>& visit) : visit_(visit) {}
  void take(const OpenedReport& report) override { visit_(report); }

 private:
  const std::function<void(const OpenedReport&)>& visit_;
};

// Cuts the vault's rows into batches. Ends early when the crew takes no more.
store::Result<std::uint64_t> hand_out(const Opening& opening, store::ReportSource& vault, std::uint64_t total,
                                      const Progress& progress, WorkCrew<Batch>& crew) {
  constexpr std::uint64_t rows_between_progress = 1024;
  std::uint64_t done = 0;
  Batch batch(0);
  const auto visit = [&](const store::StoredReport& row) {
    if (row.counted == (opening.rows == Rows::waiting)) return true;
    batch.add(row);
    if (++done % rows_between_progress == 0 && progress) progress(done, std::max(done, total));
    if (batch.rows.size() < opening.batch) return true;
    const auto next = batch.number + 1;
    return crew.give(std::exchange(batch, Batch(next)));
  };
  const auto read = opening.rows == Rows::waiting ? vault.each_waiting(visit) : vault.each_report(visit);
  if (!read) return read.error();
  if (!batch.rows.empty()) crew.give(std::move(batch));
  return done;
}

}  // namespace

Result<std::vector<schema::Form>> all_forms(schema::Form current, store::ReportSource& vault) {
  auto stored = vault.forms();
  if (!stored) return vault_not_read(stored.error());
  std::ranges::sort(*stored, {}, &store::StoredForm::version);
  std::vector<schema::Form> forms;
  forms.push_back(std::move(current));
  for (const auto& [version, json] : *stored) {
    if (version == forms.front().version()) continue;
    auto form = schema::Form::parse(json);
    if (!form || form->version() != version)
      return Refusal{Kind::damaged, fmt::format("A form kept in the vault is damaged: {}. Restore the vault "
                                                "from a backup; nothing was released.",
                                                form ? "its hash is not its version" : form.error())};
    forms.push_back(std::move(*form));
  }
  return forms;
}

Result<void> open_reports(const Opening& opening, store::ReportSource& vault,
                          const crypto::Identity& identity, const Progress& progress,
                          std::span<Taker* const> takers) {
  const auto total = opening.rows == Rows::waiting ? vault.count_waiting() : vault.count_reports();
  if (!total) return vault_not_read(total.error());
  auto keys = EpochKeys::read(vault);
  if (!keys) return keys.error();
  keys->open(identity, first_day(opening.period), closes_on(opening.period));

  std::deque<Worker> workers;
  for (auto* taker : takers) workers.emplace_back(opening, *keys, *taker);
  FirstRefusal refused;
  WorkCrew<Batch> crew(workers.size(), [&](std::size_t worker, Batch& batch) {
    if (auto ok = workers[worker].take(batch); !ok) {
      refused.note(batch.number, ok.error());
      crew.refuse_more();
    }
  });
  const auto done = hand_out(opening, vault, *total, progress, crew);
  crew.finish();
  if (refused.get()) return refused.get()->second;
  if (!done) return vault_not_read(done.error());
  if (progress) progress(*done, *done);
  return {};
}

Result<void> open_reports(const Period& period, store::ReportSource& vault, const crypto::Identity& identity,
                          const std::vector<schema::Form>& forms, const Progress& progress,
                          const std::function<void(const OpenedReport&)>& visit) {
  Visitor visitor(visit);
  Taker* const taker = &visitor;
  return open_reports({period, forms, Rows::waiting, {}}, vault, identity, progress, {&taker, 1});
}

}  // namespace tellsafe::release
