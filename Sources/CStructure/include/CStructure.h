#ifndef HUCKLEBERRY_CSTRUCTURE_H
#define HUCKLEBERRY_CSTRUCTURE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Finds the structural characters of JSON text: with simdjson's first stage, or by a scan of our own, which is faster
/// where the processor has AVX2 and not AVX-512. Both come to the same verdicts and the same offsets.
/// It checks UTF-8 and that strings close; it does not check the grammar.
typedef struct huckleberry_structure huckleberry_structure;

/// What the scan said about the text. Where several things are wrong, the first of: open string, raw control, empty,
/// bad UTF-8.
enum huckleberry_structure_result {
  HUCKLEBERRY_STRUCTURE_OK = 0,
  /// Nothing, or nothing but white space.
  HUCKLEBERRY_STRUCTURE_EMPTY = 1,
  HUCKLEBERRY_STRUCTURE_BAD_UTF8 = 2,
  HUCKLEBERRY_STRUCTURE_OPEN_STRING = 3,
  /// A control character within a string. Outside of strings it is for the grammar to judge.
  HUCKLEBERRY_STRUCTURE_RAW_CONTROL = 4,
  HUCKLEBERRY_STRUCTURE_TOO_LARGE = 5,
  HUCKLEBERRY_STRUCTURE_NO_MEMORY = 6,
  HUCKLEBERRY_STRUCTURE_OTHER = 7
};

/// How to scan.
enum huckleberry_structure_way {
  /// As it is fastest on this processor.
  HUCKLEBERRY_STRUCTURE_FASTEST = 0,
  /// By our own scan, which needs AVX2: without it with simdjson all the same.
  HUCKLEBERRY_STRUCTURE_OWN = 1,
  HUCKLEBERRY_STRUCTURE_SIMDJSON = 2
};

/// A new scanner, or NULL without memory. Free it with huckleberry_structure_free.
huckleberry_structure *huckleberry_structure_new(enum huckleberry_structure_way way);
void huckleberry_structure_free(huckleberry_structure *scanner);

/// Bytes that must be readable behind the text: simdjson loads whole registers. What they are does not matter.
size_t huckleberry_structure_padding(void);

/// Scans `length` bytes, at most 4 GiB - 257: offsets have 32 bits, also those within the last block. `text` must have
/// the padding behind it.
int huckleberry_structure_scan(huckleberry_structure *scanner, const uint8_t *text, size_t length);

/// Byte offsets of the structural characters of the last successful scan: brackets, colons, commas, the opening
/// quote of each string and the first byte of each other scalar. Valid until the next scan; NULL before the first.
const uint32_t *huckleberry_structure_indexes(const huckleberry_structure *scanner);

/// How many they are; 0 where the last scan did not succeed.
size_t huckleberry_structure_count(const huckleberry_structure *scanner);

enum { HUCKLEBERRY_STRUCTURE_BLOCK = 64 };

/// Where blocks of HUCKLEBERRY_STRUCTURE_BLOCK bytes begin in the text of the last successful scan that hold a
/// backslash, in a string or not; ascending. Valid until the next scan.
const uint32_t *huckleberry_structure_escapes(const huckleberry_structure *scanner);
size_t huckleberry_structure_escape_count(const huckleberry_structure *scanner);

#ifdef __cplusplus
}
#endif
#endif
