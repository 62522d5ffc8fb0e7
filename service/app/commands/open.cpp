#include "service/app/commands/open.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "crypto/story_open.h"
#include "schema/text.h"
#include "service/app/keys.h"
#include "service/app/operator_log.h"
#include "service/app/passphrase.h"
#include "service/app/vault_access.h"
#include "service/release/decision.h"
#include "service/release/period.h"

namespace tellsafe::app {
namespace {

// The padded size of what is inside: the largest bucket that fits into the file.
std::size_t bucket_of(std::size_t file_size) {
  std::size_t bucket = 0;
  for (const std::size_t candidate : crypto::story_buckets) {
    if (candidate <= file_size) bucket = candidate;
  }
  return bucket;
}

Outcome<> list(const runtime::Config& config, store::ReportSource& vault) {
  std::size_t count = 0;
  const auto streamed = vault.each_story([&](const store::StoredStory& story) {
    if (count++ == 0) fmt::print("report            day         padded to\n");
    fmt::print("{:016x}  {}  {:5} bytes\n", story.report, release::day_text(story.day),
               bucket_of(story.file.size()));
    return true;
  });
  if (streamed.has_error()) return vault_failure(config, streamed.error());
  if (count == 0) fmt::print("There is no story in this vault.\n");
  return {};
}

Outcome<> write_raw(crypto::ByteView file) {
  if (::isatty(STDOUT_FILENO) == 1) {
    return Failure{ExitCode::usage, "an age file is not for the terminal; add  > story.age"};
  }
  if (std::fwrite(file.data(), 1, file.size(), stdout) != file.size() || std::fflush(stdout) != 0) {
    return Failure{ExitCode::disk, "the story could not be written"};
  }
  return {};
}

// With a replacement character for all that a terminal could take for a command, and for what is not UTF-8.
crypto::WipedText harmless(std::string_view text) {
  crypto::WipedText shown;
  shown.reserve(3 * text.size());
  while (!text.empty()) {
    const std::string_view before = text;
    const bool character = schema::next_code_point(text).has_value();
    if (!character) text = before.substr(1);
    const std::string_view taken = before.substr(0, before.size() - text.size());
    crypto::append(shown, character && schema::count_characters(taken) ? taken : "\uFFFD");
  }
  return shown;
}

// Which story somebody had, and that the key was used for it.
Outcome<> record(const runtime::Config& config, store::ReportId report, bool raw) {
  auto log = OperatorLog::open(config);
  if (log.has_error()) return log.error();
  if (!raw) {
    const auto key_used = log->record(access::Action::key_used, "review key");
    if (key_used.has_error()) return key_used;
  }
  return log->record(access::Action::report_opened, fmt::format("{:016x}{}", report, raw ? ", sealed" : ""));
}

Outcome<> show(const OpenOptions& options, store::ReportId report, crypto::ByteView file) {
  const auto key =
      options.review_key.empty() ? options.config.parent_path() / "keys" / "review.key" : options.review_key;
  const auto given = passphrase(options.passphrase_file, "Passphrase of the review key");
  if (given.has_error()) return given.error();
  const auto identity = open_identity(key, crypto::text_of(*given));
  if (identity.has_error()) return identity.error();
  const auto story = crypto::open_story({&*identity, 1}, file);
  if (story.has_error()) {
    const bool other_key = story.error() == crypto::Errc::no_match;
    return Failure{other_key ? ExitCode::key_file : ExitCode::vault, story.error().message()};
  }
  // A browser sealed it, so what it says of itself is a stranger's word.
  if (story->report != report) {
    return Failure{ExitCode::vault,
                   fmt::format("the story of report {:016x} says that it belongs to report {:016x}: "
                               "somebody has put it there. `--raw` and the age program show it all the same",
                               report, story->report)};
  }
  std::setvbuf(stdout, nullptr, _IONBF, 0);  // nothing of the story stays in a buffer
  fmt::print("Report:   {:016x}\nLanguage: {}\n\n", story->report, story->language);
  const crypto::WipedText text = harmless(crypto::text_of(story->text));
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
  return {};
}

}  // namespace

Outcome<> open_stories(const OpenOptions& options) {
  if (options.raw && options.report.empty()) {
    return Failure{ExitCode::usage, "--raw wants the report whose story is meant; --list shows them"};
  }
  const auto report = release::parse_report_id(options.report);
  if (!options.report.empty() && !report) {
    return Failure{ExitCode::usage, "a report is named by 16 hexadecimal digits; --list shows them"};
  }
  const auto config = read_config(options.config);
  if (config.has_error()) return config.error();
  const auto vault = open_vault(*config);
  if (vault.has_error()) return vault.error();
  if (!report) return list(*config, **vault);

  const auto file = (*vault)->story(*report);
  if (file.has_error() && file.error() == store::Errc::not_found) {
    return Failure{ExitCode::refused, fmt::format("there is no story of a report {}", options.report)};
  }
  if (file.has_error()) return vault_failure(*config, file.error());
  if (const auto recorded = record(*config, *report, options.raw); recorded.has_error()) return recorded;
  return options.raw ? write_raw(*file) : show(options, *report, *file);
}

}  // namespace tellsafe::app
