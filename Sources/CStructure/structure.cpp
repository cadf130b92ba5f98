#include "scanner.hpp"

#include <simdjson.h>
#include <utility>

extern "C" huckleberry_structure *huckleberry_structure_new(bool portable) {
  auto scanner = portable ? nullptr : avx2_scanner();
  return (scanner ? std::move(scanner) : portable_scanner()).release();
}

extern "C" void huckleberry_structure_free(huckleberry_structure *scanner) { delete scanner; }

extern "C" size_t huckleberry_structure_padding(void) { return simdjson::SIMDJSON_PADDING; }

extern "C" int huckleberry_structure_scan(huckleberry_structure *scanner, const uint8_t *text, size_t length) {
  scanner->count = 0;
  scanner->escape_count = 0;
  if (length == 0) return HUCKLEBERRY_STRUCTURE_EMPTY;
  if (length > huckleberry_structure::largest) return HUCKLEBERRY_STRUCTURE_TOO_LARGE;
  return scanner->scan(text, length);
}

extern "C" const uint32_t *huckleberry_structure_indexes(const huckleberry_structure *scanner) {
  return scanner->indexes;
}

extern "C" size_t huckleberry_structure_count(const huckleberry_structure *scanner) { return scanner->count; }

extern "C" const uint32_t *huckleberry_structure_escapes(const huckleberry_structure *scanner) {
  return scanner->escapes.get();
}

extern "C" size_t huckleberry_structure_escape_count(const huckleberry_structure *scanner) {
  return scanner->escape_count;
}
