// The pages of a vault's file as somebody who holds the key sees them, without SQLCipher: AES-256-CBC with
// the raw key, the IV in the last 80 bytes of each page of 4,096, the first 16 bytes of the file being the
// salt.
#pragma once

#include <openssl/evp.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "crypto/memory.h"

namespace tellsafe::store {

inline std::vector<std::string> decrypted_pages(const std::string& file, const crypto::SecretBytes& key) {
  constexpr std::size_t size = 4096;
  constexpr std::size_t reserved = 80;
  std::vector<std::string> pages;
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  for (std::size_t at = 0; at + size <= file.size(); at += size) {
    const std::size_t begin = at == 0 ? 16 : 0;
    const auto* page = reinterpret_cast<const unsigned char*>(file.data()) + at;
    std::string plain(size, '\0');
    auto* out = reinterpret_cast<unsigned char*>(plain.data()) + begin;
    int written = 0;
    if (EVP_DecryptInit_ex(context, EVP_aes_256_cbc(), nullptr, key.data(), page + size - reserved) != 1 ||
        EVP_CIPHER_CTX_set_padding(context, 0) != 1 ||
        EVP_DecryptUpdate(context, out, &written, page + begin, static_cast<int>(size - reserved - begin)) !=
            1) {
      throw std::runtime_error("a page does not decrypt");
    }
    pages.push_back(std::move(plain));
  }
  EVP_CIPHER_CTX_free(context);
  return pages;
}

}  // namespace tellsafe::store
