#include "service/access/signatures.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <memory>
#include <new>

namespace tellsafe::access {
namespace {

// fido_init() is never called: all it does is to prepare for devices and, when the environment says so, a
// log.

// An object of libfido2, whose functions to free take the pointer's address.
template <class T, void (*free_it)(T**)>
struct Free {
  void operator()(T* object) const { free_it(&object); }
};
template <class T, void (*free_it)(T**)>
using Owned = std::unique_ptr<T, Free<T, free_it>>;

template <class T>
T* made(T* object) {
  if (object == nullptr) throw std::bad_alloc();
  return object;
}

using Credential = Owned<fido_cred_t, fido_cred_free>;
using Statement = Owned<fido_assert_t, fido_assert_free>;

// Calls `use` with the key as libfido2 has it.
template <class Use>
PasskeyResult<void> with_key(const CoseKey& key, const Use& use) {
  const auto load = [&](auto owned, auto from_bytes) -> PasskeyResult<void> {
    if (from_bytes(owned.get(), key.key.data(), key.key.size()) != FIDO_OK) return PasskeyErrc::malformed;
    return use(owned.get());
  };
  switch (key.algorithm) {
    case Algorithm::es256:
      return load(Owned<es256_pk_t, es256_pk_free>(made(es256_pk_new())), es256_pk_from_ptr);
    case Algorithm::eddsa:
      return load(Owned<eddsa_pk_t, eddsa_pk_free>(made(eddsa_pk_new())), eddsa_pk_from_ptr);
    case Algorithm::rs256:
      return load(Owned<rs256_pk_t, rs256_pk_free>(made(rs256_pk_new())), rs256_pk_from_ptr);
  }
  return PasskeyErrc::unsupported;
}

}  // namespace

PasskeyResult<void> check_key(const CoseKey& key) {
  return with_key(key, [](const void*) { return PasskeyResult<void>(); });
}

PasskeyResult<void> check_assertion(const std::string& rp_id, const CoseKey& key, crypto::ByteView data,
                                    const crypto::Sha256& client_data_hash, crypto::ByteView signature) {
  const Statement owned(made(fido_assert_new()));
  fido_assert_t* const statement = owned.get();
  const bool set = fido_assert_set_count(statement, 1) == FIDO_OK &&
                   fido_assert_set_rp(statement, rp_id.c_str()) == FIDO_OK &&
                   fido_assert_set_up(statement, FIDO_OPT_TRUE) == FIDO_OK &&
                   fido_assert_set_uv(statement, FIDO_OPT_TRUE) == FIDO_OK &&
                   fido_assert_set_clientdata_hash(statement, client_data_hash.data(),
                                                   client_data_hash.size()) == FIDO_OK &&
                   fido_assert_set_authdata_raw(statement, 0, data.data(), data.size()) == FIDO_OK &&
                   fido_assert_set_sig(statement, 0, signature.data(), signature.size()) == FIDO_OK;
  if (!set) return PasskeyErrc::bad_signature;
  return with_key(key, [&](const void* loaded) -> PasskeyResult<void> {
    if (fido_assert_verify(statement, 0, static_cast<int>(key.algorithm), loaded) != FIDO_OK) {
      return PasskeyErrc::bad_signature;
    }
    return {};
  });
}

PasskeyResult<void> check_attestation(const std::string& rp_id, const Attestation& attestation,
                                      const crypto::Sha256& client_data_hash) {
  constexpr std::uint8_t empty_map = 0xa0;
  if (attestation.format == "none") {
    if (attestation.statement != crypto::Bytes{empty_map}) return PasskeyErrc::malformed;
    return {};
  }
  // "fido-u2f" comes of keys that cannot verify their user; the others are made only for those who ask for
  // them.
  if (attestation.format != "packed") return PasskeyErrc::unsupported;

  const Credential owned(made(fido_cred_new()));
  fido_cred_t* const credential = owned.get();
  const AttestedCredential& attested = *attestation.data.credential;
  const bool set = fido_cred_set_type(credential, static_cast<int>(attested.key.algorithm)) == FIDO_OK &&
                   fido_cred_set_rp(credential, rp_id.c_str(), nullptr) == FIDO_OK &&
                   fido_cred_set_uv(credential, FIDO_OPT_TRUE) == FIDO_OK &&
                   fido_cred_set_prot(credential, attestation.data.credential_protection) == FIDO_OK &&
                   fido_cred_set_clientdata_hash(credential, client_data_hash.data(),
                                                 client_data_hash.size()) == FIDO_OK &&
                   fido_cred_set_authdata_raw(credential, attestation.data_bytes.data(),
                                              attestation.data_bytes.size()) == FIDO_OK &&
                   fido_cred_set_fmt(credential, attestation.format.c_str()) == FIDO_OK &&
                   fido_cred_set_attstmt(credential, attestation.statement.data(),
                                         attestation.statement.size()) == FIDO_OK;
  if (!set) return PasskeyErrc::malformed;
  const bool by_itself = fido_cred_x5c_ptr(credential) == nullptr;
  if ((by_itself ? fido_cred_verify_self(credential) : fido_cred_verify(credential)) != FIDO_OK) {
    return PasskeyErrc::bad_signature;
  }
  return {};
}

}  // namespace tellsafe::access
