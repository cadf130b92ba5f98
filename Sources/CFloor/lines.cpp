#include "CFloor.h"

#include "document.h"
#include "listing.h"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <new>
#include <system_error>

using namespace floor_bench;

namespace {

struct Close {
  void operator()(FILE *file) const { std::fclose(file); }
};

} // namespace

huckleberry_floor_result huckleberry_floor_write_lines(const char *folder, const char *path) {
  huckleberry_floor_result result{};
  try {
    std::error_code error;
    const auto files = files_below(folder, error);
    if (error) {
      result.error = error.value();
      return result;
    }
    std::unique_ptr<FILE, Close> output(std::fopen(path, "wbxe"));
    if (!output) {
      result.error = errno;
      return result;
    }
    DocumentReader reader;
    result.files = files.size();
    for (const auto &file : files) {
      simdjson::dom::array records;
      const bool is_sound = reader.read(file) && reader.parse(records);
      result.stored_bytes += reader.stored_bytes();
      if (!is_sound) {
        result.bad_files++;
        continue;
      }
      for (const simdjson::dom::element record : records) {
        const std::string line = simdjson::minify(record) + "\n";
        if (std::fwrite(line.data(), 1, line.size(), output.get()) != line.size()) {
          result.error = errno;
          return result;
        }
        result.raw_bytes += line.size();
        result.records++;
      }
    }
    if (std::fclose(output.release()) != 0) result.error = errno;
  } catch (const std::bad_alloc &) {
    result.error = ENOMEM;
  }
  return result;
}
