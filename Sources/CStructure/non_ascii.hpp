#ifndef HUCKLEBERRY_NON_ASCII_HPP
#define HUCKLEBERRY_NON_ASCII_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <simdjson.h>

/// Checks UTF-8 where a text is not ASCII: a name with an accent here and there. No character reaches over a block of
/// ASCII, so that each run of blocks without such a one stands for itself.
class NonASCII {
  static constexpr size_t block_length = 64;

  const uint8_t *start = nullptr;
  const uint8_t *end = nullptr;
  bool is_sound = true;

  void check(const uint8_t *text_end) {
    const uint8_t *last = std::min(end, text_end);
    if (start == last) return;
    const auto length = static_cast<size_t>(last - start);
    is_sound = is_sound && simdjson::validate_utf8(reinterpret_cast<const char *>(start), length);
  }

public:
  /// Notes a block of the text that is not ASCII, behind those that were noted before.
  void note(const uint8_t *block) {
    if (block != end) {
      check(end);
      start = block;
    }
    end = block + block_length;
  }

  /// Whether all that was noted of the text is UTF-8.
  bool is_utf8(const uint8_t *text_end) {
    check(text_end);
    return is_sound;
  }
};

#endif
