#include "CFloor.h"

#include "document.h"
#include "listing.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

using namespace floor_bench;

namespace {

/// Files that a thread takes at a time.
constexpr size_t batch = 8;

/// The number of elements. The parser's own count ends at 2^24 - 1: longer arrays are walked.
size_t length(const simdjson::dom::array &records) {
  if (records.size() < 0xFFFFFF) return records.size();
  size_t count = 0;
  for ([[maybe_unused]] const auto record : records) count++;
  return count;
}

/// What the threads of one run share.
struct Run {
  const std::vector<std::string> &files;
  const bool parses;
  std::atomic<size_t> next{0};
  std::mutex mutex{};
  huckleberry_floor_result result{};

  void work() noexcept {
    huckleberry_floor_result own{};
    try {
      DocumentReader reader;
      for (size_t first; (first = next.fetch_add(batch)) < files.size();)
        for (size_t i = first; i < std::min(first + batch, files.size()); i++) count(reader, files[i], own);
    } catch (const std::bad_alloc &) {
      own.error = ENOMEM;
    }
    const std::lock_guard<std::mutex> lock(mutex);
    result.bad_files += own.bad_files;
    result.stored_bytes += own.stored_bytes;
    result.raw_bytes += own.raw_bytes;
    result.records += own.records;
    if (own.error) result.error = own.error;
  }

  void count(DocumentReader &reader, const std::string &file, huckleberry_floor_result &own) const {
    simdjson::dom::array records;
    const bool is_read = reader.read(file);
    own.stored_bytes += reader.stored_bytes();
    if (is_read) own.raw_bytes += reader.raw_bytes();
    if (!is_read || (parses && !reader.parse(records))) {
      own.bad_files++;
    } else if (parses) {
      own.records += length(records);
    }
  }
};

} // namespace

huckleberry_floor_result huckleberry_floor_run(const char *folder, enum huckleberry_floor_depth depth, int threads) {
  huckleberry_floor_result result{};
  try {
    const auto start = std::chrono::steady_clock::now();
    std::error_code error;
    const auto files = files_below(folder, error);
    if (error) {
      result.error = error.value();
      return result;
    }
    Run run{files, depth == HUCKLEBERRY_FLOOR_PARSE};
    std::vector<std::thread> others;
    int failure = 0;
    try {
      for (int i = 1; i < threads; i++) others.emplace_back([&run] { run.work(); });
    } catch (const std::system_error &problem) {
      failure = problem.code().value();
    }
    run.work();
    for (auto &other : others) other.join();
    result = run.result;
    if (failure) result.error = failure;
    result.files = files.size();
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  } catch (const std::bad_alloc &) {
    result.error = ENOMEM;
  }
  return result;
}
