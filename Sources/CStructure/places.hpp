#ifndef HUCKLEBERRY_PLACES_HPP
#define HUCKLEBERRY_PLACES_HPP

#include "avx2.hpp"

namespace avx2 {

/// For each byte the places of its bits, ascending; what follows them is of no meaning.
struct PlacesOfBits {
  alignas(64) uint8_t of[256][8]{};

  constexpr PlacesOfBits() {
    for (int byte = 0; byte < 256; byte++) {
      int count = 0;
      for (int place = 0; place < 8; place++)
        if (byte >> place & 1) of[byte][count++] = static_cast<uint8_t>(place);
    }
  }
};

constexpr PlacesOfBits places_of_bits;

/// How many entries beyond those that count are overwritten.
constexpr size_t places_slack = 8;

/// Writes the places of the bits of half a word, `bases` added.
WITHIN_AVX2 void write_places(uint32_t *end, uint32_t half, __m256i bases) {
#pragma clang loop unroll(full)
  for (int shift = 0; shift < 32; shift += 8) {
    const auto byte = static_cast<uint8_t>(half >> shift);
    const __m128i places = _mm_loadl_epi64(reinterpret_cast<const __m128i *>(places_of_bits.of[byte]));
    _mm256_storeu_si256(
        reinterpret_cast<__m256i *>(end), _mm256_add_epi32(bases, _mm256_cvtepu8_epi32(places)));
    end += _mm_popcnt_u32(byte);
    bases = _mm256_add_epi32(bases, _mm256_set1_epi32(8));
  }
}

/// Writes the places of a word's bits, `base` added, and returns the end of them.
///
/// Whatever the word, it takes the same steps: eight entries for each of its bytes, of which the next byte's overwrite
/// what is too many. How many characters a block has differs from block to block, and the processor would guess wrong
/// at each loop over them; that costs more than the entries that are written in vain. The halves know where to begin
/// without waiting for each other.
WITHIN_AVX2 uint32_t *write_places(uint32_t *end, uint64_t word, uint32_t base) {
  const auto low = static_cast<uint32_t>(word);
  const auto high = static_cast<uint32_t>(word >> 32);
  const __m256i bases = _mm256_set1_epi32(static_cast<int>(base));
  write_places(end, low, bases);
  write_places(end + _mm_popcnt_u32(low), high, _mm256_add_epi32(bases, _mm256_set1_epi32(32)));
  return end + _mm_popcnt_u64(word);
}

} // namespace avx2

#endif
