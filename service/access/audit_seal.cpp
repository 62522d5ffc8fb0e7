#include "service/access/audit_seal.h"

#include <sodium.h>

#include "crypto/hkdf.h"

namespace tellsafe::access {
namespace {

void put_number(crypto::Bytes& out, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<std::uint8_t>(number >> shift));
  }
}

void put_text(crypto::Bytes& out, std::string_view text) {
  put_number(out, text.size(), 4);
  out.insert(out.end(), text.begin(), text.end());
}

}  // namespace

crypto::Bytes line_bytes(const store::AuditLine& line) {
  crypto::Bytes bytes;
  put_number(bytes, line.number, 8);
  put_number(bytes, static_cast<std::uint64_t>(line.time.time_since_epoch().count()), 8);
  put_text(bytes, line.actor);
  put_text(bytes, line.action);
  put_text(bytes, line.subject);
  return bytes;
}

crypto::Sha256 chain_after(const crypto::Sha256& before, const store::AuditLine& line) {
  crypto::Bytes content(before.begin(), before.end());
  const crypto::Bytes bytes = line_bytes(line);
  content.insert(content.end(), bytes.begin(), bytes.end());
  return crypto::sha256(content);
}

void advance(store::AuditSeal& seal, const store::AuditLine& line) {
  crypto::Bytes sealed = line_bytes(line);
  sealed.insert(sealed.end(), line.chain.begin(), line.chain.end());
  crypto::Sha256 tag;
  crypto_auth_hmacsha256(tag.data(), sealed.data(), sealed.size(), seal.key.data());

  crypto::Bytes folded(seal.sum.begin(), seal.sum.end());
  folded.insert(folded.end(), tag.begin(), tag.end());
  seal.sum = crypto::sha256(folded);
  crypto::SecretBytes next(seal.key.size());
  crypto::hkdf_sha256(seal.key.view(), {}, "tellsafe audit key",
                      std::span<std::uint8_t, 32>(next.data(), next.size()));
  seal.key = std::move(next);
  seal.last = line.chain;
  ++seal.lines;
}

void seal_line(store::AuditSeal& seal, store::AuditLine& line) {
  line.number = seal.lines + 1;
  line.chain = chain_after(seal.last, line);
  advance(seal, line);
}

}  // namespace tellsafe::access
