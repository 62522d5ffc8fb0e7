#include "service/app/public_key.h"

#include <fmt/format.h>

#include "service/app/files.h"

namespace tellsafe::app {

Outcome<crypto::VerifyKey> read_public_key(const std::string& given) {
  if (auto key = crypto::VerifyKey::parse(given); key.has_value()) return *key;
  const auto content = read_small_file(given, ExitCode::key_file);
  if (content.has_error()) {
    return Failure{
        ExitCode::key_file,
        fmt::format("--key {}: neither a public key (RW and 54 more characters) nor a file", given)};
  }
  auto key = crypto::VerifyKey::parse(*content);
  if (key.has_error())
    return Failure{ExitCode::key_file, fmt::format("{}: not a minisign public key", given)};
  return *key;
}

Outcome<> print_findings(const std::vector<release::Finding>& findings, const char* otherwise) {
  for (const release::Finding& finding : findings) {
    fmt::print("{}  {}\n", finding.good ? "good" : "BAD ", finding.text);
  }
  if (!release::all_good(findings)) return Failure{ExitCode::refused, otherwise};
  return {};
}

}  // namespace tellsafe::app
