#ifndef HUCKLEBERRY_AVX2_HPP
#define HUCKLEBERRY_AVX2_HPP

#include <cstddef>
#include <cstdint>
#include <immintrin.h>

/// Of the functions that are called only where the processor has all of these.
#define WITH_AVX2 __attribute__((target("avx2,pclmul,bmi,lzcnt,popcnt")))
/// The same, of what is a part of a loop.
#define WITHIN_AVX2 WITH_AVX2 inline __attribute__((always_inline))

namespace avx2 {

/// Bytes that are looked at together: a bit for each makes a word.
constexpr size_t block_length = 64;

struct Block {
  __m256i first, second;

  WITHIN_AVX2 explicit Block(const uint8_t *bytes)
      : first(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes))),
        second(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes + 32))) {}
};

/// The highest bits of 64 bytes.
WITHIN_AVX2 uint64_t bits(__m256i first, __m256i second) {
  return static_cast<uint32_t>(_mm256_movemask_epi8(first)) |
         static_cast<uint64_t>(static_cast<uint32_t>(_mm256_movemask_epi8(second))) << 32;
}

WITHIN_AVX2 __m256i equals(__m256i bytes, char byte) { return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte)); }

/// The places of a byte.
WITHIN_AVX2 uint64_t places(const Block &block, char byte) {
  return bits(equals(block.first, byte), equals(block.second, byte));
}

} // namespace avx2

#endif
