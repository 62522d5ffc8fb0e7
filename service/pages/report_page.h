// The form as it was sent, with what is wrong with it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/memory.h"
#include "schema/validate.h"
#include "service/pages/models.h"
#include "service/pages/slots.h"
#include "service/pages/templates.h"

namespace tellsafe::pages {

// Immutable; thread safe. The labels must outlive it.
class ReportPage {
 public:
  // Throws what Templates and models throw.
  ReportPage(const Templates& templates, const Furniture& furniture, const schema::Form& form,
             const schema::Language& language);

  std::string empty() const { return page_.empty(); }
  // With everything typed that the form has a place for.
  crypto::WipedText again(std::span<const schema::SentField> typed,
                          std::span<const schema::FieldError> errors) const;
  crypto::WipedText not_kept(std::span<const schema::SentField> typed) const;

 private:
  struct Sent;
  void write(const Sent& sent, std::string_view slot, crypto::WipedText& out) const;
  void write_summary(const Sent& sent, crypto::WipedText& out) const;
  void write_error(const Sent& sent, std::string_view question, crypto::WipedText& out) const;
  crypto::WipedText fill(const Sent& sent) const;
  std::string message(const schema::FieldError& error) const;

  const schema::Labels& labels_;
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
};

}  // namespace tellsafe::pages
