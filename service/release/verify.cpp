#include "service/release/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "crypto/hash.h"
#include "service/release/format.h"

namespace tellsafe::release {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = 64U << 20U;  // a release is some 100 KB

std::optional<std::string> read_file(const fs::path& file) {
  std::error_code error;
  // A link is not part of a release, wherever it leads.
  if (!fs::is_regular_file(fs::symlink_status(file, error))) return std::nullopt;
  const auto size = fs::file_size(file, error);
  if (error || size > largest_file) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  std::string content(size, '\0');
  if (!in.read(content.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  return content;
}

struct Listed {
  std::string name;
  std::uint64_t size = 0;
  std::string sha256;
};

// The name of a file in the folder itself, and nothing else.
bool is_plain_name(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  };
  return !name.empty() && name.front() != '.' && std::ranges::all_of(name, plain);
}

std::optional<std::vector<Listed>> listed_files(std::string_view manifest) {
  const auto json = nlohmann::json::parse(manifest, nullptr, false);
  if (!json.is_object() || json.value("format", nlohmann::json()) != manifest_format) return std::nullopt;
  const auto files = json.find("files");
  if (files == json.end() || !files->is_array()) return std::nullopt;
  std::vector<Listed> listed;
  for (const auto& file : *files) {
    const auto name = file.is_object() ? file.value("name", nlohmann::json()) : nlohmann::json();
    if (!name.is_string() || !file.contains("size") || !file["size"].is_number_unsigned() ||
        !file.contains("sha256") || !file["sha256"].is_string())
      return std::nullopt;
    listed.push_back(
        {name.get<std::string>(), file["size"].get<std::uint64_t>(), file["sha256"].get<std::string>()});
    if (!is_plain_name(listed.back().name)) return std::nullopt;
  }
  return listed;
}

Finding check_signature(const std::string& manifest, const std::optional<std::string>& signature,
                        const crypto::VerifyKey& key) {
  if (!signature) return {false, fmt::format("{}: missing", signature_name)};
  const auto comment = crypto::verify(key, crypto::bytes_of(manifest), *signature);
  if (!comment)
    return {false, fmt::format("{}: the signature does not fit the key ({})", manifest_name,
                               comment.error().message())};
  return {true, fmt::format("{}: the signature is good", manifest_name)};
}

Finding check_file(const Listed& listed, const std::optional<std::string>& content) {
  if (!content) return {false, fmt::format("{}: missing", listed.name)};
  if (content->size() != listed.size) return {false, fmt::format("{}: size differs", listed.name)};
  if (crypto::hex(crypto::sha256(crypto::bytes_of(*content))) != listed.sha256)
    return {false, fmt::format("{}: SHA-256 differs", listed.name)};
  return {true, fmt::format("{}: SHA-256 is as listed", listed.name)};
}

}  // namespace

Checked check_release(const fs::path& folder, const crypto::VerifyKey& key) {
  Checked checked;
  const std::string manifest_file(manifest_name);
  auto manifest = read_file(folder / manifest_file);
  if (!manifest) {
    checked.findings.push_back({false, fmt::format("{}: missing", manifest_name)});
    return checked;
  }
  auto signature = read_file(folder / signature_name);
  checked.findings.push_back(check_signature(*manifest, signature, key));
  const auto listed = listed_files(*manifest);
  if (!listed) {
    checked.findings.push_back({false, fmt::format("{}: not a manifest of a release", manifest_name)});
    return checked;
  }
  std::set<std::string, std::less<>> expected{manifest_file, std::string(signature_name)};
  for (const auto& file : *listed) {
    auto content = read_file(folder / file.name);
    checked.findings.push_back(check_file(file, content));
    if (!expected.insert(file.name).second)
      checked.findings.push_back({false, fmt::format("{}: listed twice", file.name)});
    if (content) checked.files[file.name] = std::move(*content);
  }
  checked.files[manifest_file] = std::move(*manifest);
  if (signature) checked.files[std::string(signature_name)] = std::move(*signature);

  std::error_code error;
  std::set<std::string> extra;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (const auto name = entry.path().filename().string(); !expected.contains(name)) extra.insert(name);
  for (const auto& name : extra)
    checked.findings.push_back({false, fmt::format("{}: not in the manifest", printable(name))});
  if (error) checked.findings.push_back({false, "the folder cannot be read"});
  return checked;
}

std::vector<Finding> verify_release(const fs::path& folder, const crypto::VerifyKey& key) {
  return check_release(folder, key).findings;
}

bool all_good(const std::vector<Finding>& findings) {
  return !findings.empty() && std::ranges::all_of(findings, &Finding::good);
}

}  // namespace tellsafe::release
