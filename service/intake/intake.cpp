#include "service/intake/intake.h"

#include <algorithm>
#include <utility>

#include "crypto/story.h"

namespace tellsafe::intake {
namespace {

// As a single-choice answer is packed: 1 + the option's place, 0 where the form does not have the option.
std::uint64_t answer_of(const schema::Question& question, std::string_view code) {
  const auto option = std::find_if(question.options.begin(), question.options.end(),
                                   [&](const schema::Option& candidate) { return candidate.code == code; });
  if (option == question.options.end()) return 0;
  return 1 + static_cast<std::uint64_t>(option - question.options.begin());
}

}  // namespace

Intake::Intake(const schema::Form& form, const runtime::Clock& clock, EpochKeeper& epochs,
               store::ReportSink& vault, std::vector<crypto::Recipient> review)
    : form_(form),
      clock_(clock),
      epochs_(epochs),
      vault_(vault),
      review_(std::move(review)),
      page_language_(form.index_of("page_language")),
      lane_(form.index_of("lane")) {}

schema::Checked Intake::check(std::span<const schema::SentField> answers) const {
  return schema::check(form_, answers, clock_.today());
}

store::Result<crypto::WipedText> Intake::keep(const schema::Checked& checked, std::string_view language,
                                              Lane lane, std::optional<SealedStory> sealed,
                                              std::optional<store::ReportId> id) {
  schema::Answers answers = checked.answers;
  answers.values[page_language_] = answer_of(form_.questions()[page_language_], language);
  answers.values[lane_] = answer_of(form_.questions()[lane_], name_of(lane));

  const auto epoch = epochs_.current();
  if (epoch.has_error()) return epoch.error();

  store::NewReport report;
  report.id = sealed ? sealed->report : id ? *id : store::random_id();
  report.epoch = epoch->id;
  report.form = form_.version();

  schema::Facts facts = schema::pack(form_, answers);
  report.facts = epoch->key->seal({report.id, report.epoch, report.form}, facts);
  sodium_memzero(facts.data(), facts.size());
  sodium_memzero(answers.values.data(), answers.values.size() * sizeof(std::uint64_t));

  if (sealed) {
    report.story = std::move(sealed->file);
  } else if (!checked.story.empty()) {
    auto story = crypto::seal_story(review_, report.id, language, checked.story);
    if (story.has_error()) return story.error();
    report.story = std::move(*story);
  }

  const crypto::Receipt receipt = crypto::Receipt::generate();
  report.receipt = crypto::receipt_tag(vault_.receipt_key(), receipt.hash());
  const auto stored = vault_.append(std::move(report));
  if (stored.has_error()) return stored.error();
  return receipt.text();
}

store::Result<store::ReceiptState> Intake::look_up(const crypto::Receipt& receipt) {
  return vault_.find(crypto::receipt_tag(vault_.receipt_key(), receipt.hash()));
}

store::Result<void> Intake::withdraw(const crypto::Receipt& receipt) {
  return vault_.withdraw(crypto::receipt_tag(vault_.receipt_key(), receipt.hash()));
}

}  // namespace tellsafe::intake
