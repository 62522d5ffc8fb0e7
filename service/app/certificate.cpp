#include "service/app/certificate.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

namespace tellsafe::app {
namespace {

template <auto free>
struct Free {
  template <class T>
  void operator()(T* object) const {
    free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using X509Pointer = std::unique_ptr<X509, Free<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;

void must(bool worked) {
  if (!worked) throw std::runtime_error("OpenSSL could not make a certificate");
}

void add_extension(X509* certificate, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
  must(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

void set_serial(X509* certificate) {
  constexpr int serial_bits = 127;
  const Number serial(BN_new());
  must(serial && BN_rand(serial.get(), serial_bits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1);
  must(BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr);
}

void set_times(X509* certificate) {
  constexpr int days_valid = 397;
  must(X509_time_adj_ex(X509_getm_notBefore(certificate), -1, 0, nullptr) != nullptr);
  must(X509_time_adj_ex(X509_getm_notAfter(certificate), days_valid - 1, 0, nullptr) != nullptr);
}

X509Pointer sign_certificate(EVP_PKEY* key) {
  X509Pointer certificate(X509_new());
  must(certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  set_serial(certificate.get());
  set_times(certificate.get());
  X509_NAME* name = X509_get_subject_name(certificate.get());
  must(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                  reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0) == 1);
  must(X509_set_issuer_name(certificate.get(), name) == 1);
  must(X509_set_pubkey(certificate.get(), key) == 1);
  add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature");
  add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
  add_extension(certificate.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
  must(X509_sign(certificate.get(), key, EVP_sha256()) > 0);
  return certificate;
}

std::string_view content(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  must(size > 0);
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace

Certificate make_certificate() {
  const Key key(EVP_EC_gen("P-256"));
  must(key != nullptr);
  const X509Pointer certificate = sign_certificate(key.get());
  const Bio public_half(BIO_new(BIO_s_mem()));
  must(public_half && PEM_write_bio_X509(public_half.get(), certificate.get()) == 1);
  const Bio private_half(BIO_new(BIO_s_secmem()));  // wiped when freed
  must(private_half &&
       PEM_write_bio_PrivateKey(private_half.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return {std::string(content(public_half.get())), crypto::wiped(content(private_half.get()))};
}

Outcome<crypto::Sha256> certificate_fingerprint(const std::filesystem::path& file) {
  const Bio in(BIO_new_file(file.c_str(), "r"));
  const X509Pointer certificate(in ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr);
  crypto::Sha256 fingerprint;
  unsigned size = 0;
  if (!certificate || X509_digest(certificate.get(), EVP_sha256(), fingerprint.data(), &size) != 1 ||
      size != fingerprint.size()) {
    return Failure{ExitCode::key_file, file.string() + " is not a certificate (PEM)"};
  }
  return fingerprint;
}

}  // namespace tellsafe::app
