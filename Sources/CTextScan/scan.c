#include "CTextScan.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdbool.h>

#define WITH_AVX2 __attribute__((target("avx2")))

/// The bytes of 32 places at which the pair fits: all bits are set.
WITH_AVX2 static inline __attribute__((always_inline)) __m256i fits(
    const uint8_t *text, const huckleberry_scan_pair *pair) {
  const __m256i first = _mm256_loadu_si256((const __m256i *)(text + pair->first));
  const __m256i second = _mm256_loadu_si256((const __m256i *)(text + pair->second));
  return _mm256_and_si256(
      _mm256_cmpeq_epi8(
          _mm256_or_si256(first, _mm256_set1_epi8((char)pair->first_fold)), _mm256_set1_epi8((char)pair->first_byte)),
      _mm256_cmpeq_epi8(
          _mm256_or_si256(second, _mm256_set1_epi8((char)pair->second_fold)),
          _mm256_set1_epi8((char)pair->second_byte)));
}

/// The bytes of 32 places that are a backslash, or have one of the other bits: some bit is set.
WITH_AVX2 static inline __attribute__((always_inline)) __m256i suspects(const uint8_t *text, uint8_t others) {
  const __m256i bytes = _mm256_loadu_si256((const __m256i *)text);
  return _mm256_or_si256(
      _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\')), _mm256_and_si256(bytes, _mm256_set1_epi8((char)others)));
}

WITH_AVX2 static inline __attribute__((always_inline)) size_t skip(
    const uint8_t *text, size_t place, size_t end, const huckleberry_scan_pair *pair, bool stops_at_suspects,
    uint8_t others) {
  // A copy, so that the compiler sees that it does not change.
  const huckleberry_scan_pair wanted = *pair;
  for (; place + 63 <= end; place += 64) {
    __m256i any = _mm256_or_si256(fits(text + place, &wanted), fits(text + place + 32, &wanted));
    if (stops_at_suspects)
      any = _mm256_or_si256(
          any, _mm256_or_si256(suspects(text + place, others), suspects(text + place + 32, others)));
    if (!_mm256_testz_si256(any, any)) break;
  }
  return place;
}

WITH_AVX2 static size_t skip_any(
    const uint8_t *text, size_t place, size_t end, const huckleberry_scan_pair *pair) {
  return skip(text, place, end, pair, false, 0);
}

WITH_AVX2 static size_t skip_plain(
    const uint8_t *text, size_t place, size_t end, const huckleberry_scan_pair *pair, uint8_t others) {
  return skip(text, place, end, pair, true, others);
}

size_t huckleberry_scan_skip(const uint8_t *text, size_t place, size_t end, const huckleberry_scan_pair *pair) {
  return __builtin_cpu_supports("avx2") ? skip_any(text, place, end, pair) : place;
}

size_t huckleberry_scan_skip_plain(
    const uint8_t *text, size_t place, size_t end, const huckleberry_scan_pair *pair, uint8_t others) {
  return __builtin_cpu_supports("avx2") ? skip_plain(text, place, end, pair, others) : place;
}

#else

size_t huckleberry_scan_skip(const uint8_t *text, size_t place, size_t end, const huckleberry_scan_pair *pair) {
  (void)text, (void)end, (void)pair;
  return place;
}

size_t huckleberry_scan_skip_plain(
    const uint8_t *text, size_t place, size_t end, const huckleberry_scan_pair *pair, uint8_t others) {
  (void)text, (void)end, (void)pair, (void)others;
  return place;
}

#endif
