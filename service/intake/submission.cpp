#include "service/intake/submission.h"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/story_shape.h"

namespace tellsafe::intake {
namespace {

std::optional<crypto::Bytes> decode_file(std::string_view text, std::size_t recipients) {
  const std::size_t largest = crypto::sealed_story_size(crypto::story_buckets.back(), recipients);
  if (text.size() > largest / 3 * 4 + 4) return std::nullopt;
  crypto::Bytes file(text.size() / 4 * 3 + 3);
  std::size_t size = 0;
  if (sodium_base642bin(file.data(), file.size(), text.data(), text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
    return std::nullopt;
  }
  file.resize(size);
  return file;
}

}  // namespace

std::optional<Submission> take_apart(std::span<const schema::SentField> sent) {
  Submission submission;
  const std::array<std::pair<std::string_view, std::string_view*>, 6> service{{
      {"token", &submission.token},
      {"work", &submission.work},
      {"sealed_story", &submission.sealed_story},
      {"report_id", &submission.report_id},
      {"action", &submission.action},
      {"show_in", &submission.show_in},
  }};
  std::array<bool, service.size()> seen{};
  for (const auto& field : sent) {
    if (field.name == "padding") continue;
    const auto* const known = std::find_if(service.begin(), service.end(),
                                           [&](const auto& one) { return one.first == field.name; });
    if (known == service.end()) {
      submission.answers.push_back(field);
      continue;
    }
    if (std::exchange(seen.at(static_cast<std::size_t>(known - service.begin())), true)) return std::nullopt;
    *known->second = field.value;
  }
  return submission;
}

std::optional<SealedStory> read_sealed_story(const Submission& submission, std::size_t recipients) {
  const bool open_story =
      std::any_of(submission.answers.begin(), submission.answers.end(),
                  [](const auto& sent) { return sent.name == "story" && !sent.value.empty(); });
  const auto report = crypto::parse_report_id(submission.report_id);
  auto file = decode_file(submission.sealed_story, recipients);
  if (open_story || !report || !file || !crypto::is_sealed_story(*file, recipients)) return std::nullopt;
  return SealedStory{*report, std::move(*file)};
}

}  // namespace tellsafe::intake
