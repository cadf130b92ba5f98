#include "CFloor.h"

#include "listing.h"

#include <cerrno>
#include <fcntl.h>
#include <new>
#include <unistd.h>

huckleberry_floor_result huckleberry_floor_forget(const char *folder) {
  huckleberry_floor_result result{};
  try {
    std::error_code error;
    const auto files = floor_bench::files_below(folder, error);
    if (error) {
      result.error = error.value();
      return result;
    }
    result.files = files.size();
    // What is not yet on the disk cannot be forgotten.
    sync();
    for (const auto &file : files) {
      const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
      if (descriptor < 0 || posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) != 0) result.bad_files++;
      if (descriptor >= 0) close(descriptor);
    }
  } catch (const std::bad_alloc &) {
    result.error = ENOMEM;
  }
  return result;
}
