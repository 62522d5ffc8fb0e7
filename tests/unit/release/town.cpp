#include "tests/unit/release/town.h"

#include <algorithm>
#include <stdexcept>

#include "tests/support/must.h"

namespace tellsafe::release {

namespace {

const std::filesystem::path source = TELLSAFE_SOURCE_DIR;

std::uint64_t value_of(const schema::Question& question, const std::vector<std::string>& codes) {
  std::uint64_t value = 0;
  for (const auto& code : codes) {
    if (question.kind == schema::Kind::flag) return 1;
    const auto found = std::ranges::find(question.options, code, &schema::Option::code);
    if (found == question.options.end()) throw std::runtime_error("no option " + code);
    const auto option = static_cast<std::uint64_t>(found - question.options.begin());
    value = question.kind == schema::Kind::single ? option + 1 : value | (std::uint64_t{1} << option);
  }
  return value;
}

}  // namespace

schema::Answers answers_of(const schema::Form& form, const Said& said, const schema::PartialDate& date) {
  schema::Answers answers;
  answers.values.assign(form.questions().size(), 0);
  for (const auto& [question, codes] : said)
    answers.values[form.index_of(question)] = value_of(*form.find(question), codes);
  answers.values[form.index_of("date")] = schema::encode_date(date);
  return answers;
}

schema::Form small_form(std::string_view colours, std::string_view sizes) {
  const support::TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "codes");
  std::filesystem::copy_file(source / "schema/codes/nibrs.json", folder.path() / "codes/nibrs.json");
  support::write_file(folder.path() / "codes/colour.json", colours);
  support::write_file(folder.path() / "form.json",
                      R"({"questions": [{"id": "colours", "kind": "several", "codes": "colour"},
                          {"id": "size", "kind": "single", "options": )" +
                          std::string(sizes) +
                          R"(}, {"id": "date", "kind": "date"},
                          {"id": "leave_out_of_numbers", "kind": "flag"}]})");
  return test_support::must(schema::Form::load(folder.path(), source / "deploy/demo/areas.json"));
}

std::chrono::sys_days day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day_of_month};
}

Town::Town()
    : identity((crypto::start(), crypto::Identity::generate())),
      signing(crypto::SigningKey::generate()),
      form(test_support::must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"))) {
  vault.add_form(form.version(), form.canonical_json()).value();
}

const Town::Epoch& Town::epoch_of(std::chrono::sys_days day) {
  auto found = epochs_.find(day);
  if (found == epochs_.end()) {
    auto key = crypto::EpochKey::generate();
    const auto id = store::random_id();
    vault.add_epoch({id, day, key.sealed_to(identity.recipient())}).value();
    found = epochs_.emplace(day, std::pair(id, std::move(key))).first;
  }
  return found->second;
}

store::ReportId Town::report(std::chrono::sys_days came, const Said& said, const schema::PartialDate& date,
                             const schema::Form* of_form) {
  const auto& used = of_form == nullptr ? form : *of_form;
  const auto& [epoch, key] = epoch_of(came);
  store::NewReport report;
  report.id = store::random_id();
  report.epoch = epoch;
  report.form = used.version();
  const auto facts = schema::pack(used, answers_of(used, said, date));
  report.facts = key.seal({report.id, epoch, used.version()}, facts);
  report.receipt = crypto::receipt_tag(vault.receipt_key(), crypto::Receipt::generate().hash());
  const auto id = report.id;
  vault.append(std::move(report)).value();
  return id;
}

void Town::reports(int number, std::chrono::sys_days came, const Said& said,
                   const schema::PartialDate& date) {
  for (int i = 0; i < number; ++i) report(came, said, date);
}

Job Town::job(std::string_view period) const {
  Job job;
  job.period = parse_period(period).value();
  job.today = closes_on(job.period);
  job.schema = source / "schema";
  job.areas = source / "deploy/demo/areas.json";
  job.releases = releases();
  job.demo = true;
  job.languages = {"en", "es"};
  job.city = "City of Riverbend";
  return job;
}

Result<Done> Town::release(const Job& job) {
  return make_release(job, vault, identity, signing, {});
}

std::map<std::string, std::string> Town::published() const {
  std::map<std::string, std::string> files;
  if (!std::filesystem::exists(releases())) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(releases()))
    if (entry.is_regular_file())
      files[std::filesystem::relative(entry.path(), releases())] = support::read_file(entry.path());
  return files;
}

std::string Town::figure(std::string_view period, std::string_view audience,
                         std::string_view row_begins) const {
  const auto csv = support::read_file(releases() / period / audience / "tables.csv");
  const auto at = csv.find("\r\n" + std::string(row_begins));
  if (at == std::string::npos) return "";
  const auto line = csv.substr(at + 2, csv.find("\r\n", at + 2) - at - 2);
  return line.substr(line.rfind(',') + 1);
}

}  // namespace tellsafe::release
