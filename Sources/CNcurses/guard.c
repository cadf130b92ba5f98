#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <termios.h>
#include <unistd.h>

#include "restore.h"

// Everything that a handler touches is set before the handlers are, and changed by nobody while they are there. The
// handlers call only what POSIX lists as safe in them.

static const int faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
static const int requests[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
enum { fault_count = sizeof faults / sizeof faults[0], request_count = sizeof requests / sizeof requests[0] };
enum { tail_length = 8192, farewell_milliseconds = 1000 };

static struct sigaction old_faults[fault_count];
static struct sigaction old_requests[request_count];
static struct termios old_terminal;
static bool has_terminal;
static int terminal = STDIN_FILENO;
static bool is_installed;
static int old_stderr = -1;
static int log_file = -1;
static int screen_file = -1;
static int null_file = -1;
static char alternate_stack[64 * 1024];
// The exception: whole numbers that are read at once.
static atomic_int farewell_ask = -1;
static atomic_int farewell_answer = -1;

static void put(int file, const char *text, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, text, length);
        if (written <= 0) return;
        text += written;
        length -= (size_t)written;
    }
}

// Copies the last of what was written to standard error to the real one.
static void copy_tail(void) {
    if (log_file < 0 || old_stderr < 0) return;
    off_t end = lseek(log_file, 0, SEEK_END);
    if (end <= 0) return;
    lseek(log_file, end > tail_length ? end - tail_length : 0, SEEK_SET);
    char buffer[1024];
    ssize_t count;
    while ((count = read(log_file, buffer, sizeof buffer)) > 0) put(old_stderr, buffer, (size_t)count);
}

static void give_back(void) {
    // Another thread may be drawing: what it draws from here on would land on the terminal as it was before.
    if (screen_file >= 0 && null_file >= 0) dup2(null_file, STDOUT_FILENO);
    put(screen_file >= 0 ? screen_file : STDOUT_FILENO, HB_RESTORE, sizeof HB_RESTORE - 1);
    if (has_terminal) tcsetattr(terminal, TCSANOW, &old_terminal);
    copy_tail();
    if (old_stderr >= 0) dup2(old_stderr, STDERR_FILENO);
}

static void on_fault(int number, siginfo_t *info, void *context) {
    (void)context;
    int saved = errno;
    give_back();
    static const char words[] = "huckleberry stopped on an error of its own. The evidence was only read.\n";
    put(STDERR_FILENO, words, sizeof words - 1);
    // With the old handler in place, going on means the same fault again, and the usual report of it.
    for (int index = 0; index < fault_count; index++) sigaction(faults[index], &old_faults[index], NULL);
    // What was sent by a process, as abort does, is not repeated by itself.
    if (info->si_code <= 0) raise(number);
    errno = saved;
}

// Lets another thread end what must not outlive the program.
static void bid_farewell(void) {
    int ask = atomic_load(&farewell_ask);
    int answer = atomic_load(&farewell_answer);
    if (ask < 0 || answer < 0) return;
    put(ask, "!", 1);
    struct pollfd waiting = {.fd = answer, .events = POLLIN, .revents = 0};
    poll(&waiting, 1, farewell_milliseconds);
}

static void on_request(int number) {
    give_back();
    bid_farewell();
    for (int index = 0; index < request_count; index++) sigaction(requests[index], &old_requests[index], NULL);
    raise(number);
}

static bool redirect_stderr(void) {
    const char *folder = getenv("TMPDIR");
    char path[4096];
    if (folder == NULL || folder[0] == 0 || strlen(folder) > sizeof path - 32) folder = "/tmp";
    strcpy(path, folder);
    strcat(path, "/huckleberry-XXXXXX");
    log_file = mkostemp(path, O_CLOEXEC);
    if (log_file < 0) return false;
    // The file has no name from here on: nothing stays behind, whatever happens.
    unlink(path);
    old_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    return old_stderr >= 0 && dup2(log_file, STDERR_FILENO) >= 0;
}

// Whoever started the program may have blocked signals, and a mask is inherited: resizing and suspending would not work.
static void unblock(void) {
    sigset_t signals;
    sigemptyset(&signals);
    for (int index = 0; index < fault_count; index++) sigaddset(&signals, faults[index]);
    for (int index = 0; index < request_count; index++) sigaddset(&signals, requests[index]);
    sigaddset(&signals, SIGTSTP);
    sigaddset(&signals, SIGCONT);
    sigaddset(&signals, SIGWINCH);
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
}

bool hb_guard_install(void) {
    if (is_installed) return true;
    terminal = hb_input();
    has_terminal = tcgetattr(terminal, &old_terminal) == 0;
    screen_file = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    null_file = open("/dev/null", O_WRONLY | O_CLOEXEC);
    bool redirected = redirect_stderr();
    stack_t stack = {.ss_sp = alternate_stack, .ss_flags = 0, .ss_size = sizeof alternate_stack};
    sigaltstack(&stack, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigfillset(&action.sa_mask);
    // An overflowing stack is a fault too: its handler needs another one.
    action.sa_flags = SA_ONSTACK | SA_SIGINFO;
    action.sa_sigaction = on_fault;
    for (int index = 0; index < fault_count; index++) sigaction(faults[index], &action, &old_faults[index]);
    action.sa_flags = SA_ONSTACK;
    action.sa_handler = on_request;
    for (int index = 0; index < request_count; index++) sigaction(requests[index], &action, &old_requests[index]);
    is_installed = true;
    unblock();
    return redirected;
}

void hb_guard_remove(void) {
    if (!is_installed) return;
    for (int index = 0; index < fault_count; index++) sigaction(faults[index], &old_faults[index], NULL);
    for (int index = 0; index < request_count; index++) sigaction(requests[index], &old_requests[index], NULL);
    if (old_stderr >= 0) dup2(old_stderr, STDERR_FILENO);
    copy_tail();
    if (old_stderr >= 0) close(old_stderr);
    if (log_file >= 0) close(log_file);
    if (screen_file >= 0) close(screen_file);
    if (null_file >= 0) close(null_file);
    old_stderr = log_file = screen_file = null_file = -1;
    is_installed = false;
}

void hb_guard_farewell(int ask, int answer) {
    atomic_store(&farewell_ask, ask);
    atomic_store(&farewell_answer, answer);
}

bool hb_open_pipe(int *reader, int *writer) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    *reader = ends[0];
    *writer = ends[1];
    return true;
}

void hb_close_pipe(int reader, int writer) {
    close(reader);
    close(writer);
}

void hb_signal(int writer) {
    // A full pipe already says that there is something.
    put(writer, "!", 1);
}

void hb_drain(int reader) {
    char buffer[256];
    while (read(reader, buffer, sizeof buffer) > 0) {}
}
