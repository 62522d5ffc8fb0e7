#include "service/release/open.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "crypto/epoch_open.h"

namespace tellsafe::release {

namespace {

using Kind = Refusal::Kind;

Refusal store_failed(const boost::system::error_code& error) {
  return {Kind::vault, fmt::format("The vault could not be read: {}.", error.message())};
}

// An epoch whose key is not opened holds no report of the period.
struct OpenedEpoch {
  std::chrono::sys_days day;
  std::optional<crypto::OpenedEpochKey> key;
};
using OpenedEpochs = std::map<store::EpochId, OpenedEpoch>;

Result<OpenedEpochs> open_epochs(const Period& period, store::ReportSource& vault,
                                 const crypto::Identity& identity) {
  const auto epochs = vault.epochs();
  if (!epochs) return store_failed(epochs.error());
  OpenedEpochs opened;
  for (const auto& epoch : *epochs) {
    auto& entry = opened[epoch.id];
    entry.day = epoch.day;
    if (epoch.day < first_day(period) || epoch.day >= closes_on(period)) continue;
    auto key = crypto::OpenedEpochKey::open(identity, epoch.sealed_key);
    if (key) {
      entry.key.emplace(std::move(*key));
    } else if (key.error() == crypto::Errc::no_match) {
      return Refusal{Kind::wrong_key,
                     fmt::format("The release key does not open the epoch of {}. Use the release key that "
                                 "this vault seals to (release_recipients in tellsafe.toml).",
                                 day_text(epoch.day))};
    } else {
      return Refusal{Kind::damaged,
                     fmt::format("The sealed key of the epoch of {} is damaged ({}). Restore the vault "
                                 "from a backup; nothing was released.",
                                 day_text(epoch.day), key.error().message())};
    }
  }
  return opened;
}

Refusal damaged_report(store::ReportId report, std::string_view what) {
  return {Kind::damaged,
          fmt::format("Report {:016x}: {}. Restore the vault from a backup; nothing was released.", report,
                      what)};
}

// Opens one row after the other. What it opens is wiped when it is destroyed.
class RowReader {
 public:
  RowReader(const Period& period, const OpenedEpochs& epochs, const std::vector<schema::Form>& forms)
      : period_(period), epochs_(epochs), forms_(forms), facts_(schema::facts_size) {}
  ~RowReader() { wipe(); }
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;

  Result<void> read(const store::StoredReport& row, const std::function<void(const OpenedReport&)>& visit) {
    const auto epoch = epochs_.find(row.epoch);
    if (epoch == epochs_.end()) return damaged_report(row.id, "the key of its epoch is missing");
    if (!epoch->second.key) return {};
    const auto form = std::ranges::find(forms_, row.form, &schema::Form::version);
    if (form == forms_.end()) return damaged_report(row.id, "its form version is unknown");
    if (row.facts.size() != schema::facts_size + crypto::facts_overhead)
      return damaged_report(row.id, "its sealed answers have the wrong length");
    const crypto::FactsContext context{row.id, row.epoch, row.form};
    if (!epoch->second.key->open_facts(context, row.facts, facts_))
      return damaged_report(row.id, "its sealed answers do not open");
    if (!schema::unpack(*form, facts_, answers_))
      return damaged_report(row.id, "its answers do not fit its form");
    if (is_left_out(*form)) return {};
    const auto belongs = attribute(date_of(*form), epoch->second.day);
    if ((period_.quarter == 0 ? belongs.year : belongs.quarter) != period_) return {};
    visit({row.id, static_cast<std::size_t>(form - forms_.begin()), answers_, !belongs.quarter});
    return {};
  }

 private:
  bool is_left_out(const schema::Form& form) const {
    return form.find("leave_out_of_numbers") != nullptr &&
           answers_.values[form.index_of("leave_out_of_numbers")] != 0;
  }
  schema::PartialDate date_of(const schema::Form& form) const {
    if (form.find("date") == nullptr) return {};
    return schema::decode_date(answers_.values[form.index_of("date")]);
  }
  void wipe() { sodium_memzero(answers_.values.data(), answers_.values.size() * sizeof(std::uint64_t)); }

  const Period period_;
  const OpenedEpochs& epochs_;
  const std::vector<schema::Form>& forms_;
  crypto::WipedBytes facts_;
  schema::Answers answers_;
};

}  // namespace

Result<std::vector<schema::Form>> all_forms(schema::Form current, store::ReportSource& vault) {
  auto stored = vault.forms();
  if (!stored) return store_failed(stored.error());
  std::ranges::sort(*stored, {}, &store::StoredForm::version);
  std::vector<schema::Form> forms;
  forms.push_back(std::move(current));
  for (const auto& [version, json] : *stored) {
    if (version == forms.front().version()) continue;
    auto form = schema::Form::parse(json);
    if (!form || form->version() != version)
      return Refusal{Kind::damaged, fmt::format("A form kept in the vault is damaged: {}. Restore the vault "
                                                "from a backup; nothing was released.",
                                                form ? "its hash is not its version" : form.error())};
    forms.push_back(std::move(*form));
  }
  return forms;
}

Result<void> open_reports(const Period& period, store::ReportSource& vault, const crypto::Identity& identity,
                          const std::vector<schema::Form>& forms,
                          const std::function<void(std::uint64_t done, std::uint64_t total)>& progress,
                          const std::function<void(const OpenedReport&)>& visit) {
  const auto total = vault.count_reports();
  if (!total) return store_failed(total.error());
  const auto epochs = open_epochs(period, vault, identity);
  if (!epochs) return epochs.error();

  RowReader reader(period, *epochs, forms);
  std::optional<Refusal> refused;
  std::uint64_t done = 0;
  constexpr std::uint64_t rows_between_progress = 1024;
  const auto read = vault.each_report([&](const store::StoredReport& row) {
    if (auto ok = reader.read(row, visit); !ok) refused = ok.error();
    if (++done % rows_between_progress == 0 && progress) progress(done, std::max(done, *total));
    return !refused;
  });
  if (refused) return *refused;
  if (!read) return store_failed(read.error());
  if (progress) progress(done, done);
  return {};
}

}  // namespace tellsafe::release
