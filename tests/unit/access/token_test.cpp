#include "service/access/token.h"

#include <gtest/gtest.h>

#include "service/access/session_token.h"

namespace tellsafe::access {
namespace {

std::string letters(const crypto::WipedText& text) {
  return std::string(crypto::text_of(text));
}

TEST(Token, IsNeverTheSameTwice) {
  crypto::start();
  EXPECT_NE(letters(new_token(TokenKind::invitation)), letters(new_token(TokenKind::invitation)));
  EXPECT_EQ(new_token(TokenKind::invitation).size(), 43U);
  EXPECT_EQ(letters(new_token(TokenKind::machine)).substr(0, 3), "ts_");
  EXPECT_EQ(new_token(TokenKind::machine).size(), 46U);
}

TEST(Token, HashIsTheOneThatTheHeaderSpecifies) {
  const std::string content = std::string("tellsafe token\0invitation\0", 26) + std::string(32, '\0');
  EXPECT_EQ(token_hash(TokenKind::invitation, std::string(43, 'A')),
            crypto::sha256(crypto::bytes_of(content)));
}

TEST(Token, IsGoodForItsPurposeAlone) {
  const std::string text(43, 'A');
  ASSERT_TRUE(token_hash(TokenKind::machine, "ts_" + text));
  EXPECT_NE(token_hash(TokenKind::machine, "ts_" + text), token_hash(TokenKind::invitation, text));
  EXPECT_FALSE(token_hash(TokenKind::machine, text));
  EXPECT_FALSE(token_hash(TokenKind::invitation, "ts_" + text));
}

TEST(Token, WhatNoTokenIsHasNoHash) {
  const std::string text(43, 'A');
  for (const std::string& bad : {std::string(), text + "A", text.substr(1), text + "=", " " + text.substr(1),
                                 text.substr(1) + "\n", text.substr(1) + "+", text.substr(1) + "\xff",
                                 text.substr(1) + "B" /* a bit that stands for nothing */}) {
    EXPECT_FALSE(token_hash(TokenKind::invitation, bad)) << bad;
  }
}

TEST(SessionToken, GoesThroughItsText) {
  const auto token = SessionToken::make();
  EXPECT_EQ(token.text().size(), 86U);
  const auto read = SessionToken::parse(crypto::text_of(token.text()));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->hash(), token.hash());
  EXPECT_NE(SessionToken::make().hash(), token.hash());
  for (const std::string& bad : {std::string(), std::string(43, 'A'), std::string(85, 'A'),
                                 std::string(87, 'A'), std::string(86, '*'), std::string(1000, 'A')}) {
    EXPECT_FALSE(SessionToken::parse(bad));
  }
}

TEST(SessionToken, KeepsItsSessionThroughARotation) {
  const auto token = SessionToken::make();
  const auto rotated = token.rotated();
  EXPECT_NE(rotated.hash(), token.hash());
  EXPECT_NE(letters(rotated.text()), letters(token.text()));
  EXPECT_EQ(rotated.id(), token.id());
  EXPECT_EQ(letters(rotated.csrf()), letters(token.csrf()));
  EXPECT_EQ(rotated.agent("Firefox"), token.agent("Firefox"));
  EXPECT_NE(token.agent("Chrome"), token.agent("Firefox"));
  EXPECT_NE(token.agent(""), token.id());
  const auto other = SessionToken::make();
  EXPECT_NE(other.id(), token.id());
  EXPECT_NE(letters(other.csrf()), letters(token.csrf()));
  EXPECT_NE(other.agent("Firefox"), token.agent("Firefox"));
}

}  // namespace
}  // namespace tellsafe::access
