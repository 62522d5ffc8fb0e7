#include "service/release/row_opener.h"

#include <fmt/format.h>

#include <algorithm>

namespace tellsafe::release {

namespace {

Refusal damaged(store::ReportId report, std::string_view what) {
  return {
      Refusal::Kind::damaged,
      fmt::format("Report {0:016x}: {1}. Restore the vault from a backup. Where none has it, the report is "
                  "lost: leave it out with `tellsafe review mark {0:016x} --reject damaged`. Nothing was "
                  "released.",
                  report, what)};
}

std::optional<std::size_t> position(const schema::Form& form, std::string_view question) {
  if (form.find(question) == nullptr) return std::nullopt;
  return form.index_of(question);
}

}  // namespace

RowOpener::RowOpener(const EpochKeys& keys, const std::vector<schema::Form>& forms)
    : keys_(keys), forms_(forms), facts_(schema::facts_size) {
  for (const auto& form : forms)
    positions_.push_back({position(form, "leave_out_of_numbers"), position(form, "date")});
}

Result<std::optional<OpenedRow>> RowOpener::open(const store::StoredReport& row) {
  const auto* epoch = keys_.find(row.epoch);
  if (epoch == nullptr) return damaged(row.id, "the key of its epoch is missing");
  if (epoch->refusal) return *epoch->refusal;
  if (!epoch->key) return std::optional<OpenedRow>();
  const auto form = std::ranges::find(forms_, row.form, &schema::Form::version);
  if (form == forms_.end()) return damaged(row.id, "its form version is unknown");
  if (row.facts.size() != schema::facts_size + crypto::facts_overhead)
    return damaged(row.id, "its sealed answers have the wrong length");
  if (!epoch->key->open_facts({row.id, row.epoch, row.form}, row.facts, facts_))
    return damaged(row.id, "its sealed answers do not open");
  if (!schema::unpack(*form, facts_, answers_)) return damaged(row.id, "its answers do not fit its form");
  OpenedRow opened{static_cast<std::size_t>(form - forms_.begin()), &answers_, false, {}};
  const auto& at = positions_[opened.form];
  opened.left_out = at.leave_out && answers_.values[*at.leave_out] != 0;
  const auto date = at.date ? schema::decode_date(answers_.values[*at.date]) : schema::PartialDate{};
  opened.belongs = attribute(date, epoch->day);
  return std::optional(opened);
}

}  // namespace tellsafe::release
