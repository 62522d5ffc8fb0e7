#include "service/store/new_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "service/store/migrate.h"

namespace tellsafe::store {
namespace {

[[noreturn]] void fail_with_errno() {
  throw DatabaseError(errno == ENOSPC || errno == EDQUOT ? Errc::disk_full : Errc::io);
}

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
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
      std::filesystem::remove(file_.string() + suffix, ignored);
  }
  std::filesystem::path file_;
};

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

void make_file(const std::filesystem::path& file, const Kind& kind, const std::filesystem::path& migrations,
               const crypto::SecretBytes& key, const std::function<void(Database&)>& fill) {
  std::error_code failed;
  if (std::filesystem::exists(std::filesystem::symlink_status(file, failed))) {
    throw DatabaseError(Errc::already_exists);
  }
  const Unfinished unfinished(file);
  {
    Database database = connect(unfinished.file(), key, kind.journal);
    database.run(fmt::format("PRAGMA application_id = {}", kind.id).c_str());
    migrate(database, migrations);
    fill(database);
    if (kind.journal == Journal::log && !database.shrink_log()) throw DatabaseError(Errc::io);
  }
  move_into_place(unfinished.file(), file);
}

}  // namespace tellsafe::store
