#include "service/app/data_folders.h"

#include <system_error>

namespace tellsafe::app {
namespace {

bool complete(const DataFolders& folders) {
  std::error_code error;
  return std::filesystem::exists(folders.schema / "form.json", error) &&
         std::filesystem::exists(folders.web / "style.css", error);
}

}  // namespace

Outcome<DataFolders> find_data_folders() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto share = (program.parent_path() / "../share/tellsafe").lexically_normal();
  if (DataFolders installed{share / "schema", share / "web", true}; complete(installed)) return installed;

  if (DataFolders built{TELLSAFE_SCHEMA, TELLSAFE_WEB, false}; complete(built)) return built;

  return Failure{ExitCode::configuration, "the folders schema and web are not beside the program (" +
                                              share.string() +
                                              "); install them there, as deploy/README.md says"};
}

}  // namespace tellsafe::app
