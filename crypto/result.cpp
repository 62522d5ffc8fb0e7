#include "crypto/result.h"

#include <string>

namespace tellsafe::crypto {
namespace {

const char* text_for(Errc code) {
  switch (code) {
    case Errc::bad_recipient:
      return "not an age recipient";
    case Errc::bad_identity:
      return "not an age identity";
    case Errc::bad_header:
      return "not an age file, or its header is damaged";
    case Errc::no_match:
      return "this key does not open the file";
    case Errc::bad_header_mac:
      return "the header of the age file was changed";
    case Errc::bad_payload:
      return "the age file was changed, cut or extended";
    case Errc::bad_seal:
      return "sealed facts do not open";
    case Errc::bad_receipt:
      return "not a receipt";
    case Errc::bad_story:
      return "not a story";
    case Errc::bad_key_file:
      return "not a Tellsafe key file of this kind, or damaged";
    case Errc::wrong_passphrase:
      return "the passphrase does not open the key file";
    case Errc::bad_signature:
      return "the signature does not fit";
    case Errc::bad_signature_file:
      return "not a minisign signature or public key";
  }
  return "unknown";
}

class Category final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "tellsafe.crypto"; }
  std::string message(int code) const override { return text_for(static_cast<Errc>(code)); }
};

}  // namespace

const boost::system::error_category& error_category() {
  static const Category category;
  return category;
}

boost::system::error_code make_error_code(Errc code) {
  return {static_cast<int>(code), error_category()};
}

}  // namespace tellsafe::crypto
