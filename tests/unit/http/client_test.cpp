#include "service/http/client.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "test_site.h"

namespace tellsafe::http {
namespace {

using test::Site;

TEST(Client, TrustsOnlyTheCertificateItWasGiven) {
  const Site site;
  const test::Certificate another;
  EXPECT_EQ(Client("localhost", site.port(), site.certificate->chain()).get("/").status, 200U);
  EXPECT_EQ(Client("127.0.0.1", site.port(), site.certificate->chain()).get("/").status, 200U);
  EXPECT_THROW(Client("localhost", site.port(), another.chain()).get("/"), std::runtime_error);
  EXPECT_THROW(Client("localhost", site.port(), "/nowhere.pem").get("/"), std::runtime_error);
}

TEST(Client, WantsTheCertificateToNameTheHost) {
  const Site site;
  EXPECT_THROW(Client("127.0.0.2", site.port(), site.certificate->chain()).get("/"), std::runtime_error);
}

TEST(Client, SaysThatNothingAnswers) {
  std::uint16_t port = 0;
  {
    const Site site;
    port = site.port();
  }
  const test::Certificate certificate;
  EXPECT_THROW(Client("localhost", port, certificate.chain()).get("/"), std::runtime_error);
}

}  // namespace
}  // namespace tellsafe::http
