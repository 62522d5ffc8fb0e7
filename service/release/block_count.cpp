#include "service/release/block_count.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "service/release/stripe.h"
#include "service/release/work_crew.h"

namespace tellsafe::release {

namespace {

struct StripeJob {
  std::uint64_t number = 0;  // of the job
  const BlockReader* block = nullptr;
  std::size_t form = 0;
  SealedStripe stripe;
};

std::uint64_t largest_of(const schema::Question& question) {
  const unsigned width = question.field.width;
  return width >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
}

// Whether one of the sorted ids is within the stripe's.
bool touches(std::span<const store::ReportId> ids, const StripeHead& stripe) {
  const auto found = std::ranges::lower_bound(ids, stripe.first);
  return found != ids.end() && *found <= stripe.last;
}

// The values at which `taken` is set.
Values kept(const Values& values, const std::vector<bool>& taken) {
  Values kept;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (taken[i]) kept.push_back(values[i]);
  return kept;
}

// Opens and counts one stripe for one thread.
class StripeCounter {
 public:
  StripeCounter(const BlockCounting& counting, const StripeJob& job, Share& share)
      : counting_(counting), job_(job), share_(share) {}

  Result<void> count() {
    const auto quarters = job_.block->values(job_.stripe, quarter_column, quarter_bytes, 4);
    if (!quarters) return quarters.error();
    const auto left_out = reports_left_out();
    if (!left_out) return left_out.error();
    const auto columns = answers();
    if (!columns) return columns.error();
    for (auto* part : {&share_.again, &share_.fresh}) {
      std::vector<bool> taken(quarters->size());
      for (std::size_t i = 0; i < taken.size(); ++i) {
        const auto quarter = static_cast<unsigned>((*quarters)[i]);
        const bool of_period = counting_.period.quarter == 0 || counting_.period.quarter == quarter;
        taken[i] = of_period && &share_.part(quarter) == part && (left_out->empty() || !(*left_out)[i]);
      }
      tabulate(*part, taken, *columns);
    }
    return {};
  }

 private:
  // Empty: none of the stripe's.
  Result<std::vector<bool>> reports_left_out() const {
    std::vector<bool> left_out;
    if (!job_.stripe.columns.contains(id_column)) return left_out;
    const auto ids = job_.block->values(job_.stripe, id_column, id_bytes, ~std::uint64_t{0});
    if (!ids) return ids.error();
    for (const auto id : *ids) left_out.push_back(std::ranges::binary_search(counting_.left_out, id));
    return left_out;
  }

  // By question; only those that are counted.
  Result<std::vector<Values>> answers() const {
    const auto questions = counting_.forms[job_.form].questions();
    std::vector<Values> columns(questions.size());
    for (const auto question : share_.fresh.questions(job_.form)) {
      auto values = job_.block->values(job_.stripe, first_question_column + question,
                                       value_bytes(questions[question]), largest_of(questions[question]));
      if (!values) return values.error();
      columns[question] = std::move(*values);
    }
    return columns;
  }

  void tabulate(Tabulator& part, const std::vector<bool>& taken, const std::vector<Values>& columns) const {
    const auto reports = static_cast<std::size_t>(std::ranges::count(taken, true));
    if (reports == 0) return;
    if (reports == taken.size()) return part.count(job_.form, reports, columns);
    std::vector<Values> some;
    for (const auto& values : columns) some.push_back(kept(values, taken));
    part.count(job_.form, reports, some);
  }

  const BlockCounting& counting_;
  const StripeJob& job_;
  Share& share_;
};

Result<std::size_t> form_of(const StripeHead& stripe, const std::vector<schema::Form>& forms) {
  const auto form = std::ranges::find(forms, stripe.form, &schema::Form::version);
  if (form != forms.end()) return static_cast<std::size_t>(form - forms.begin());
  return Refusal{
      Refusal::Kind::damaged,
      "A form that released reports were given with is missing in the vault. Restore the vault from "
      "a backup; nothing was released."};
}

std::vector<std::uint64_t> columns_for(const BlockCounting& counting, const StripeHead& stripe,
                                       const std::set<std::size_t>& questions) {
  std::vector<std::uint64_t> columns;
  if (touches(counting.left_out, stripe)) columns.push_back(id_column);
  columns.push_back(quarter_column);
  for (const auto question : questions) columns.push_back(first_question_column + question);
  return columns;
}

}  // namespace

Result<void> count_blocks(const BlockCounting& counting, std::span<const BlockReader> blocks,
                          store::ReportSource& vault, std::span<Share> shares,
                          const std::function<void(std::uint64_t reports)>& counted) {
  std::mutex mutex;
  std::optional<std::pair<std::uint64_t, Refusal>> refused;
  WorkCrew<StripeJob> crew(shares.size(), [&](std::size_t worker, StripeJob& job) {
    const auto ok = StripeCounter(counting, job, shares[worker]).count();
    if (ok) return;
    crew.refuse_more();
    const std::lock_guard lock(mutex);
    if (!refused || job.number < refused->first) refused.emplace(job.number, ok.error());
  });
  std::uint64_t number = 0;
  for (const auto& block : blocks) {
    for (const auto& head : block.head().stripes) {
      const auto form = form_of(head, counting.forms);
      if (!form) return form.error();
      const auto columns = columns_for(counting, head, shares.front().fresh.questions(*form));
      auto stripe = block.read(head, columns, vault);
      if (!stripe) return stripe.error();
      if (!crew.give({number++, &block, *form, std::move(*stripe)})) break;
      counted(head.reports);
    }
  }
  crew.finish();
  if (refused) return refused->second;
  return {};
}

Result<std::vector<store::ReportId>> reports_in(const BlockReader& block, store::ReportSource& vault) {
  constexpr std::uint64_t column = id_column;
  std::vector<store::ReportId> ids;
  for (const auto& head : block.head().stripes) {
    const auto stripe = block.read(head, {&column, 1}, vault);
    if (!stripe) return stripe.error();
    const auto values = block.values(*stripe, id_column, id_bytes, ~std::uint64_t{0});
    if (!values) return values.error();
    ids.insert(ids.end(), values->begin(), values->end());
  }
  return ids;
}

}  // namespace tellsafe::release
