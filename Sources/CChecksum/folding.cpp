#include "folding.hpp"

#if defined(__x86_64__)

#include "polynomial.hpp"

#include <immintrin.h>
#include <libdeflate.h>

/// Of the functions that are called only where the processor has all of these.
#define WITH_VPCLMULQDQ __attribute__((target("avx2,pclmul,vpclmulqdq")))
/// The same, of what is a part of a loop.
#define WITHIN_VPCLMULQDQ WITH_VPCLMULQDQ inline __attribute__((always_inline))

// The beginning of a message may be replaced by anything of the same remainder. Each half of 16 bytes is multiplied by
// the power of x by which it stands before a later place, which leaves it within 16 bytes, and is added there. The
// method is that of Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction" (Intel,
// 2009).

namespace {

constexpr size_t width = sizeof(__m256i);
/// Registers that do not wait for one another: until a product is there, the processor can begin several others.
constexpr size_t lanes = folding::least / width;

WITHIN_VPCLMULQDQ __m256i load(const uint8_t *bytes) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes));
}

WITHIN_VPCLMULQDQ __m256i both_halves(Fold fold) {
  return _mm256_broadcastsi128_si256(
      _mm_set_epi64x(static_cast<long long>(fold.second), static_cast<long long>(fold.first)));
}

/// `next`, with what stands before it by the distance of `fold`.
WITHIN_VPCLMULQDQ __m256i folded(__m256i before, __m256i fold, __m256i next) {
  const __m256i first = _mm256_clmulepi64_epi128(before, fold, 0x00);
  const __m256i second = _mm256_clmulepi64_epi128(before, fold, 0x11);
  return _mm256_xor_si256(_mm256_xor_si256(first, second), next);
}

} // namespace

bool folding::is_supported() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("vpclmulqdq");
}

WITH_VPCLMULQDQ uint32_t folding::crc32(const uint8_t *bytes, size_t count) {
  constexpr Fold over_all_lanes(8 * width * lanes);
  constexpr Fold over_one(8 * width);
  const uint8_t *const end = bytes + count;

  __m256i lane[lanes];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < lanes; i++) lane[i] = load(bytes + i * width);
  bytes += least;
  // RFC 1952 begins with ones in place of the remainder of nothing, which are added to the first 32 bits.
  lane[0] = _mm256_xor_si256(lane[0], _mm256_setr_epi32(-1, 0, 0, 0, 0, 0, 0, 0));

  const __m256i far = both_halves(over_all_lanes);
  for (; static_cast<size_t>(end - bytes) >= least; bytes += least) {
#pragma clang loop unroll(full)
    for (size_t i = 0; i < lanes; i++) lane[i] = folded(lane[i], far, load(bytes + i * width));
  }

  const __m256i near = both_halves(over_one);
  __m256i last = lane[0];
#pragma clang loop unroll(full)
  for (size_t i = 1; i < lanes; i++) last = folded(last, near, lane[i]);
  for (; static_cast<size_t>(end - bytes) >= width; bytes += width) last = folded(last, near, load(bytes));

  // These 32 bytes have the remainder of all before the ones that are left. libdeflate takes and gives remainders with
  // all bits turned, so that to begin with none it is told of ones.
  alignas(width) uint8_t same[width];
  _mm256_store_si256(reinterpret_cast<__m256i *>(same), last);
  const uint32_t none = UINT32_MAX;
  return libdeflate_crc32(libdeflate_crc32(none, same, width), bytes, static_cast<size_t>(end - bytes));
}

#else

bool folding::is_supported() { return false; }

uint32_t folding::crc32(const uint8_t *, size_t) { __builtin_unreachable(); }

#endif
