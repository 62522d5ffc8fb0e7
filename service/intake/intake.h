// From a checked form to a kept report: seal, store, and only then a receipt. No HTTP, no pages.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "crypto/receipt.h"
#include "crypto/x25519.h"
#include "schema/form.h"
#include "schema/validate.h"
#include "service/intake/epochs.h"
#include "service/intake/lanes.h"
#include "service/intake/submission.h"
#include "service/store/vault.h"

namespace tellsafe::intake {

// Thread safe.
class Intake {
 public:
  // `review` must not be empty. All references must outlive the object.
  Intake(const schema::Form& form, const runtime::Clock& clock, EpochKeeper& epochs, store::ReportSink& vault,
         std::vector<crypto::Recipient> review);

  std::size_t review_recipients() const { return review_.size(); }

  // schema::check on the city's day.
  schema::Checked check(std::span<const schema::SentField> answers) const;

  // Keeps a report that check() found nothing wrong with, and blocks until it is on disk. The receipt, as
  // "XXXX-XXXX-XXXX-XXXX-XXXX", in wiped memory. `language` is the page's; `sealed` the story that the
  // browser sealed, under whose id the report is then kept; else under `id`, else under a random one. errors:
  // the vault's, for the operator: nothing was stored; duplicate when there is a report of that id
  store::Result<crypto::WipedText> keep(const schema::Checked& checked, std::string_view language, Lane lane,
                                        std::optional<SealedStory> sealed,
                                        std::optional<store::ReportId> id = {});

  // errors: the vault's; not_found also for a receipt that was withdrawn: no trace of it is kept
  store::Result<store::ReceiptState> look_up(const crypto::Receipt& receipt);
  store::Result<void> withdraw(const crypto::Receipt& receipt);

 private:
  const schema::Form& form_;
  const runtime::Clock& clock_;
  EpochKeeper& epochs_;
  store::ReportSink& vault_;
  std::vector<crypto::Recipient> review_;
  std::size_t page_language_;
  std::size_t lane_;
};

}  // namespace tellsafe::intake
