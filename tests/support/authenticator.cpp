#include "tests/support/authenticator.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "crypto/base64.h"
#include "crypto/hash.h"

namespace tellsafe::support {
namespace {

using crypto::Bytes;
using crypto::ByteView;
using nlohmann::json;

constexpr int eddsa = -8;
constexpr std::size_t id_size = 32;

std::string text_of(ByteView bytes) {
  return crypto::base64_encode(bytes, crypto::Base64::url);
}

Bytes random_bytes(std::size_t size) {
  Bytes bytes(size);
  randombytes_buf(bytes.data(), size);
  return bytes;
}

void append(Bytes& bytes, ByteView more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}

void append(Bytes& bytes, std::string_view more) {
  append(bytes, crypto::bytes_of(more));
}

// CBOR of a byte string of 24 to 65535 bytes, with its head.
void append_cbor(Bytes& cbor, ByteView string) {
  if (string.size() < 256) {
    append(cbor, Bytes{0x58, static_cast<std::uint8_t>(string.size())});
  } else {
    append(cbor, Bytes{0x59, static_cast<std::uint8_t>(string.size() >> 8),
                       static_cast<std::uint8_t>(string.size())});
  }
  append(cbor, string);
}

// {1: 1 (OKP), 3: -8 (EdDSA), -1: 6 (Ed25519), -2: key}
Bytes cose_key(ByteView public_key) {
  Bytes cbor{0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21};
  append_cbor(cbor, public_key);
  return cbor;
}

Bytes signature_over(ByteView data, std::string_view client_data, const Bytes& secret_key) {
  Bytes message(data.begin(), data.end());
  append(message, crypto::sha256(crypto::bytes_of(client_data)));
  Bytes signature(crypto_sign_BYTES);
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_key.data());
  return signature;
}

bool lists(const json& credentials, const Bytes& id) {
  return std::any_of(credentials.begin(), credentials.end(),
                     [&](const json& one) { return one.at("id") == text_of(id); });
}

bool takes_eddsa(const json& algorithms) {
  return std::any_of(algorithms.begin(), algorithms.end(),
                     [](const json& one) { return one.at("alg") == eddsa; });
}

// What an attribute of a tag says.
std::string attribute(std::string_view tag, std::string_view name) {
  const std::string label = std::string(name) + "=\"";
  const auto at = tag.find(label);
  if (at == std::string_view::npos) throw std::runtime_error("the form has no " + std::string(name));
  const std::string_view value = tag.substr(at + label.size());
  return text_in(value.substr(0, value.find('"')));
}

}  // namespace

Bytes Authenticator::authenticator_data(const Passkey& passkey, bool with_credential) const {
  Bytes data;
  append(data, crypto::sha256(crypto::bytes_of(behavior.rp_id.value_or(passkey.rp_id))));
  data.push_back(static_cast<std::uint8_t>((behavior.user_present ? 0x01 : 0) |
                                           (behavior.user_verified ? 0x04 : 0) |
                                           (with_credential ? 0x40 : 0)));
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    data.push_back(static_cast<std::uint8_t>(passkey.counter >> shift));
  if (with_credential) {
    data.insert(data.end(), 16, 0);  // no model
    append(data, Bytes{0, id_size});
    append(data, passkey.id);
    append(data, cose_key(passkey.public_key));
  }
  return data;
}

std::string Authenticator::client_data(const char* type, const std::string& challenge,
                                       const std::string& origin) const {
  return json{{"type", behavior.type.value_or(type)},
              {"challenge", challenge},
              {"origin", origin},
              {"crossOrigin", behavior.in_frame}}
      .dump();
}

Form Authenticator::create(const std::string& options_json, const std::string& origin) {
  const json options = json::parse(options_json);
  const std::string rp_id = options.at("rp").at("id");
  if (!takes_eddsa(options.at("pubKeyCredParams"))) throw std::runtime_error("no algorithm in common");
  for (const Passkey& passkey : passkeys_) {
    if (passkey.rp_id == rp_id && lists(options.at("excludeCredentials"), passkey.id)) {
      throw std::runtime_error("a passkey of this person is here already");
    }
  }

  Passkey passkey;
  passkey.rp_id = rp_id;
  passkey.id = random_bytes(id_size);
  passkey.user =
      crypto::base64_decode(options.at("user").at("id").get<std::string>(), crypto::Base64::url).value();
  passkey.public_key.resize(crypto_sign_PUBLICKEYBYTES);
  passkey.secret_key.resize(crypto_sign_SECRETKEYBYTES);
  crypto_sign_keypair(passkey.public_key.data(), passkey.secret_key.data());

  const std::string said = client_data("webauthn.create", options.at("challenge"), origin);
  const Bytes data = authenticator_data(passkey, true);
  Bytes attestation{0xa3};
  append(attestation,
         "\x63"
         "fmt");
  if (behavior.attests_itself) {
    append(attestation,
           "\x66"
           "packed"
           "\x67"
           "attStmt"
           "\xa2\x63"
           "alg"
           "\x27\x63"
           "sig");
    append_cbor(attestation, signature_over(data, said, passkey.secret_key));
  } else {
    append(attestation,
           "\x64"
           "none"
           "\x67"
           "attStmt"
           "\xa0");
  }
  append(attestation,
         "\x68"
         "authData");
  append_cbor(attestation, data);

  const Form form{{"id", text_of(passkey.id)},
                  {"client_data", text_of(crypto::bytes_of(said))},
                  {"attestation", text_of(attestation)}};
  passkeys_.push_back(std::move(passkey));
  return form;
}

Form Authenticator::get(const std::string& options_json, const std::string& origin) {
  const json options = json::parse(options_json);
  const json& allowed = options.at("allowCredentials");
  const auto found = std::find_if(passkeys_.rbegin(), passkeys_.rend(), [&](const Passkey& passkey) {
    return passkey.rp_id == options.at("rpId") && (allowed.empty() || lists(allowed, passkey.id));
  });
  if (found == passkeys_.rend()) throw std::runtime_error("no passkey fits");
  if (behavior.counts) ++found->counter;

  const std::string said = client_data("webauthn.get", options.at("challenge"), origin);
  const Bytes data = authenticator_data(*found, false);
  return {{"id", text_of(found->id)},
          {"client_data", text_of(crypto::bytes_of(said))},
          {"authenticator_data", text_of(data)},
          {"signature", text_of(signature_over(data, said, found->secret_key))},
          {"user_handle", behavior.gives_user_handle ? text_of(found->user) : ""}};
}

Form Authenticator::answer(std::string_view page, const std::string& origin) {
  const auto hook = page.find("data-passkey=");
  const auto begin = hook == std::string_view::npos ? hook : page.rfind("<form", hook);
  if (begin == std::string_view::npos) throw std::runtime_error("the page asks for no passkey");
  const std::string_view form = page.substr(begin, page.find("</form>", begin) - begin);
  const std::string_view tag = form.substr(0, form.find('>'));
  const std::string options = attribute(tag, "data-options");
  const Form made =
      attribute(tag, "data-passkey") == "create" ? create(options, origin) : get(options, origin);
  Form filled = hidden_in(form);
  for (const auto& [name, value] : made.fields()) filled.set(name, value);
  return filled;
}

}  // namespace tellsafe::support
