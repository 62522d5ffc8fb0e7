#include "crypto/age_header.h"

#include <gtest/gtest.h>

#include <string>

namespace tellsafe::crypto {
namespace {

const std::string mac_line = "--- " + std::string(43, 'A') + "\n";

bool parses(const std::string& text) {
  return parse_age_header(bytes_of(text)).has_value();
}
std::string with_stanza(const std::string& stanza) {
  return "age-encryption.org/v1\n" + stanza + mac_line;
}

TEST(AgeHeader, TellsWhereThePayloadBegins) {
  const auto text = with_stanza("-> kind a !~\nAAAA\n");
  const auto header = parse_age_header(bytes_of(text + "payload"));
  ASSERT_TRUE(header);
  EXPECT_EQ(header->size, text.size());
  EXPECT_EQ(header->covered, text.size() - 45);
  ASSERT_EQ(header->stanzas.size(), 1U);
  EXPECT_EQ(header->stanzas[0].arguments, (std::vector<std::string>{"kind", "a", "!~"}));
  EXPECT_EQ(header->stanzas[0].body, (Bytes{0, 0, 0}));
}

TEST(AgeHeader, RefusesWhatTheSpecificationDoesNotAllow) {
  const std::string full(64, 'A');
  EXPECT_TRUE(parses(with_stanza("-> kind\n\n")));
  EXPECT_TRUE(parses(with_stanza("-> kind\n" + full + "\n\n")));
  for (const std::string& stanza :
       {std::string(""), std::string("->\n\n"), std::string("-> \n\n"), std::string("-> a \n\n"),
        std::string("->  a\n\n"), std::string("-> a\tb\n\n"), std::string("-> \xc3\xa4\n\n"),
        "-> a\n" + full + "\n", "-> a\n" + full + "A\n", std::string("-> a\nAAAA\nAAAA\n"),
        std::string("-> a\nAAA=\n"), std::string("-> a\nAAB\n"), std::string("-> a\nA\n"),
        std::string("-> a\r\n\n"), std::string("-> a\n\r\n"), std::string("a\n\n"), std::string("->a\n\n")}) {
    EXPECT_FALSE(parses(with_stanza(stanza))) << stanza;
  }
}

TEST(AgeHeader, RefusesBadFirstAndLastLines) {
  const std::string good = with_stanza("-> a\n\n");
  EXPECT_FALSE(parses("age-encryption.org/v2\n-> a\n\n" + mac_line));
  EXPECT_FALSE(parses("age-encryption.org/v1\r\n-> a\n\n" + mac_line));
  EXPECT_FALSE(parses("\n" + good));
  EXPECT_FALSE(parses("age-encryption.org/v1\n-> a\n\n---\n"));
  EXPECT_FALSE(parses("age-encryption.org/v1\n-> a\n\n--- " + std::string(42, 'A') + "\n"));
  EXPECT_FALSE(parses("age-encryption.org/v1\n-> a\n\n--- " + std::string(42, 'A') + "B\n"));
  for (std::size_t size = 0; size < good.size(); ++size) EXPECT_FALSE(parses(good.substr(0, size))) << size;
}

TEST(AgeHeader, HasABound) {
  const std::string line(64, 'A');
  std::string body;
  while (body.size() < age_header_limit) body += line + '\n';
  EXPECT_FALSE(parses(with_stanza("-> a\n" + body + "\n")));
  body.resize(age_header_limit / 2 / 65 * 65);
  EXPECT_TRUE(parses(with_stanza("-> a\n" + body + "\n")));
}

}  // namespace
}  // namespace tellsafe::crypto
