#ifndef HUCKLEBERRY_CMEMORY_H
#define HUCKLEBERRY_CMEMORY_H

// The part of glibc's allocator that its Swift module leaves out: malloc_trim.
#include <malloc.h>

/// Has the line of memory that holds an address brought near the processor, without waiting for it. The address need not
/// be readable.
static inline void huckleberry_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
