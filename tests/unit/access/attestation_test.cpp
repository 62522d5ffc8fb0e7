#include "service/access/attestation.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tellsafe::access {
namespace {

using crypto::Bytes;

void append(Bytes& bytes, const Bytes& more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}

Bytes text(const std::string& words) {
  Bytes cbor{static_cast<std::uint8_t>(0x60 + words.size())};
  append(cbor, Bytes(words.begin(), words.end()));
  return cbor;
}

Bytes eddsa_key() {
  Bytes key{0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20};
  key.insert(key.end(), 32, 0x77);
  return key;
}

// With that key, and an id of four bytes.
Bytes data_with(const Bytes& key, std::uint8_t flags = 0x45) {
  Bytes data(32, 0x11);
  append(data, {flags, 0, 0, 1, 2});
  data.insert(data.end(), 16, 0);
  append(data, {0, 4, 'n', 'a', 'm', 'e'});
  append(data, key);
  return data;
}

Bytes object_of(const std::vector<Bytes>& pairs) {
  Bytes cbor{static_cast<std::uint8_t>(0xa0 + pairs.size())};
  for (const Bytes& pair : pairs) append(cbor, pair);
  return cbor;
}

Bytes pair(const std::string& name, const Bytes& value) {
  Bytes both = text(name);
  append(both, value);
  return both;
}

Bytes string_of(const Bytes& content) {
  Bytes cbor{0x58, static_cast<std::uint8_t>(content.size())};
  append(cbor, content);
  return cbor;
}

const Bytes empty_map{0xa0};

TEST(AuthenticatorData, SaysWhoWasThere) {
  Bytes bytes(32, 0x11);
  append(bytes, {0x01, 0, 0, 1, 2});
  const auto present = parse_authenticator_data(bytes);
  ASSERT_TRUE(present);
  EXPECT_TRUE(present->user_present);
  EXPECT_FALSE(present->user_verified);
  EXPECT_EQ(present->counter, 258U);
  EXPECT_EQ(present->rp_id_hash.front(), 0x11);
  EXPECT_FALSE(present->credential);
  bytes[32] = 0x04;
  EXPECT_FALSE(parse_authenticator_data(bytes)->user_present);
  EXPECT_TRUE(parse_authenticator_data(bytes)->user_verified);
}

TEST(AuthenticatorData, HoldsANewCredential) {
  const auto data = parse_authenticator_data(data_with(eddsa_key()));
  ASSERT_TRUE(data);
  ASSERT_TRUE(data->credential);
  EXPECT_EQ(data->credential->id, (Bytes{'n', 'a', 'm', 'e'}));
  EXPECT_EQ(data->credential->key.algorithm, Algorithm::eddsa);
  EXPECT_EQ(data->credential->key.key, Bytes(32, 0x77));
  EXPECT_EQ(data->credential->cose_key, eddsa_key());
  EXPECT_EQ(data->credential_protection, 0);
}

TEST(AuthenticatorData, MayHoldExtensions) {
  Bytes bytes = data_with(eddsa_key(), 0xc5);
  Bytes extended = bytes;
  append(extended, object_of({pair("credProtect", {0x02}), pair("hmac-secret", {0xf5})}));
  const auto data = parse_authenticator_data(extended);
  ASSERT_TRUE(data);
  EXPECT_EQ(data->credential_protection, 2);
  EXPECT_EQ(parse_authenticator_data(bytes).error(), PasskeyErrc::malformed);  // announced, and none there
  append(bytes, object_of({pair("credProtect", {0x04})}));
  EXPECT_EQ(parse_authenticator_data(bytes).error(), PasskeyErrc::malformed);
}

TEST(AuthenticatorData, IsAllOrNothing) {
  Bytes whole = data_with(eddsa_key());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto cut = parse_authenticator_data(crypto::ByteView(whole).first(size));
    EXPECT_EQ(cut.error(), PasskeyErrc::malformed) << size;
  }
  whole.push_back(0);
  EXPECT_EQ(parse_authenticator_data(whole).error(), PasskeyErrc::malformed);
}

TEST(AuthenticatorData, HasFlagsThatFitTogether) {
  EXPECT_TRUE(parse_authenticator_data(data_with(eddsa_key(), 0x5d)));  // may be backed up, and is
  EXPECT_TRUE(parse_authenticator_data(data_with(eddsa_key(), 0x4d)));
  EXPECT_EQ(parse_authenticator_data(data_with(eddsa_key(), 0x55)).error(), PasskeyErrc::malformed);
  EXPECT_EQ(parse_authenticator_data(data_with(eddsa_key(), 0x05)).error(), PasskeyErrc::malformed);
}

TEST(AuthenticatorData, BoundsTheCredentialsId) {
  for (const Bytes& size : {Bytes{0, 0}, Bytes{0x04, 0x00}, Bytes{0xff, 0xff}}) {
    Bytes bytes = data_with(eddsa_key());
    std::copy(size.begin(), size.end(), bytes.begin() + 53);
    bytes.resize(2000);
    EXPECT_EQ(parse_authenticator_data(bytes).error(), PasskeyErrc::malformed);
  }
}

TEST(CoseKey, IsOfAKnownAlgorithm) {
  const auto error_for = [](const Bytes& key) { return parse_authenticator_data(data_with(key)).error(); };
  Bytes key = eddsa_key();
  key[4] = 0x38;  // algorithm -35, ES384
  key.insert(key.begin() + 5, 34);
  EXPECT_EQ(error_for(key), PasskeyErrc::unsupported);
  key = eddsa_key();
  key[6] = 0x04;  // the curve X25519
  EXPECT_EQ(error_for(key), PasskeyErrc::unsupported);
  key = eddsa_key();
  key[2] = 0x02;  // the key type of ES256
  EXPECT_EQ(error_for(key), PasskeyErrc::unsupported);
  EXPECT_EQ(error_for(empty_map), PasskeyErrc::unsupported);
}

TEST(CoseKey, HasNoParameterTwiceAndNoOtherSize) {
  const auto error_for = [](const Bytes& key) { return parse_authenticator_data(data_with(key)).error(); };
  Bytes key = eddsa_key();
  key[0] = 0xa5;
  append(key, {0x03, 0x27});
  EXPECT_EQ(error_for(key), PasskeyErrc::malformed);
  key = eddsa_key();
  key[9] = 0x1f;
  key.pop_back();
  EXPECT_EQ(error_for(key), PasskeyErrc::malformed);
  key = eddsa_key();
  key[0] = 0xbb;  // a length of eight bytes
  EXPECT_EQ(error_for(key), PasskeyErrc::malformed);
}

TEST(AttestationObject, IsReadInAnyOrder) {
  const Bytes data = data_with(eddsa_key());
  const Bytes fmt = pair("fmt", text("none"));
  const Bytes statement = pair("attStmt", empty_map);
  const Bytes auth_data = pair("authData", string_of(data));
  for (const auto& pairs : {std::vector{fmt, statement, auth_data}, std::vector{auth_data, statement, fmt}}) {
    const auto attestation = parse_attestation(object_of(pairs));
    ASSERT_TRUE(attestation);
    EXPECT_EQ(attestation->format, "none");
    EXPECT_EQ(attestation->statement, empty_map);
    EXPECT_EQ(attestation->data_bytes, data);
    EXPECT_EQ(attestation->data.credential->id.size(), 4U);
  }
}

TEST(AttestationObject, HasItsThreeMembersOnce) {
  const Bytes fmt = pair("fmt", text("none"));
  const Bytes statement = pair("attStmt", empty_map);
  const Bytes auth_data = pair("authData", string_of(data_with(eddsa_key())));
  for (const auto& pairs :
       {std::vector{fmt, statement}, std::vector{fmt, statement, statement}, std::vector{fmt, fmt, auth_data},
        std::vector{fmt, statement, auth_data, pair("more", {0x01})},
        std::vector{fmt, statement, pair("other", {0x01})},
        std::vector{fmt, pair("attStmt", {0x01}), auth_data},
        std::vector{pair("fmt", {0x01}), statement, auth_data},
        std::vector{fmt, statement, pair("authData", text("text"))}}) {
    EXPECT_EQ(parse_attestation(object_of(pairs)).error(), PasskeyErrc::malformed);
  }
}

TEST(AttestationObject, IsAllOrNothing) {
  Bytes whole = object_of({pair("fmt", text("none")), pair("attStmt", empty_map),
                           pair("authData", string_of(data_with(eddsa_key())))});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(parse_attestation(crypto::ByteView(whole).first(size)).error(), PasskeyErrc::malformed) << size;
  }
  whole.push_back(0);
  EXPECT_EQ(parse_attestation(whole).error(), PasskeyErrc::malformed);
}

TEST(AttestationObject, BelievesNoLength) {
  const Bytes huge{0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
  EXPECT_EQ(parse_attestation(huge).error(), PasskeyErrc::malformed);
  for (const std::uint8_t type : std::initializer_list<std::uint8_t>{0x5b, 0x7b, 0x9b, 0xbb}) {
    Bytes lying = huge;
    lying.front() = type;
    for (const char* const name : {"fmt", "attStmt", "authData"}) {
      Bytes cbor{0xa3};
      append(cbor, pair(name, lying));
      cbor.resize(500);
      EXPECT_EQ(parse_attestation(cbor).error(), PasskeyErrc::malformed) << name;
    }
  }
  EXPECT_EQ(parse_attestation(Bytes(longest_attestation + 1, 0xa3)).error(), PasskeyErrc::malformed);
}

}  // namespace
}  // namespace tellsafe::access
