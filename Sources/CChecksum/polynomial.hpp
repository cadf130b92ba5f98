#ifndef HUCKLEBERRY_POLYNOMIAL_HPP
#define HUCKLEBERRY_POLYNOMIAL_HPP

#include <cstdint>

// A CRC is the remainder of a polynomial whose coefficients, 0 and 1, are the bits of the message. This one is
// reflected: the lowest bit of the first byte belongs to the highest power, and so does the lowest bit of each word
// here.

/// x^32 + x^26 + x^23 + x^22 + x^16 + x^12 + x^11 + x^10 + x^8 + x^7 + x^5 + x^4 + x^2 + x + 1 without its x^32.
constexpr uint32_t divisor = 0xEDB88320;

/// The remainder of x^`power`: bit 31 belongs to x^0, bit 0 to x^31.
constexpr uint32_t remainder_of_x_to(unsigned power) {
  uint32_t remainder = 1u << 31;
  for (; power > 0; power--) {
    const bool reaches_x_to_32 = remainder & 1;
    remainder = remainder >> 1 ^ (reaches_x_to_32 ? divisor : 0);
  }
  return remainder;
}

static_assert(remainder_of_x_to(32) == divisor);

/// What 16 bytes are multiplied by, to stand for themselves `bits` further on in the message: the products of the two
/// halves, added up, have the remainder of the 16 bytes times x^`bits`.
///
/// The product of two reflected words of 64 bits has 127 bits, of which bit 0 belongs to x^126. In the register of 128
/// it is read as x^127: once more times x than was asked for, so that each factor has an x less.
struct Fold {
  /// For the first 8 bytes, which stand for x^64 times more than the second.
  uint64_t first;
  uint64_t second;

  constexpr explicit Fold(unsigned bits) : first(factor(bits + 64 - 1)), second(factor(bits - 1)) {}

private:
  /// As a word of 64 bits, in which bit 63 belongs to x^0.
  static constexpr uint64_t factor(unsigned power) { return static_cast<uint64_t>(remainder_of_x_to(power)) << 32; }
};

#endif
