#define _GNU_SOURCE
#include "CMapping.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// More files at once than there are threads on any machine that this runs on.
enum { mapping_count = 256 };

// What the handler reads. A slot is free while `base` is 0; `length` is set before `base`.
static struct {
    atomic_uintptr_t base;
    atomic_size_t length;
    atomic_bool is_taken;
    atomic_bool is_broken;
} mappings[mapping_count];

static pthread_mutex_t installing = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction previous;
static uintptr_t page_size;

// Lays a page of zeros over the place that could not be read. mmap is a mere system call: it may be called here.
static bool lay_zeros(uintptr_t address) {
    for (int index = 0; index < mapping_count; index++) {
        uintptr_t base = atomic_load(&mappings[index].base);
        if (base == 0 || address < base || address - base >= atomic_load(&mappings[index].length)) continue;
        void *page = (void *)(address & ~(page_size - 1));
        atomic_store(&mappings[index].is_broken, true);
        return mmap(page, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
    }
    return false;
}

static void on_bus_error(int number, siginfo_t *info, void *context) {
    int saved = errno;
    if (info->si_code > 0 && lay_zeros((uintptr_t)info->si_addr)) {
        errno = saved;
        return;
    }
    if (previous.sa_flags & SA_SIGINFO) {
        previous.sa_sigaction(number, info, context);
    } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
        previous.sa_handler(number);
    } else {
        // Going on means the same fault again, and the usual end.
        sigaction(number, &previous, NULL);
        if (info->si_code <= 0) raise(number);
    }
    errno = saved;
}

// The handler of others may have been put over ours since the last mapping, or ours been taken away with theirs.
static bool install(void) {
    pthread_mutex_lock(&installing);
    struct sigaction current;
    bool is_done = sigaction(SIGBUS, NULL, &current) == 0;
    if (is_done && !((current.sa_flags & SA_SIGINFO) && current.sa_sigaction == on_bus_error)) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        sigemptyset(&action.sa_mask);
        action.sa_flags = SA_SIGINFO | SA_ONSTACK;
        action.sa_sigaction = on_bus_error;
        page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
        previous = current;
        is_done = sigaction(SIGBUS, &action, NULL) == 0;
    }
    pthread_mutex_unlock(&installing);
    return is_done;
}

static size_t pages(size_t length) { return (length + page_size - 1) / page_size * page_size; }

int huckleberry_mapping_open(int file, size_t length, size_t padding) {
    if (length == 0 || length > SIZE_MAX / 4 || padding > SIZE_MAX / 4 || !install()) return HUCKLEBERRY_MAPPING_NONE;
    int index = 0;
    while (index < mapping_count && atomic_exchange(&mappings[index].is_taken, true)) index++;
    if (index == mapping_count) return HUCKLEBERRY_MAPPING_NONE;
    // Zeros are laid out first and the file over their beginning: what remains is the padding.
    size_t total = pages(length) + pages(padding);
    void *zeros = mmap(NULL, total, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (zeros != MAP_FAILED && mmap(zeros, length, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED) {
        munmap(zeros, total);
        zeros = MAP_FAILED;
    }
    if (zeros == MAP_FAILED) {
        atomic_store(&mappings[index].is_taken, false);
        return HUCKLEBERRY_MAPPING_NONE;
    }
    atomic_store(&mappings[index].is_broken, false);
    atomic_store(&mappings[index].length, total);
    atomic_store(&mappings[index].base, (uintptr_t)zeros);
    return index;
}

const uint8_t *huckleberry_mapping_bytes(int mapping) {
    return (const uint8_t *)atomic_load(&mappings[mapping].base);
}

bool huckleberry_mapping_is_broken(int mapping) { return atomic_load(&mappings[mapping].is_broken); }

void huckleberry_mapping_forget(int mapping) {
    void *base = (void *)atomic_load(&mappings[mapping].base);
    madvise(base, atomic_load(&mappings[mapping].length), MADV_DONTNEED);
}

void huckleberry_mapping_close(int mapping) {
    void *base = (void *)atomic_exchange(&mappings[mapping].base, 0);
    munmap(base, atomic_load(&mappings[mapping].length));
    atomic_store(&mappings[mapping].is_taken, false);
}
