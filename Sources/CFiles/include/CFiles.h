#ifndef HUCKLEBERRY_CFILES_H
#define HUCKLEBERRY_CFILES_H

#include <stddef.h>
#include <sys/types.h>

/// What Linux offers for files beyond POSIX, which Swift's Glibc module leaves out.

/// Reads the next entries of an open folder: as many as fit, each a `struct dirent` that begins `d_reclen` bytes behind
/// the one before. Returns the number of bytes, 0 at the end of the folder, or -1 with `errno`.
ssize_t huckleberry_folder_read(int folder, void *entries, size_t size);

/// What `huckleberry_read_cached` returns where bytes are not in memory.
enum { HUCKLEBERRY_READ_WOULD_WAIT = -1, HUCKLEBERRY_READ_UNKNOWN = -2 };

/// Reads bytes of a file that the system holds in memory, without waiting for a disk or a network.
///
/// Returns their number, 0 at the end of the file, HUCKLEBERRY_READ_WOULD_WAIT where the first of them is not there, or
/// HUCKLEBERRY_READ_UNKNOWN where the file system cannot tell, or reading fails. The system may begin to read what is
/// not there.
ssize_t huckleberry_read_cached(int file, void *bytes, size_t count, off_t offset);

#endif
