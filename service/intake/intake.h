// From a sent form to a kept report: check, seal, store, and only then a receipt. No HTTP, no pages.
#pragma once

#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/receipt.h"
#include "crypto/x25519.h"
#include "schema/form.h"
#include "schema/validate.h"
#include "service/intake/epochs.h"
#include "service/store/vault.h"

namespace tellsafe::intake {

struct Accepted {
  crypto::WipedText receipt;  // "XXXX-XXXX-XXXX-XXXX-XXXX"
};
struct Mistakes {
  std::vector<schema::FieldError> errors;  // not empty
};
struct NotKept {
  boost::system::error_code reason;  // for the operator: nothing was stored
};
using Outcome = std::variant<Accepted, Mistakes, NotKept>;

// Thread safe.
class Intake {
 public:
  // `review` must not be empty. All references must outlive the object.
  Intake(const schema::Form& form, const runtime::Clock& clock, EpochKeeper& epochs, store::ReportSink& vault,
         std::vector<crypto::Recipient> review);

  // Blocks until the report is on disk. `language` is the page's.
  Outcome submit(std::span<const schema::SentField> sent, std::string_view language);

  // errors: the vault's; not_found also for a receipt that was withdrawn: no trace of it is kept
  store::Result<store::ReceiptState> look_up(const crypto::Receipt& receipt);
  store::Result<void> withdraw(const crypto::Receipt& receipt);

 private:
  store::Result<crypto::WipedText> keep(const schema::Checked& checked, std::string_view language);

  const schema::Form& form_;
  const runtime::Clock& clock_;
  EpochKeeper& epochs_;
  store::ReportSink& vault_;
  std::vector<crypto::Recipient> review_;
  std::size_t page_language_;
};

}  // namespace tellsafe::intake
