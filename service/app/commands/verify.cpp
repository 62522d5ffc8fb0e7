#include "service/app/commands/verify.h"

#include <fmt/format.h>

#include <system_error>

#include "service/app/files.h"
#include "service/release/verify.h"

namespace tellsafe::app {
namespace {

Outcome<crypto::VerifyKey> read_key(const std::string& given) {
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

}  // namespace

Outcome<> verify(const VerifyOptions& options) {
  const auto key = read_key(options.key);
  if (key.has_error()) return key.error();
  std::error_code error;
  if (!std::filesystem::is_directory(options.folder, error)) {
    return Failure{ExitCode::refused, fmt::format("{} is not a folder; name the one that holds manifest.json",
                                                  options.folder.string())};
  }
  const auto findings = release::verify_release(options.folder, *key);
  for (const release::Finding& finding : findings) {
    fmt::print("{}  {}\n", finding.good ? "good" : "BAD ", finding.text);
  }
  if (findings.empty() || !release::all_good(findings)) {
    return Failure{ExitCode::refused, "this is not, or no longer, what the owner of that key signed"};
  }
  return {};
}

}  // namespace tellsafe::app
