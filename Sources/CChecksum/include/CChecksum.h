#ifndef HUCKLEBERRY_CCHECKSUM_H
#define HUCKLEBERRY_CCHECKSUM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The CRC-32 of gzip data (RFC 1952, section 8) over `count` bytes: by a calculation of our own where the processor
/// multiplies 32 bytes at a time, with libdeflate's elsewhere. Both come to the same value. `bytes` may be NULL where
/// there are none.
uint32_t huckleberry_crc32(const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
#endif
