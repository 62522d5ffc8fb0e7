#include "service/reading/export_zip.h"

#include <zip.h>

#include <memory>
#include <stdexcept>
#include <vector>

#include "service/release/format.h"

namespace tellsafe::reading {

namespace {

// 1980-01-01 00:00 as MS-DOS counts: years from 1980, months and days from 1.
constexpr zip_uint16_t first_time = 0;
constexpr zip_uint16_t first_date = 1U << 5U | 1U;
// A regular file, rw-r--r--, where Unix keeps it.
constexpr zip_uint32_t attributes = 0100644U << 16U;

[[noreturn]] void fail(const char* what) {
  throw std::runtime_error(std::string("the ZIP file could not be made: ") + what);
}

struct SourceFree {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, SourceFree>;

struct ArchiveDiscard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, ArchiveDiscard>;

Source source_of(const std::string* content) {
  const void* data = content == nullptr ? nullptr : content->data();
  Source source(zip_source_buffer_create(data, content == nullptr ? 0 : content->size(), 0, nullptr));
  if (!source) fail("no memory");
  return source;
}

// `content` must live until the archive is closed.
void add(zip_t* archive, const std::string& name, const std::string& content) {
  auto source = source_of(&content);
  const auto added = zip_file_add(archive, name.c_str(), source.get(), ZIP_FL_ENC_GUESS);
  if (added < 0) fail(zip_strerror(archive));
  static_cast<void>(source.release());  // the archive's now
  const auto index = static_cast<zip_uint64_t>(added);
  if (zip_set_file_compression(archive, index, ZIP_CM_STORE, 0) != 0 ||
      zip_file_set_dostime(archive, index, first_time, first_date, 0) != 0 ||
      zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX, attributes) != 0)
    fail(zip_strerror(archive));
}

std::string content_of(zip_source_t* source) {
  zip_stat_t status;
  if (zip_source_stat(source, &status) != 0 || zip_source_open(source) != 0)
    fail(zip_error_strerror(zip_source_error(source)));
  std::string bytes(status.size, '\0');
  const auto read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (read < 0 || static_cast<std::size_t>(read) != bytes.size()) fail("it could not be read back");
  return bytes;
}

}  // namespace

std::string export_zip(const std::map<std::string, std::string>& files) {
  const auto made = source_of(nullptr);
  Archive archive(zip_open_from_source(made.get(), ZIP_TRUNCATE, nullptr));
  if (!archive) fail("it could not be begun");
  zip_source_keep(made.get());  // the archive frees it once, and we do
  const auto first = files.find(std::string(release::readme_name));
  if (first != files.end()) add(archive.get(), first->first, first->second);
  for (auto file = files.begin(); file != files.end(); ++file)
    if (file != first) add(archive.get(), file->first, file->second);
  if (zip_close(archive.get()) != 0) fail(zip_strerror(archive.get()));
  static_cast<void>(archive.release());  // closed, and with it freed
  return content_of(made.get());
}

}  // namespace tellsafe::reading
