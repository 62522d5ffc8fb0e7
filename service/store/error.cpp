#include "service/store/error.h"

#include <string>

namespace tellsafe::store {
namespace {

class Category final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "tellsafe.store"; }
  std::string message(int code) const override {
    switch (static_cast<Errc>(code)) {
      case Errc::busy:
        return "the vault is busy; nothing was stored";
      case Errc::disk_full:
        return "the disk is full; nothing was stored";
      case Errc::io:
        return "the vault's file could not be read or written, or is damaged";
      case Errc::not_found:
        return "not in the vault";
      case Errc::already_counted:
        return "already part of a release";
      case Errc::duplicate:
        return "already in the vault";
      case Errc::unknown_epoch:
        return "the vault does not know this epoch";
      case Errc::unknown_form:
        return "the vault does not know this form";
      case Errc::changed:
        return "the vault changed while its reports were counted";
      case Errc::period_exists:
        return "the ledger has this period already";
      case Errc::not_a_vault:
        return "there is no vault here, or another key opens it";
      case Errc::already_exists:
        return "there is a vault already";
      case Errc::newer_vault:
        return "the vault was made by a newer Tellsafe";
      case Errc::old_cipher:
        return "SQLCipher is older than 4.6";
    }
    return "unknown store error";
  }
};

}  // namespace

const boost::system::error_category& error_category() {
  static const Category category;
  return category;
}

boost::system::error_code make_error_code(Errc code) {
  return {static_cast<int>(code), error_category()};
}

}  // namespace tellsafe::store
