#ifndef HUCKLEBERRY_ESCAPES_HPP
#define HUCKLEBERRY_ESCAPES_HPP

#include <cstdint>

/// The bytes behind runs of backslashes that are of odd length, as these escape them. What is escaped within a run is
/// but another backslash, and left out.
///
/// `carried`: 1 where the first byte is escaped by what stood before, and thereafter where the next word's is.
inline uint64_t escaped_behind_runs(uint64_t backslashes, uint64_t &carried) {
  constexpr uint64_t odd = 0xAAAAAAAAAAAAAAAA;
  const uint64_t escaped_first = carried;
  backslashes &= ~escaped_first;
  const uint64_t behind = backslashes << 1;
  // To add its first bit to a run clears the run and sets the bit behind it.
  const uint64_t odd_starts = backslashes & ~behind & odd;
  const uint64_t sum = backslashes + odd_starts;
  // A run from an odd place over the end of the word, whose 64 are even, has odd length.
  carried = sum < backslashes;
  const uint64_t ends = behind & ~backslashes;
  const uint64_t ends_from_odd = sum & ends;
  return (ends & (ends_from_odd ^ odd)) | escaped_first;
}

#endif
