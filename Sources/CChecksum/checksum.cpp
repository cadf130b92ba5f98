#include "CChecksum.h"
#include "folding.hpp"

#include <libdeflate.h>

extern "C" uint32_t huckleberry_crc32(const uint8_t *bytes, size_t count) {
  if (count >= folding::least && folding::is_supported()) return folding::crc32(bytes, count);
  return libdeflate_crc32(0, bytes, count);
}
