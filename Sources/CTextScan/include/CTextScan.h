#ifndef HUCKLEBERRY_CTEXTSCAN_H
#define HUCKLEBERRY_CTEXTSCAN_H

#include <stddef.h>
#include <stdint.h>

/// Two bytes of a text that is looked for. A byte of the text that is searched fits if it equals one of them, once the
/// bits of `fold` are set in it.
typedef struct {
  /// Where they stand in the text that is looked for.
  size_t first, second;
  uint8_t first_byte, first_fold;
  uint8_t second_byte, second_fold;
} huckleberry_scan_pair;

/// Steps from a place over blocks of 64 places at which the pair does not fit, by registers of 32 bytes. Returns the
/// place of the first block in which it does, or that has less than 64 places up to and with `end`. Where the machine
/// has no such registers it returns at once.
///
/// Reads the bytes at `place` up to `end` plus the greater of `first` and `second`, which must be readable.
size_t huckleberry_scan_skip(const uint8_t *text, size_t place, size_t end, const huckleberry_scan_pair *pair);

/// The same, and a block in which a backslash stands, or a byte with one of the bits of `others`, is not stepped over.
size_t huckleberry_scan_skip_plain(
    const uint8_t *text, size_t place, size_t end, const huckleberry_scan_pair *pair, uint8_t others);

#endif
