#include "service/app/certificate.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace tellsafe::app {
namespace {

// What OpenSSL's own program makes of it.
class CertificateTest : public testing::Test {
 protected:
  CertificateTest() {
    const Certificate made = make_certificate();
    support::write_file(certificate_, made.certificate);
    support::write_file(key_, crypto::text_of(made.private_key));
  }
  support::Ran openssl(support::Command arguments) const {
    arguments.insert(arguments.begin(), "openssl");
    return support::run(arguments);
  }
  bool good_for(const std::string& option, const std::string& name) const {
    return openssl({"verify", "-CAfile", certificate_, "-purpose", "sslserver", option, name, certificate_})
               .code == 0;
  }
  support::TemporaryFolder folder_;
  std::filesystem::path certificate_ = folder_.path() / "certificate.pem";
  std::filesystem::path key_ = folder_.path() / "private.key";
};

TEST_F(CertificateTest, IsForThisMachineOnly) {
  EXPECT_TRUE(good_for("-verify_hostname", "localhost"));
  EXPECT_TRUE(good_for("-verify_ip", "127.0.0.1"));
  EXPECT_TRUE(good_for("-verify_ip", "::1"));
  EXPECT_FALSE(good_for("-verify_hostname", "example.org"));
}

TEST_F(CertificateTest, IsValidForAYearAndAMonth) {
  EXPECT_EQ(openssl({"x509", "-in", certificate_, "-noout", "-checkend", std::to_string(395 * 86400)}).code,
            0);
  EXPECT_NE(openssl({"x509", "-in", certificate_, "-noout", "-checkend", std::to_string(397 * 86400)}).code,
            0);
}

TEST_F(CertificateTest, BelongsToItsKeyWhichIsP256) {
  const auto key = openssl({"pkey", "-in", key_, "-pubout"});
  EXPECT_EQ(key.out, openssl({"x509", "-in", certificate_, "-noout", "-pubkey"}).out);
  EXPECT_NE(openssl({"pkey", "-in", key_, "-noout", "-text"}).out.find("prime256v1"), std::string::npos);
}

}  // namespace
}  // namespace tellsafe::app
