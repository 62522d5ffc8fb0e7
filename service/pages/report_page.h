// The form, empty and as it was sent with what is wrong with it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/memory.h"
#include "schema/validate.h"
#include "service/pages/encodings.h"
#include "service/pages/models.h"
#include "service/pages/slots.h"
#include "service/pages/templates.h"

namespace tellsafe::pages {

// Immutable; thread safe. The labels and the furniture must outlive it.
class ReportPage {
 public:
  // Throws what Templates and models throw.
  ReportPage(const Templates& templates, const Furniture& furniture, const schema::Form& form,
             const schema::Language& language);

  // The empty form with that token.
  std::shared_ptr<const handling::ReadyPage> empty(std::string_view token) const;
  // With everything typed that the form has a place for; not padded.
  crypto::WipedText again(std::span<const schema::SentField> typed,
                          std::span<const schema::FieldError> errors, std::string_view token) const;
  crypto::WipedText not_kept(std::span<const schema::SentField> typed, std::string_view token) const;
  crypto::WipedText once_more(std::span<const schema::SentField> typed, std::string_view token) const;
  // Of the empty form without a token, in bytes.
  std::size_t size() const { return page_.size(); }

 private:
  struct Sent;
  void write(const Sent& sent, std::string_view slot, crypto::WipedText& out) const;
  void write_summary(const Sent& sent, crypto::WipedText& out) const;
  void write_error(const Sent& sent, std::string_view question, crypto::WipedText& out) const;
  crypto::WipedText fill(const Sent& sent) const;
  std::string message(const schema::FieldError& error) const;

  const schema::Labels& labels_;
  const Wording& wording_;
  std::string language_;
  std::string error_prefix_;
  std::vector<std::string> inputs_;  // that an error may point to
  SlottedText page_;
  SlottedText summary_;
  SlottedText item_;
  SlottedText plain_item_;
  SlottedText field_;
  SlottedText line_;
  std::string try_again_;
  std::string once_more_;
  std::string after_token_;
  TailedPage before_token_;
};

}  // namespace tellsafe::pages
