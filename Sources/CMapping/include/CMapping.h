#ifndef HUCKLEBERRY_CMAPPING_H
#define HUCKLEBERRY_CMAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Maps files so that reading them cannot end the process.
///
/// A page of a mapped file that is no longer there, because someone cut the file short or the disk failed, is answered
/// with SIGBUS. While a mapping is open, such a page is replaced by zeros, and the mapping is marked as broken.

enum { HUCKLEBERRY_MAPPING_NONE = -1 };

/// Maps the first `length` bytes of a file, with at least `padding` readable zeros behind them. Returns the number of
/// the mapping, or HUCKLEBERRY_MAPPING_NONE where the system refuses or too many are open.
int huckleberry_mapping_open(int file, size_t length, size_t padding);

/// Where the mapping begins in memory.
const uint8_t *huckleberry_mapping_bytes(int mapping);

/// Whether a page of the file was not there when it was read, so that zeros were read instead.
bool huckleberry_mapping_is_broken(int mapping);

/// Lets the system take back the memory of all pages that were read; they are read again where they are asked for.
void huckleberry_mapping_forget(int mapping);

void huckleberry_mapping_close(int mapping);

#endif
