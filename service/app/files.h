// Small files, read and written whole.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "service/app/outcome.h"

namespace tellsafe::app {

enum class Mode { secret, open };  // 0600, 0644

// Writes and syncs a file that must not be there yet. errors: disk
Outcome<> write_new_file(const std::filesystem::path& file, std::string_view content, Mode mode);

// A file of at most 1 MiB; `code` is for when it cannot be read. Not for secrets.
Outcome<std::string> read_small_file(const std::filesystem::path& file, ExitCode code);

}  // namespace tellsafe::app
