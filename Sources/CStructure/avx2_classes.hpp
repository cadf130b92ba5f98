#ifndef HUCKLEBERRY_AVX2_CLASSES_HPP
#define HUCKLEBERRY_AVX2_CLASSES_HPP

#include "avx2.hpp"

namespace avx2 {

/// Brackets, colons and commas: each is looked up by its lower four bits, by which they differ once brackets and braces
/// are made the same by bit 0x20.
///
/// That bit makes a comma of 0x0C and a colon of 0x1A, as it does in simdjson's first stage. Neither may stand outside
/// of strings, and the walker, which looks at the byte itself, refuses it there like any other.
WITHIN_AVX2 __m256i operators(__m256i bytes) {
  const __m256i by_low_bits = _mm256_broadcastsi128_si256(
      _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0));
  const __m256i folded = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
  return _mm256_cmpeq_epi8(folded, _mm256_shuffle_epi8(by_low_bits, bytes));
}

WITHIN_AVX2 uint64_t operators(const Block &block) { return bits(operators(block.first), operators(block.second)); }

/// Not 0 where a block holds anything that compact JSON in ASCII does without: a backslash, a control character, which
/// line ends are too, or a byte that is not ASCII and so, with a sign, less than a space.
WITHIN_AVX2 uint32_t unusual(const Block &block) {
  const __m256i space = _mm256_set1_epi8(' ');
  const __m256i small =
      _mm256_or_si256(_mm256_cmpgt_epi8(space, block.first), _mm256_cmpgt_epi8(space, block.second));
  const __m256i backslashes = _mm256_or_si256(equals(block.first, '\\'), equals(block.second, '\\'));
  return static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_or_si256(small, backslashes)));
}

WITHIN_AVX2 uint64_t controls(const Block &block) {
  const __m256i last = _mm256_set1_epi8(0x1F);
  return bits(
      _mm256_cmpeq_epi8(_mm256_min_epu8(block.first, last), block.first),
      _mm256_cmpeq_epi8(_mm256_min_epu8(block.second, last), block.second));
}

WITHIN_AVX2 bool has_non_ascii(const Block &block) {
  return _mm256_movemask_epi8(_mm256_or_si256(block.first, block.second)) != 0;
}

/// White space other than the space itself.
WITHIN_AVX2 uint64_t unusual_space(const Block &block) {
  return places(block, '\n') | places(block, '\r') | places(block, '\t');
}

} // namespace avx2

#endif
