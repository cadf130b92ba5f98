// The part of glibc's allocator that its Swift module leaves out.
#include <malloc.h>
