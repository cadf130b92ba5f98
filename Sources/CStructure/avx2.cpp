#include "scanner.hpp"

#if defined(__x86_64__)

#include "avx2_classes.hpp"
#include "escapes.hpp"
#include "non_ascii.hpp"
#include "places.hpp"

#include <cstring>
#include <new>

namespace {

using avx2::Block;
using avx2::block_length;

/// What is seldom met. It lies in memory, so that what each block hands to the next may stay in registers.
struct Unusual {
  /// 1 where the next byte is escaped.
  uint64_t escaped = 0;
  /// The text, and where its blocks are noted that hold a backslash.
  const uint8_t *text;
  uint32_t *escapes_end;
  NonASCII non_ascii;

  Unusual(const uint8_t *text, uint32_t *escapes) : text(text), escapes_end(escapes) {}

  struct Places {
    uint64_t escaped, space, controls;
  };

  /// - Parameter place: of the block in the text.
  WITH_AVX2 __attribute__((noinline)) Places look(const uint8_t *bytes, const uint8_t *place) {
    const Block block(bytes);
    const uint64_t here = avx2::places(block, '\\');
    if (here) *escapes_end++ = static_cast<uint32_t>(place - text);
    if (avx2::has_non_ascii(block)) non_ascii.note(place);
    return {escaped_behind_runs(here, escaped), avx2::unusual_space(block), avx2::controls(block)};
  }
};

/// What a block hands to the next.
struct Walk {
  /// All ones where the next byte is in a string.
  uint64_t in_string = 0;
  /// 1 where the last byte was of a scalar that is no string.
  uint64_t in_scalar = 0;
  /// Control characters in strings.
  uint64_t raw_controls = 0;
};

/// For each bit whether the number of bits up to it is odd: the product, without carries, by a word of ones.
WITHIN_AVX2 uint64_t parities(uint64_t word) {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_cvtsi64_si128(static_cast<long long>(word)), _mm_set1_epi8(-1), 0);
  return static_cast<uint64_t>(_mm_cvtsi128_si64(product));
}

/// The structural characters of the next block, whose place in the text is `place`.
WITHIN_AVX2 uint64_t structure_of(const uint8_t *bytes, const uint8_t *place, Walk &walk, Unusual &unusual) {
  const Block block(bytes);
  const uint64_t operators = avx2::operators(block);
  uint64_t quotes = avx2::places(block, '"');
  uint64_t space = avx2::places(block, ' ');
  uint64_t controls = 0;
  // One jump for all of it.
  if (__builtin_expect((avx2::unusual(block) | unusual.escaped) != 0, false)) {
    const auto places = unusual.look(bytes, place);
    quotes &= ~places.escaped;
    space |= places.space;
    controls = places.controls;
  }

  // From each opening quote up to the byte before the closing one.
  const uint64_t strings = parities(quotes) ^ walk.in_string;
  walk.in_string = 0 - (strings >> 63);
  walk.raw_controls |= controls & strings;

  const uint64_t scalars = ~(operators | space);
  const uint64_t unquoted = scalars & ~quotes;
  const uint64_t goes_on = unquoted << 1 | walk.in_scalar;
  walk.in_scalar = unquoted >> 63;
  const uint64_t behind_opening_quotes = strings ^ quotes;
  return (operators | (scalars & ~goes_on)) & ~behind_opening_quotes;
}

/// Writes the structural characters of a text and returns the end of them. There must be an entry for each of its bytes,
/// and `places_slack` more.
WITH_AVX2 uint32_t *write_structure(const uint8_t *text, size_t length, uint32_t *end, Walk &result, Unusual &unusual) {
  Walk walk;
  // A block is written while the next one is looked at: to write does not depend on what is being looked at, so that
  // neither has to wait.
  uint64_t last = 0;
  size_t offset = 0;
  for (; offset + block_length <= length; offset += block_length) {
    const uint64_t next = structure_of(text + offset, text + offset, walk, unusual);
    end = avx2::write_places(end, last, static_cast<uint32_t>(offset - block_length));
    last = next;
  }
  end = avx2::write_places(end, last, static_cast<uint32_t>(offset - block_length));
  if (offset < length) {
    // What lies behind the text must not tell.
    uint8_t rest[block_length];
    std::memset(rest, ' ', block_length);
    std::memcpy(rest, text + offset, length - offset);
    last = structure_of(rest, text + offset, walk, unusual);
    end = avx2::write_places(end, last, static_cast<uint32_t>(offset));
  }
  result = walk;
  return end;
}

class AVX2Scanner final : public huckleberry_structure {
  std::unique_ptr<uint32_t[]> buffer;
  size_t capacity = 0;

  bool reserve(size_t length) {
    if (length <= capacity) return true;
    const size_t wanted = buffer ? roomy(length) : length;
    buffer.reset();
    // Not set to zero: pages that no text needs are never touched.
    buffer.reset(new (std::nothrow) uint32_t[wanted + avx2::places_slack]);
    const bool is_reserved = buffer && reserve_escapes(wanted);
    capacity = is_reserved ? wanted : 0;
    indexes = buffer.get();
    return is_reserved;
  }

  huckleberry_structure_result scan(const uint8_t *text, size_t length) override {
    if (!reserve(length)) return HUCKLEBERRY_STRUCTURE_NO_MEMORY;
    Walk walk;
    Unusual unusual(text, escapes.get());
    const uint32_t *end = write_structure(text, length, indexes, walk, unusual);
    if (walk.in_string) return HUCKLEBERRY_STRUCTURE_OPEN_STRING;
    if (walk.raw_controls) return HUCKLEBERRY_STRUCTURE_RAW_CONTROL;
    if (end == indexes) return HUCKLEBERRY_STRUCTURE_EMPTY;
    if (!unusual.non_ascii.is_utf8(text + length)) return HUCKLEBERRY_STRUCTURE_BAD_UTF8;
    count = static_cast<size_t>(end - indexes);
    escape_count = static_cast<size_t>(unusual.escapes_end - escapes.get());
    return HUCKLEBERRY_STRUCTURE_OK;
  }
};

} // namespace

std::unique_ptr<huckleberry_structure> avx2_scanner() {
  const bool is_supported = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") &&
                            __builtin_cpu_supports("bmi") && __builtin_cpu_supports("lzcnt") &&
                            __builtin_cpu_supports("popcnt");
  if (!is_supported) return nullptr;
  return std::unique_ptr<huckleberry_structure>(new (std::nothrow) AVX2Scanner());
}

#else

std::unique_ptr<huckleberry_structure> avx2_scanner() { return nullptr; }

#endif
