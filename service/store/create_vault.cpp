#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "service/store/connect.h"
#include "service/store/migrate.h"
#include "service/store/sqlcipher_vault.h"

namespace tellsafe::store {
namespace {

[[noreturn]] void fail_with_errno() {
  throw DatabaseError(errno == ENOSPC || errno == EDQUOT ? Errc::disk_full : Errc::io);
}

// A vault is made under another name, so that a half-made one never stands where a vault is looked for.
class Unfinished {
 public:
  explicit Unfinished(const std::filesystem::path& vault) : file_(vault.string() + ".new") {
    remove();
    const int made = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0) fail_with_errno();
    ::close(made);
  }
  ~Unfinished() { remove(); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  const std::filesystem::path& file() const { return file_; }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + suffix, ignored);
  }
  std::filesystem::path file_;
};

void write_vault(const std::filesystem::path& file, const VaultOptions& options,
                 const crypto::SecretBytes& key, bool demo) {
  Database database = connect(file, key);
  database.run(fmt::format("PRAGMA application_id = {}", vault_id).c_str());
  migrate(database, options.migrations);
  const auto receipt_key = crypto::SecretBytes::random(32);
  database.prepare("INSERT INTO meta (one, demo, receipt_key) VALUES (1, ?1, ?2)")
      .bind(1, std::int64_t{demo ? 1 : 0})
      .bind(2, receipt_key.view())
      .finish();
  if (!database.shrink_log()) throw DatabaseError(Errc::io);
}

void move_into_place(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) throw DatabaseError(Errc::already_exists);
    fail_with_errno();
  }
  const auto folder = to.has_parent_path() ? to.parent_path() : std::filesystem::path(".");
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail_with_errno();
  const bool on_disk = ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!on_disk) throw DatabaseError(Errc::io);
}

}  // namespace

Result<void> create_vault(const VaultOptions& options, const crypto::SecretBytes& key, bool demo) {
  return attempt([&] {
    std::error_code failed;
    if (std::filesystem::exists(std::filesystem::symlink_status(options.file, failed))) {
      throw DatabaseError(Errc::already_exists);
    }
    const Unfinished unfinished(options.file);
    write_vault(unfinished.file(), options, key, demo);
    move_into_place(unfinished.file(), options.file);
  });
}

}  // namespace tellsafe::store
