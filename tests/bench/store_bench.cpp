// What two decisions of the store gain: committing together, and keeping stories apart from facts.
//   bench_store            all of it, in the folder for temporary files: set TMPDIR to the disk that counts
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

#include "service/store/connect.h"
#include "service/store/sqlcipher_sink.h"
#include "service/store/sqlcipher_vault.h"

namespace tellsafe::store {
namespace {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "tellsafe-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder");
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A sink whose writer commits at most `group` reports at a time.
struct Vault {
  explicit Vault(std::size_t group) {
    const VaultOptions options{folder.path() / "vault",
                               std::filesystem::path(TELLSAFE_SOURCE_DIR) / "schema/migrations"};
    create_vault(options, key, true).value();
    sink.emplace(FileLock(folder.path() / "lock"), connect_to_vault(options.file, key),
                 connect_to_vault(options.file, key), GroupLimits{.waiting = 4096, .group = group});
    sink->add_form({}, "{}").value();
    sink->add_epoch(epoch).value();
  }

  Folder folder;
  crypto::SecretBytes key = crypto::SecretBytes::random(32);
  Epoch epoch{random_id(), {}, Bytes(200, 1)};
  std::optional<SqlcipherSink> sink;
};

// What 64 callers at a time get through; argument: the most reports in one commit.
class Append : public benchmark::Fixture {
 public:
  void SetUp(const benchmark::State& state) override {
    if (state.thread_index() == 0) vault_.emplace(static_cast<std::size_t>(state.range(0)));
  }
  void TearDown(const benchmark::State& state) override {
    if (state.thread_index() == 0) vault_.reset();
  }

 protected:
  std::optional<Vault> vault_;
};

BENCHMARK_DEFINE_F(Append, Durable)(benchmark::State& state) {
  while (state.KeepRunning()) {
    NewReport report{random_id(), vault_->epoch.id, {}, Bytes(96, 1), Bytes(1300, 2), {}};
    randombytes_buf(report.receipt.data(), report.receipt.size());
    vault_->sink->append(std::move(report)).value();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_REGISTER_F(Append, Durable)
    ->ArgName("group")
    ->Arg(1)
    ->Arg(16)
    ->Arg(64)
    ->Arg(128)
    ->Threads(64)
    ->UseRealTime();

enum class Layout { together, apart };

// 20,000 reports, each with a story of the middle size, in either layout.
struct Rows {
  static constexpr int count = 20'000;

  explicit Rows(Layout layout) {
    const auto file = folder.path() / "rows";
    std::ofstream(file).close();
    database.emplace(connect(file, key));
    database->run(layout == Layout::together
                      ? "CREATE TABLE report (id INTEGER PRIMARY KEY, facts BLOB, story BLOB)"
                      : "CREATE TABLE report (id INTEGER PRIMARY KEY, facts BLOB);"
                        "CREATE TABLE story (report INTEGER PRIMARY KEY, file BLOB)");
    Statement report = database->prepare(layout == Layout::together ? "INSERT INTO report VALUES (?1, ?2, ?3)"
                                                                    : "INSERT INTO report VALUES (?1, ?2)");
    std::optional<Statement> story;
    if (layout == Layout::apart) story.emplace(database->prepare("INSERT INTO story VALUES (?1, ?2)"));
    const Bytes facts(96, 1);
    const Bytes file_bytes(4500, 2);
    for (int done = 0; done < count;) {
      Transaction transaction(*database, Transaction::Kind::write);
      for (int i = 0; i < 64 && done < count; ++i, ++done) {
        const auto id = static_cast<std::int64_t>(random_id());
        report.restart().bind(1, id).bind(2, ByteView(facts));
        if (layout == Layout::together) report.bind(3, ByteView(file_bytes));
        report.finish();
        if (story) story->restart().bind(1, id).bind(2, ByteView(file_bytes)).finish();
      }
      transaction.commit();
    }
    if (!database->shrink_log()) throw std::runtime_error("the log is in use");
  }

  Folder folder;
  crypto::SecretBytes key = crypto::SecretBytes::random(32);
  std::optional<Database> database;
};

void write_rows(benchmark::State& state) {
  while (state.KeepRunning()) Rows rows(static_cast<Layout>(state.range(0)));
  state.SetItemsProcessed(state.iterations() * Rows::count);
}
BENCHMARK(write_rows)->ArgName("apart")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

// What a custodian's count reads: the facts of all, without the stories.
void read_facts(benchmark::State& state) {
  Rows rows(static_cast<Layout>(state.range(0)));
  while (state.KeepRunning()) {
    std::size_t bytes = 0;
    Statement query = rows.database->prepare("SELECT id, facts FROM report");
    while (query.step()) bytes += query.blob(1).size();
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * Rows::count);
}
BENCHMARK(read_facts)->ArgName("apart")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

// The usual table, and the rates once more as multiples of each benchmark's first.
class Ratios : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      const auto rate = run.counters.find("items_per_second");
      if (run.error_occurred || rate == run.counters.end()) continue;
      const double first = first_.emplace(run.run_name.function_name, rate->second).first->second;
      ratios_ += fmt::format("{:<48} {:6.2f} x\n", run.benchmark_name(), rate->second / first);
    }
  }
  void Finalize() override {
    GetOutputStream() << "\nRates, as multiples of the first of each kind:\n" << ratios_;
  }

 private:
  std::map<std::string, double> first_;
  std::string ratios_;
};

}  // namespace
}  // namespace tellsafe::store

int main(int argc, char** argv) {
  tellsafe::crypto::start();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  tellsafe::store::Ratios ratios;
  benchmark::RunSpecifiedBenchmarks(&ratios);
  return 0;
}
