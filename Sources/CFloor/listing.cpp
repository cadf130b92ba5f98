#include "listing.h"

#include <algorithm>
#include <filesystem>

namespace floor_bench {

std::vector<std::string> files_below(const char *folder, std::error_code &error) {
  std::vector<std::string> files;
  std::filesystem::recursive_directory_iterator entry(folder, error), end;
  while (!error && entry != end) {
    const auto extension = entry->path().extension();
    // The type comes with the directory entry: no file is asked for it.
    std::error_code unknown;
    if ((extension == ".gz" || extension == ".json") && !entry->is_symlink(unknown) && entry->is_regular_file(unknown))
      files.push_back(entry->path());
    entry.increment(error);
  }
  std::sort(files.begin(), files.end());
  return files;
}

} // namespace floor_bench
