// Tells the thread sanitizer what a contended Mutex of Swift's standard library does.
//
// Where nobody waits, a Mutex is an atomic operation that is compiled into our own code, and so instrumented. Where
// somebody does, it is a function of libswiftSynchronization, which is not: the sanitizer sees a lock that is never
// taken, and reports a race for everything that it guards. These functions stand before the library's own, call them,
// and say that the lock's word was acquired or released. `.ci/sanitize thread` preloads them.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef __attribute__((swiftcall)) void (*lock_function)(uint32_t thread, __attribute__((swift_context)) void *self);
typedef __attribute__((swiftcall)) void (*unlock_function)(__attribute__((swift_context)) void *self);

__attribute__((swiftcall)) void lock_slow(uint32_t thread, __attribute__((swift_context)) void *self) __asm__(LOCK);
__attribute__((swiftcall)) void unlock_slow(__attribute__((swift_context)) void *self) __asm__(UNLOCK);

__attribute__((swiftcall)) void lock_slow(uint32_t thread, __attribute__((swift_context)) void *self) {
    ((lock_function)dlsym(RTLD_NEXT, LOCK))(thread, self);
    if (__tsan_acquire) __tsan_acquire(self);
}

__attribute__((swiftcall)) void unlock_slow(__attribute__((swift_context)) void *self) {
    if (__tsan_release) __tsan_release(self);
    ((unlock_function)dlsym(RTLD_NEXT, UNLOCK))(self);
}
