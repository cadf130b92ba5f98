#ifndef HUCKLEBERRY_CSIMDJSON_H
#define HUCKLEBERRY_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Finds the structural characters of JSON text with simdjson's first stage.
/// It checks UTF-8 and that strings close; it does not check the grammar.
typedef struct huckleberry_structure huckleberry_structure;

/// What the first stage said about the text.
enum huckleberry_structure_result {
  HUCKLEBERRY_STRUCTURE_OK = 0,
  HUCKLEBERRY_STRUCTURE_EMPTY = 1,
  HUCKLEBERRY_STRUCTURE_BAD_UTF8 = 2,
  HUCKLEBERRY_STRUCTURE_OPEN_STRING = 3,
  HUCKLEBERRY_STRUCTURE_RAW_CONTROL = 4,
  HUCKLEBERRY_STRUCTURE_TOO_LARGE = 5,
  HUCKLEBERRY_STRUCTURE_NO_MEMORY = 6,
  HUCKLEBERRY_STRUCTURE_OTHER = 7
};

/// A new scanner, or NULL without memory. Free it with huckleberry_structure_free.
huckleberry_structure *huckleberry_structure_new(void);
void huckleberry_structure_free(huckleberry_structure *scanner);

/// Bytes that must be readable behind the text: simdjson loads whole registers.
size_t huckleberry_structure_padding(void);

/// Scans `length` bytes, at most 4 GiB - 1. `text` must have the padding behind it.
int huckleberry_structure_scan(huckleberry_structure *scanner, const uint8_t *text, size_t length);

/// Byte offsets of the structural characters of the last successful scan: brackets, colons, commas, the opening
/// quote of each string and the first byte of each other scalar. Valid until the next scan.
const uint32_t *huckleberry_structure_indexes(const huckleberry_structure *scanner);
size_t huckleberry_structure_count(const huckleberry_structure *scanner);

#ifdef __cplusplus
}
#endif
#endif
