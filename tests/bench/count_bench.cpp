// What counting costs, and what it costs at least: a year of generated reports is read, opened, counted, kept
// as a block and counted again from that.
//   bench_count [--reports 1000000] [--threads 0] [--by-day] [--folder /tmp]
// --by-day writes day after day, each in the order of its ids, as a city's vault is written: its pages end up
// in no order. Without it all is written in the order of the ids, which takes a tenth of the time.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "crypto/epoch.h"
#include "service/release/block_reader.h"
#include "service/release/count.h"
#include "service/release/row_opener.h"
#include "service/store/connect.h"
#include "service/store/sqlcipher_vault.h"

namespace tellsafe::release {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct Options {
  std::size_t reports = 1'000'000;
  std::size_t threads = 0;
  bool by_day = false;
  fs::path folder = fs::temp_directory_path();
};

// Texts are errors that result<T>::value() cannot throw.
template <class T>
T loaded(boost::system::result<T, std::string> result) {
  if (!result) throw std::runtime_error(result.error());
  return std::move(*result);
}

double seconds_of(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

class Folder {
 public:
  explicit Folder(const fs::path& in) {
    std::string name = (in / "tellsafe-count-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder");
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// The most memory that the process has had since reset(), in MB.
struct Peak {
  static void reset() { std::ofstream("/proc/self/clear_refs") << "5"; }
  static double megabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
      if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
    return 0;
  }
};

// Answers of any kind, the first options of a question most often.
class Answerer {
 public:
  explicit Answerer(const schema::Form& form) : form_(form) {
    answers_.values.resize(form.questions().size());
  }
  const schema::Answers& next() {
    for (std::size_t i = 0; i < answers_.values.size(); ++i) answers_.values[i] = value(form_.questions()[i]);
    return answers_;
  }

 private:
  std::size_t low(std::size_t end) { return std::min(random_() % end, random_() % end); }
  std::uint64_t value(const schema::Question& question) {
    switch (question.kind) {
      case schema::Kind::single:
        return low(question.options.size() + 1);
      case schema::Kind::several: {
        std::uint64_t chosen = 0;
        for (auto left = random_() % 3; left > 0; --left)
          chosen |= std::uint64_t{1} << low(question.options.size());
        return chosen;
      }
      case schema::Kind::flag:
        return question.id == "leave_out_of_numbers" ? 0 : random_() % 2;
      case schema::Kind::date:
      case schema::Kind::text:
        break;
    }
    return 0;
  }

  const schema::Form& form_;
  schema::Answers answers_;
  std::mt19937_64 random_{1};
};

// A vault with a year's reports, on the disk.
struct City {
  City(const fs::path& folder, const Options& options)
      : vault{folder / "vault", fs::path(TELLSAFE_SOURCE_DIR) / "schema/migrations"}, forms(load_forms()) {
    store::create_vault(vault, key, true).value();
    auto database = store::connect_to_vault(vault.file, key);
    database.run("PRAGMA synchronous = OFF");
    database.prepare("INSERT INTO form (id, version, canonical_json) VALUES (1, ?1, ?2)")
        .bind(1, crypto::ByteView(forms.front().version()))
        .bind(2, std::string_view(forms.front().canonical_json()))
        .finish();
    add_epochs(database);
    add_reports(database, options);
    if (!database.shrink_log()) throw std::runtime_error("the log is in use");
  }

  static std::vector<schema::Form> load_forms() {
    const fs::path source = TELLSAFE_SOURCE_DIR;
    return {loaded(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"))};
  }

  void add_epochs(store::Database& database) {
    constexpr auto first = std::chrono::sys_days(std::chrono::year(2025) / 1 / 1);
    for (int day = 0; day < 365; ++day) {
      epochs.push_back(store::random_id());
      keys.push_back(crypto::EpochKey::generate());
      database.prepare("INSERT INTO epoch (id, day, sealed_key, settled) VALUES (?1, ?2, ?3, 1)")
          .bind(1, static_cast<std::int64_t>(epochs.back()))
          .bind(2, std::int64_t{(first + std::chrono::days(day)).time_since_epoch().count()})
          .bind(3, crypto::ByteView(keys.back().sealed_to(release.recipient())))
          .finish();
    }
  }

  // Day by day, or all days by ids: the same rows in another order.
  void add_reports(store::Database& database, const Options& options) {
    const std::size_t rounds = options.by_day ? epochs.size() : 1;
    Answerer answerer(forms.front());
    auto insert =
        database.prepare("INSERT INTO report (id, epoch, form, receipt, facts) VALUES (?1, ?2, 1, ?3, ?4)");
    std::uint64_t number = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
      std::vector<store::ReportId> ids(options.reports * (round + 1) / rounds -
                                       options.reports * round / rounds);
      std::ranges::generate(ids, store::random_id);
      std::ranges::sort(ids);
      for (std::size_t begin = 0; begin < ids.size(); begin += 20'000) {
        store::Transaction transaction(database, store::Transaction::Kind::write);
        for (std::size_t i = begin; i < std::min(ids.size(), begin + 20'000); ++i) {
          const std::size_t day = options.by_day ? round : ids[i] % epochs.size();
          const auto facts = keys[day].seal({ids[i], epochs[day], forms.front().version()},
                                            schema::pack(forms.front(), answerer.next()));
          // Receipts grow, so that their index is written in order; nothing here looks at it.
          crypto::ReceiptTag receipt{};
          for (std::size_t byte = 0; byte < 8; ++byte)
            receipt[byte] = static_cast<std::uint8_t>(number >> (56 - 8 * byte));
          ++number;
          insert.bind(1, static_cast<std::int64_t>(ids[i]))
              .bind(2, static_cast<std::int64_t>(epochs[day]))
              .bind(3, crypto::ByteView(receipt))
              .bind(4, crypto::ByteView(facts))
              .finish();
        }
        transaction.commit();
      }
    }
  }

  std::unique_ptr<store::ReportSource> source() const { return store::open_source(vault, key).value(); }

  store::VaultOptions vault;
  crypto::SecretBytes key = crypto::SecretBytes::random(32);
  crypto::Identity release = crypto::Identity::generate();
  std::vector<schema::Form> forms;
  std::vector<store::EpochId> epochs;
  std::vector<crypto::EpochKey> keys;
};

// Sealed rows in memory.
struct Rows {
  Rows(store::ReportSource& source, std::size_t most) {
    source
        .each_report([&](const store::StoredReport& row) {
          facts.insert(facts.end(), row.facts.begin(), row.facts.end());
          reports.push_back(row);
          return reports.size() < most;
        })
        .value();
    for (std::size_t i = 0; i < reports.size(); ++i)
      reports[i].facts = crypto::ByteView(facts).subspan(i * size, size);
  }
  static constexpr std::size_t size = schema::facts_size + crypto::facts_overhead;
  crypto::Bytes facts;
  std::vector<store::StoredReport> reports;
};

void on_threads(std::size_t threads, std::size_t count,
                const std::function<void(std::size_t begin, std::size_t end)>& work) {
  std::vector<std::thread> all;
  for (std::size_t i = 0; i < threads; ++i)
    all.emplace_back([&, i] { work(count * i / threads, count * (i + 1) / threads); });
  for (auto& thread : all) thread.join();
}

class Bench {
 public:
  explicit Bench(const Options& options)
      : options_(options),
        folder_(options.folder),
        threads_(options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency())) {
  }

  void run() {
    fmt::print("{} reports, {} threads{}\n", options_.reports, threads_,
               options_.by_day ? ", day by day" : "");
    std::optional<City> city;
    const double made = seconds_of([&] { city.emplace(folder_.path(), options_); });
    fmt::print("generated in {:.1f} s, {:.0f} MB\n\n", made, megabytes(city->vault.file));
    const auto source = city->source();
    const auto tables = loaded(schema::Programme::load(fs::path(TELLSAFE_SOURCE_DIR) / "schema/tables.json",
                                                       city->forms.front()))
                            .tables;
    const Counting counting{{2025, 0}, city->forms, tables, folder_.path(), threads_};
    const double read = bare_read(*source);
    const auto count = first_count(*source, *city, counting, read);
    steps(*source, *city, tables);
    blocks(*source, *city, counting, count);
  }

 private:
  static double megabytes(const fs::path& file) { return static_cast<double>(fs::file_size(file)) / 1e6; }
  void line(std::string_view what, double seconds, double against = 0) const {
    fmt::print("{:<58} {:9.3f} s {:8.3f} us/report", what, seconds,
               seconds * 1e6 / static_cast<double>(options_.reports));
    if (against != 0) fmt::print(" {:7.2f} x", seconds / against);
    fmt::print("\n");
  }

  double bare_read(store::ReportSource& source) const {
    std::uint64_t bytes = 0;
    const auto pass = [&] {
      source
          .each_waiting([&](const store::StoredReport& row) {
            bytes += row.facts.size();
            return true;
          })
          .value();
    };
    pass();  // so that the file is in the system's cache for all that follows
    const double seconds = seconds_of(pass);
    line("bare read of the vault, one thread", seconds, seconds);
    return seconds;
  }

  Count first_count(store::ReportSource& source, const City& city, const Counting& counting,
                    double read) const {
    std::optional<Count> count;
    Peak::reset();
    const double before = Peak::megabytes();
    const double seconds =
        seconds_of([&] { count.emplace(count_period(counting, source, city.release, {}).value()); });
    line("read, open, count and seal a block", seconds, read);
    fmt::print("  peak memory {:.0f} MB more than before, of which the ids of the reports {:.0f} MB\n",
               Peak::megabytes() - before, static_cast<double>(count->fresh.reports) * 8 / 1e6);
    if (count->fresh.reports != options_.reports) throw std::runtime_error("reports are missing");
    return std::move(*count);
  }

  // Each alone, over rows in memory; scaled to all reports.
  void steps(store::ReportSource& source, const City& city, const std::vector<schema::Table>& tables) const {
    const Rows rows(source, 1'000'000);
    const double scale = static_cast<double>(options_.reports) / static_cast<double>(rows.reports.size());
    auto keys = EpochKeys::read(source).value();
    for (const auto epoch : city.epochs) keys.open(city.release, epoch);
    const auto open_bare = [&](std::size_t begin, std::size_t end) {
      crypto::WipedBytes facts(schema::facts_size);
      for (std::size_t i = begin; i < end; ++i) {
        const auto& row = rows.reports[i];
        keys.find(row.epoch)->key->open_facts({row.id, row.epoch, row.form}, row.facts, facts).value();
      }
    };
    const double bare = scale * seconds_of([&] { open_bare(0, rows.reports.size()); });
    line("bare opening of the same bytes in memory, one thread", bare, bare);
    line("  on all threads",
         scale * seconds_of([&] { on_threads(threads_, rows.reports.size(), open_bare); }), bare);

    RowOpener opener(keys, city.forms);
    const double opened = scale * seconds_of([&] {
                            for (const auto& row : rows.reports) opener.open(row).value();
                          });
    line("  with unpacking and finding the period, one thread", opened, bare);

    std::vector<schema::Answers> answers;
    for (const auto& row : rows.reports) answers.push_back(*opener.open(row).value()->answers);
    Tabulator tabulator(tables, city.forms);
    const double counted = scale * seconds_of([&] {
                             for (const auto& one : answers) tabulator.count(0, one);
                             tabulator.tables();
                           });
    line("counting answers in memory, one thread", counted, bare);
    const auto writer = BlockWriter::make(folder_.path()).value();
    Stripe stripe(city.forms.front());
    const double kept = scale * seconds_of([&] {
                          for (std::size_t i = 0; i < answers.size(); ++i) {
                            stripe.add(rows.reports[i].id, 1, answers[i]);
                            if (stripe.reports() == batch_rows || i + 1 == answers.size())
                              writer->add(i, city.forms.front().version(), stripe).value();
                          }
                        });
    line("sealing a block of them, one thread", kept, bare);
  }

  void blocks(store::ReportSource& source, const City& city, const Counting& counting,
              const Count& count) const {
    const double before = megabytes(city.vault.file);
    const double recorded = seconds_of([&] {
      source.record_release({"2025", {}, count.waiting, &count.block, count.seen}).value();
    });
    line("recording the release: marking, and keeping the block", recorded);
    const auto block = source.blocks().value().front();
    const auto reader = BlockReader::open(block, source, city.release).value();
    std::vector<std::uint64_t> columns{quarter_column};
    Tabulator tabulator(counting.tables, city.forms);
    for (const auto question : tabulator.questions(0)) columns.push_back(first_question_column + question);

    std::vector<SealedStripe> stripes;
    std::size_t bytes = 0;
    const double read = seconds_of([&] {
      for (const auto& head : reader.head().stripes)
        stripes.push_back(reader.read(head, columns, source).value());
    });
    for (const auto& stripe : stripes)
      for (const auto& [column, piece] : stripe.columns) bytes += piece.size();
    fmt::print("\nthe block: vault {:+.0f} MB; the columns that tables are about: {:.0f} MB\n",
               megabytes(city.vault.file) - before, static_cast<double>(bytes) / 1e6);
    line("bare read of the block's columns, one thread", read, read);
    const auto open = [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i)
        for (const auto column : columns) {
          const std::size_t width =
              column == quarter_column
                  ? 1
                  : value_bytes(city.forms.front().questions()[column - first_question_column]);
          reader.values(stripes[i], column, width, ~std::uint64_t{0}).value();
        }
    };
    line("bare opening of them in memory, one thread", seconds_of([&] { open(0, stripes.size()); }), read);
    stripes.clear();
    std::optional<Tabulation> again;
    Peak::reset();
    const double memory = Peak::megabytes();
    const double counted =
        seconds_of([&] { again.emplace(count_released(counting, source, city.release, {}).value()); });
    line("read, open and count the block", counted, read);
    fmt::print("  peak memory {:.0f} MB more than before\n", Peak::megabytes() - memory);
    const bool same = again->reports == count.fresh.reports &&
                      std::ranges::equal(again->tables, count.fresh.tables, {}, &CountedTable::counts,
                                         &CountedTable::counts);
    if (!same) throw std::runtime_error("the block counts otherwise");
    const double year = seconds_of([&] { count_period(counting, source, city.release, {}).value(); });
    line("a year whose reports are all in blocks, as for a release", year, read);
  }

  Options options_;
  Folder folder_;
  std::size_t threads_;
};

}  // namespace
}  // namespace tellsafe::release

int main(int argc, char** argv) {
  tellsafe::crypto::start();
  tellsafe::release::Options options;
  CLI::App app("What counting reports costs");
  app.add_option("--reports", options.reports)->check(CLI::Range(1, 100'000'000))->capture_default_str();
  app.add_option("--threads", options.threads, "0: one for each core")->capture_default_str();
  app.add_flag("--by-day", options.by_day, "Write the vault as a city does");
  app.add_option("--folder", options.folder, "On the disk that counts")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
  tellsafe::release::Bench(options).run();
  return 0;
}
