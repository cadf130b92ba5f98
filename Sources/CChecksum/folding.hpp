#ifndef HUCKLEBERRY_FOLDING_HPP
#define HUCKLEBERRY_FOLDING_HPP

#include <cstddef>
#include <cstdint>

namespace folding {

/// Whether the processor multiplies polynomials in registers of 32 bytes. It was asked when the program began: this
/// looks at what it said.
bool is_supported();

/// Fewer bytes cannot be folded.
constexpr size_t least = 256;

/// The CRC-32 of at least `least` bytes, where it is supported.
uint32_t crc32(const uint8_t *bytes, size_t count);

} // namespace folding

#endif
