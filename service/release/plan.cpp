#include "service/release/plan.h"

#include "service/release/open.h"
#include "service/release/problem.h"

namespace tellsafe::release {

Result<Plan> make_plan(const Job& job, store::ReportSource& vault) {
  const auto wrong = [](const std::string& what) { return Refusal{Refusal::Kind::programme, what}; };
  if (job.languages.empty()) return wrong("No language is configured for the labels of the release.");
  auto form = schema::Form::load(job.schema, job.areas);
  if (!form) return wrong(form.error());
  auto programme = schema::Programme::load(job.schema / "tables.json", *form);
  if (!programme) return wrong(programme.error());
  auto labels = schema::Labels::load(job.schema / "labels", job.languages, *form, job.areas);
  if (!labels) return wrong(labels.error());
  auto notes = schema::load_code_notes(job.schema);
  if (!notes) return wrong(notes.error());
  auto forms = all_forms(std::move(*form), vault);
  if (!forms) return forms.error();
  auto outside = read_outside(job.outside);
  if (!outside) return outside.error();
  auto tables = counted_tables(job.period, *programme, *forms, *outside);
  if (!tables) return tables.error();
  return Plan{std::move(*forms), std::move(*programme), std::move(*labels),
              std::move(*notes), std::move(*outside),   std::move(*tables)};
}

}  // namespace tellsafe::release
