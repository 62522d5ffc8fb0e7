// The public test vectors of the age format (https://c2sp.org/CCTV/age), as far as they are about X25519.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "crypto/age_header.h"
#include "crypto/age_open.h"
#include "crypto/hash.h"

namespace tellsafe::crypto {
namespace {

struct Vector {
  std::string expect;
  std::string payload;  // SHA-256 in hexadecimal; empty when not given
  std::vector<Identity> identities;
  std::string file;
};

struct Outcome {
  boost::system::error_code error;
  std::string payload;  // SHA-256 of all that was released, the error notwithstanding
};

Vector read_vector(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  Vector vector;
  for (std::string line; std::getline(stream, line) && !line.empty();) {
    const auto colon = line.find(": ");
    const auto key = line.substr(0, colon);
    const auto value = line.substr(colon + 2);
    if (key == "expect") vector.expect = value;
    if (key == "payload") vector.payload = value;
    if (key == "identity") vector.identities.push_back(Identity::parse(value).value());
  }
  vector.file.assign(std::istreambuf_iterator<char>(stream), {});
  return vector;
}

Outcome decrypt(const Vector& vector, std::size_t piece) {
  Bytes released;
  AgeDecryptor decryptor(vector.identities, [&](ByteView bytes) {
    released.insert(released.end(), bytes.begin(), bytes.end());
  });
  Result<void> result;
  for (auto rest = bytes_of(vector.file); result && !rest.empty();) {
    const auto now = rest.first(std::min(piece, rest.size()));
    result = decryptor.update(now);
    rest = rest.subspan(now.size());
  }
  if (result) result = decryptor.finish();
  return {result ? boost::system::error_code{} : result.error(), hex(sha256(released))};
}

boost::system::error_code expected_error(const std::string& expect) {
  static const std::map<std::string, boost::system::error_code> errors{
      {"success", {}},
      {"no match", Errc::no_match},
      {"HMAC failure", Errc::bad_header_mac},
      {"header failure", Errc::bad_header},
      {"payload failure", Errc::bad_payload}};
  return errors.at(expect);
}

// What Tellsafe does not have: armour, passphrases and hybrid post-quantum recipients. That a passphrase must
// stand alone holds for everybody.
std::string excluded_as(const std::string& name) {
  if (name == "scrypt_and_x25519" || name == "scrypt_double") return {};
  for (const char* const kind : {"armor", "scrypt", "hybrid"}) {
    if (name.starts_with(kind)) return kind;
  }
  return {};
}

std::vector<std::filesystem::path> vectors_to_run() {
  std::vector<std::filesystem::path> paths;
  std::map<std::string, int> excluded;
  for (const auto& entry : std::filesystem::directory_iterator(TELLSAFE_AGE_VECTORS)) {
    const auto name = entry.path().filename().string();
    if (name.starts_with(".")) continue;
    if (const auto kind = excluded_as(name); !kind.empty()) {
      ++excluded[kind];
    } else {
      paths.push_back(entry.path());
    }
  }
  std::cout << "age vectors to run: " << paths.size();
  for (const auto& [kind, count] : excluded) std::cout << ", left out " << kind << "*: " << count;
  std::cout << '\n';
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(AgeVectors, EachEndsAsItSays) {
  start();
  const auto paths = vectors_to_run();
  EXPECT_EQ(paths.size(), 69U) << "the package that brings the vectors is pinned";
  for (const auto& path : paths) {
    SCOPED_TRACE(path.filename());
    const Vector vector = read_vector(path);
    // Whole, in odd pieces, and (short files) byte by byte: the result must not depend on it.
    std::vector<std::size_t> pieces{vector.file.size() + 1, 65'551};
    if (vector.file.size() < 4096) pieces.push_back(1);
    for (const std::size_t piece : pieces) {
      const Outcome outcome = decrypt(vector, piece);
      EXPECT_EQ(outcome.error, expected_error(vector.expect)) << outcome.error.message();
      if (!vector.payload.empty()) {
        EXPECT_EQ(outcome.payload, vector.payload);
      }
    }
  }
}

TEST(AgeVectors, EachGoodHeaderHasOneSpelling) {
  start();
  std::size_t parsed = 0;
  for (const auto& path : vectors_to_run()) {
    SCOPED_TRACE(path.filename());
    const Vector vector = read_vector(path);
    const auto header = parse_age_header(bytes_of(vector.file));
    if (vector.expect == "header failure") continue;
    ASSERT_TRUE(header);
    ++parsed;
    EXPECT_EQ(age_header_text(header->stanzas), vector.file.substr(0, header->covered));
    EXPECT_EQ(age_header_end(header->mac),
              vector.file.substr(header->covered, header->size - header->covered));
  }
  EXPECT_GE(parsed, 35U);
}

}  // namespace
}  // namespace tellsafe::crypto
