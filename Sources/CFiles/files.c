#define _GNU_SOURCE
#include "CFiles.h"

#include <errno.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

// The C library's function of that name is younger than some systems that this runs on.
ssize_t huckleberry_folder_read(int folder, void *entries, size_t size) {
    return syscall(SYS_getdents64, folder, entries, size);
}

ssize_t huckleberry_read_cached(int file, void *bytes, size_t count, off_t offset) {
    struct iovec room = {bytes, count};
    ssize_t length = preadv2(file, &room, 1, offset, RWF_NOWAIT);
    if (length >= 0) return length;
    return errno == EAGAIN ? HUCKLEBERRY_READ_WOULD_WAIT : HUCKLEBERRY_READ_UNKNOWN;
}
