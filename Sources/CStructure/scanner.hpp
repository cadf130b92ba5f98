#ifndef HUCKLEBERRY_SCANNER_HPP
#define HUCKLEBERRY_SCANNER_HPP

#include "CStructure.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

/// One way to scan.
struct huckleberry_structure {
  /// Of texts that can be scanned: the offsets of the last block have 32 bits too.
  static constexpr size_t largest = UINT32_MAX - 256;

  virtual ~huckleberry_structure() = default;

  /// Scans a text of 1 up to `largest` bytes, and sets what stands below where it is sound.
  virtual huckleberry_structure_result scan(const uint8_t *text, size_t length) = 0;

  uint32_t *indexes = nullptr;
  size_t count = 0;
  /// Where the blocks begin that hold a backslash.
  std::unique_ptr<uint32_t[]> escapes;
  size_t escape_count = 0;

protected:
  /// Room for a text of this length and for somewhat longer ones, so that texts that grow do not ask each time.
  static size_t roomy(size_t length) { return std::min(length + length / 2, largest); }

  /// Room for the places of all blocks of a text of this length, should each hold a backslash.
  bool reserve_escapes(size_t length) {
    // Not set to zero: pages that no text needs are never touched.
    escapes.reset(new (std::nothrow) uint32_t[length / HUCKLEBERRY_STRUCTURE_BLOCK + 1]);
    return escapes != nullptr;
  }
};

/// With simdjson's first stage; null without memory.
std::unique_ptr<huckleberry_structure> simdjson_scanner();

/// With AVX2; null without memory, or where the processor does not have it.
std::unique_ptr<huckleberry_structure> avx2_scanner();

#endif
