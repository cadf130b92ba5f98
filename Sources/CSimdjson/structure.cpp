#include "CSimdjson.h"

#include <memory>
#include <new>
#include <simdjson.h>

using simdjson::internal::dom_parser_implementation;

struct huckleberry_structure {
  std::unique_ptr<dom_parser_implementation> implementation;
  size_t capacity = 0;
};

extern "C" huckleberry_structure *huckleberry_structure_new(void) {
  return new (std::nothrow) huckleberry_structure();
}

extern "C" void huckleberry_structure_free(huckleberry_structure *scanner) { delete scanner; }

extern "C" size_t huckleberry_structure_padding(void) { return simdjson::SIMDJSON_PADDING; }

static int result(simdjson::error_code code) {
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

extern "C" int huckleberry_structure_scan(huckleberry_structure *scanner, const uint8_t *text, size_t length) {
  if (length == 0) return HUCKLEBERRY_STRUCTURE_EMPTY;
  if (length > UINT32_MAX - simdjson::SIMDJSON_PADDING) return HUCKLEBERRY_STRUCTURE_TOO_LARGE;
  if (!scanner->implementation) {
    auto code = simdjson::get_active_implementation()->create_dom_parser_implementation(
        length, 1, scanner->implementation);
    if (code) return result(code);
    scanner->capacity = length;
  } else if (length > scanner->capacity) {
    const size_t wanted = length + length / 2 < UINT32_MAX ? length + length / 2 : length;
    auto code = scanner->implementation->set_capacity(wanted);
    if (code) {
      scanner->implementation.reset();
      scanner->capacity = 0;
      return result(code);
    }
    scanner->capacity = wanted;
  }
  scanner->implementation->n_structural_indexes = 0;
  return result(scanner->implementation->stage1(text, length, simdjson::stage1_mode::regular));
}

extern "C" const uint32_t *huckleberry_structure_indexes(const huckleberry_structure *scanner) {
  return scanner->implementation ? scanner->implementation->structural_indexes.get() : nullptr;
}

extern "C" size_t huckleberry_structure_count(const huckleberry_structure *scanner) {
  return scanner->implementation ? scanner->implementation->n_structural_indexes : 0;
}
