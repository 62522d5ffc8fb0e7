#include "service/app/commands/init.h"

#include <fmt/format.h>

#include <system_error>

#include "schema/form.h"
#include "schema/labels.h"
#include "schema/support.h"
#include "service/app/certificate.h"
#include "service/app/city_config.h"
#include "service/app/files.h"
#include "service/app/keys.h"
#include "service/app/passphrase.h"
#include "service/runtime/clock.h"
#include "service/store/sqlcipher_vault.h"
#include "service/store/staff_origin.h"
#include "service/store/staff_vault.h"

namespace tellsafe::app {
namespace {

namespace fs = std::filesystem;
using crypto::WipedText;

constexpr std::string_view no_areas = "{\n  \"groups\": [],\n  \"areas\": []\n}\n";

struct Keys {
  crypto::Identity release = crypto::Identity::generate();
  crypto::Identity review = crypto::Identity::generate();
  crypto::SigningKey signing = crypto::SigningKey::generate();
};

Failure no(ExitCode code, std::string message) {
  return {code, std::move(message)};
}

Outcome<> check_folder(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return {};
  if (!fs::is_directory(folder, error)) {
    return no(ExitCode::refused, fmt::format("{} is there and not a folder", folder.string()));
  }
  if (!fs::is_empty(folder, error) || error) {
    return no(ExitCode::refused,
              fmt::format("{} is not empty; name a new folder, so that no city's keys are ever overwritten",
                          folder.string()));
  }
  return {};
}

Outcome<> check_settings(const InitOptions& options) {
  if (options.city.empty()) return no(ExitCode::usage, "--city is wanted: the name that the pages show");
  if (!options.leave_url.starts_with("https://")) {
    return no(ExitCode::usage, "--leave-url is wanted as an address that begins with https://");
  }
  const auto zone = runtime::set_time_zone(options.time_zone);
  if (zone.has_error()) return no(ExitCode::configuration, zone.error());
  return {};
}

// What the server would refuse at its start is refused before a key is made.
Outcome<> check_form(const InitOptions& options, const DataFolders& data) {
  const fs::path areas = options.folder / "areas.json";
  const auto form = schema::Form::load(data.schema, areas);
  if (form.has_error()) return no(ExitCode::configuration, form.error());
  const auto labels = schema::Labels::load(data.schema / "labels", options.languages, *form, areas);
  if (labels.has_error()) return no(ExitCode::configuration, labels.error());
  const auto support = schema::load_support(options.folder / "support.json", *form);
  if (support.has_error()) return no(ExitCode::configuration, support.error());
  return {};
}

Outcome<> make_folders(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  for (const char* const room : {"keys", "tls", "releases"}) {
    if (!error) fs::create_directory(folder / room, error);
  }
  for (const char* const room : {"keys", "tls"}) {
    if (!error) fs::permissions(folder / room, fs::perms::owner_all, error);
  }
  if (error) {
    return no(ExitCode::disk, fmt::format("{} cannot be made: {}", folder.string(), error.message()));
  }
  return {};
}

// Stops at the first file that cannot be written.
class Writer {
 public:
  explicit Writer(fs::path folder) : folder_(std::move(folder)) {}
  void write(const char* name, std::string_view content, Mode mode) {
    if (result_.has_error()) return;
    result_ = write_new_file(folder_ / name, content, mode);
  }
  const Outcome<>& result() const { return result_; }

 private:
  fs::path folder_;
  Outcome<> result_;
};

void write_keys(const Keys& keys, std::string_view passphrase, crypto::Hardness hardness, Writer& writer) {
  writer.write("keys/release.key", protected_identity(keys.release, passphrase, hardness), Mode::secret);
  writer.write("keys/review.key", protected_identity(keys.review, passphrase, hardness), Mode::secret);
  writer.write("keys/signing.key", protected_signing_key(keys.signing, passphrase, hardness), Mode::secret);
  writer.write("keys/release.pub", keys.release.recipient().to_string() + "\n", Mode::open);
  writer.write("keys/review.pub", keys.review.recipient().to_string() + "\n", Mode::open);
  writer.write("keys/signing.pub", keys.signing.verify_key().file(), Mode::open);
}

// The vault's second file, which the vault then knows as its own.
store::Result<void> make_staff_vault(const store::VaultOptions& vault, const store::StaffVaultOptions& staff,
                                     const crypto::SecretBytes& key, const crypto::Recipient& release) {
  if (auto made = store::create_staff_vault(staff, key, release); made.has_error()) return made;
  const auto opened = store::open_staff_vault(staff, key);
  if (opened.has_error()) return opened.error();
  const auto origin = store::origin_hash((*opened)->audit());
  if (origin.has_error()) return origin.error();
  return store::keep_staff_origin(vault, key, *origin);
}

Outcome<> make_vault(const InitOptions& options, const DataFolders& data, const crypto::Recipient& release,
                     Writer& writer) {
  const auto key = crypto::SecretBytes::random(32);
  WipedText digits(2 * key.size() + 1);
  sodium_bin2hex(digits.data(), digits.size(), key.data(), key.size());
  digits.back() = '\n';
  writer.write("vault.key", crypto::text_of(digits), Mode::secret);
  if (writer.result().has_error()) return writer.result();
  const fs::path file = options.folder / "vault.db";
  const store::VaultOptions vault{file, data.schema / "migrations"};
  const auto made = store::create_vault(vault, key, options.demo);
  if (made.has_error()) {
    return no(ExitCode::vault, fmt::format("{}: {}", file.string(), made.error().message()));
  }
  const fs::path staff = options.folder / "staff.db";
  const auto made_staff =
      make_staff_vault(vault, {staff, data.schema / "migrations" / "staff"}, key, release);
  if (made_staff.has_error()) {
    return no(ExitCode::vault, fmt::format("{}: {}", staff.string(), made_staff.error().message()));
  }
  return {};
}

// What the city can change later.
struct Lists {
  std::string areas{no_areas};
  std::string support;
};

Outcome<Lists> read_lists(const InitOptions& options, const DataFolders& data) {
  Lists lists;
  if (!options.areas.empty()) {
    auto given = read_small_file(options.areas, ExitCode::configuration);
    if (given.has_error()) return given.error();
    lists.areas = std::move(*given);
  }
  auto support = read_small_file(options.support.empty() ? data.schema / "support.json" : options.support,
                                 ExitCode::configuration);
  if (support.has_error()) return support.error();
  lists.support = std::move(*support);
  return lists;
}

Outcome<> make_city(const InitOptions& options, const DataFolders& data, const Lists& lists) {
  if (auto made = make_folders(options.folder); made.has_error()) return made;
  Writer writer(options.folder);
  writer.write("areas.json", lists.areas, Mode::open);
  writer.write("support.json", lists.support, Mode::open);
  if (writer.result().has_error()) return writer.result();
  if (auto checked = check_form(options, data); checked.has_error()) return checked;

  const auto passphrase = new_passphrase(options.passphrase_file, "the three secret keys");
  if (passphrase.has_error()) return passphrase.error();
  const Keys keys;
  write_keys(keys, crypto::text_of(*passphrase),
             options.demo ? crypto::Hardness::interactive : crypto::Hardness::sensitive, writer);
  if (options.demo || options.self_signed) {
    const Certificate certificate = make_certificate();
    writer.write("tls/certificate.pem", certificate.certificate, Mode::open);
    writer.write("tls/private.key", crypto::text_of(certificate.private_key), Mode::secret);
  }
  if (auto made = make_vault(options, data, keys.release.recipient(), writer); made.has_error()) return made;
  const PublicKeys public_keys{keys.release.recipient().to_string(), keys.review.recipient().to_string(),
                               keys.signing.verify_key().line()};
  writer.write("tellsafe.toml", city_config(options, public_keys, data), Mode::open);
  return writer.result();
}

void remove_content(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) fs::remove_all(entry.path(), error);
}

void explain(const InitOptions& options) {
  const std::string folder = options.folder.string();
  fmt::print("{} is ready in {}\n\n", options.city, folder);
  fmt::print(
      "Who holds what:\n"
      "  keys/release.key, keys/signing.key   the custodian. Without them nothing can be counted or signed.\n"
      "  keys/review.key                      the reviewers. Without it no story can be read.\n"
      "  vault.key                            the server, and a sealed envelope in a safe.\n"
      "  keys/signing.pub                     the public: it checks your releases. Print it on your web "
      "site.\n");
  if (options.demo) {
    fmt::print(
        "This is a demonstration: every page says so, it can never become a real city's vault, and all keys\n"
        "may lie here together.\n\n");
  } else {
    fmt::print(
        "Take keys/*.key off this machine, on two media, and check them (`tellsafe identity reveal`) before "
        "you\n"
        "delete them here. Nobody can replace them or the passphrase.\n\n");
  }
  if (!options.demo && !options.self_signed) {
    fmt::print("Put a certificate at {0}/tls/certificate.pem and its key at {0}/tls/private.key.\n", folder);
  }
  fmt::print("Start the server with:  tellsafed --config {}/tellsafe.toml\n", folder);
}

}  // namespace

Outcome<> init(const InitOptions& options) {
  if (auto free = check_folder(options.folder); free.has_error()) return free;
  const auto data = find_data_folders();
  if (data.has_error()) return data.error();

  if (auto checked = check_settings(options); checked.has_error()) return checked;
  const auto lists = read_lists(options, *data);
  if (lists.has_error()) return lists.error();
  std::error_code error;
  const bool was_there = fs::exists(options.folder, error);
  if (auto made = make_city(options, *data, *lists); made.has_error()) {
    remove_content(options.folder);
    if (!was_there) fs::remove(options.folder, error);
    return made;
  }
  explain(options);
  return {};
}

}  // namespace tellsafe::app
