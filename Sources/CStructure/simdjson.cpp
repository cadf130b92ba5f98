#include "scanner.hpp"

#include <cstring>
#include <new>
#include <simdjson.h>

namespace {

huckleberry_structure_result result(simdjson::error_code code) {
  switch (code) {
  case simdjson::SUCCESS: return HUCKLEBERRY_STRUCTURE_OK;
  case simdjson::EMPTY: return HUCKLEBERRY_STRUCTURE_EMPTY;
  case simdjson::UTF8_ERROR: return HUCKLEBERRY_STRUCTURE_BAD_UTF8;
  case simdjson::UNCLOSED_STRING: return HUCKLEBERRY_STRUCTURE_OPEN_STRING;
  case simdjson::UNESCAPED_CHARS: return HUCKLEBERRY_STRUCTURE_RAW_CONTROL;
  case simdjson::CAPACITY: return HUCKLEBERRY_STRUCTURE_TOO_LARGE;
  case simdjson::MEMALLOC: return HUCKLEBERRY_STRUCTURE_NO_MEMORY;
  default: return HUCKLEBERRY_STRUCTURE_OTHER;
  }
}

class SimdjsonScanner final : public huckleberry_structure {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> implementation;
  size_t capacity = 0;

  simdjson::error_code reserve(size_t length) {
    if (length <= capacity) return simdjson::SUCCESS;
    const size_t wanted = implementation ? roomy(length) : length;
    const auto code =
        implementation
            ? implementation->set_capacity(wanted)
            : simdjson::get_active_implementation()->create_dom_parser_implementation(wanted, 1, implementation);
    if (code) implementation.reset();
    capacity = code ? 0 : wanted;
    indexes = code ? nullptr : implementation->structural_indexes.get();
    if (!code && !reserve_escapes(wanted)) {
      capacity = 0;
      return simdjson::MEMALLOC;
    }
    return code;
  }

  /// Notes the blocks of a text that hold a backslash.
  void note_escapes(const uint8_t *text, size_t length) {
    size_t start = 0;
    while (start < length) {
      const auto *found = static_cast<const uint8_t *>(std::memchr(text + start, '\\', length - start));
      if (!found) return;
      const size_t place = static_cast<size_t>(found - text);
      const size_t block = place - place % HUCKLEBERRY_STRUCTURE_BLOCK;
      escapes[escape_count++] = static_cast<uint32_t>(block);
      start = block + HUCKLEBERRY_STRUCTURE_BLOCK;
    }
  }

  huckleberry_structure_result scan(const uint8_t *text, size_t length) override {
    if (const auto code = reserve(length)) return result(code);
    if (const auto code = implementation->stage1(text, length, simdjson::stage1_mode::regular)) return result(code);
    count = implementation->n_structural_indexes;
    note_escapes(text, length);
    return HUCKLEBERRY_STRUCTURE_OK;
  }
};

} // namespace

std::unique_ptr<huckleberry_structure> simdjson_scanner() {
  return std::unique_ptr<huckleberry_structure>(new (std::nothrow) SimdjsonScanner());
}
