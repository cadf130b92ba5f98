#ifndef HUCKLEBERRY_CFILES_H
#define HUCKLEBERRY_CFILES_H

#include <stddef.h>
#include <sys/types.h>

/// What Linux offers for files beyond POSIX, which Swift's Glibc module leaves out.

/// Reads the next entries of an open folder: as many as fit, each a `struct dirent` that begins `d_reclen` bytes behind the
/// one before. Returns the number of bytes, 0 at the end of the folder, or -1 with `errno`.
ssize_t huckleberry_folder_read(int folder, void *entries, size_t size);

#endif
