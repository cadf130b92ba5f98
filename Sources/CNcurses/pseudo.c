#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int open_terminal(int person, int rows, int columns) {
    char name[128];
    if (grantpt(person) != 0 || unlockpt(person) != 0 || ptsname_r(person, name, sizeof name) != 0) return -1;
    int terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    if (terminal >= 0) ioctl(terminal, TIOCSWINSZ, &size);
    return terminal;
}

bool hb_open_pseudo_terminal(int rows, int columns, int *terminal, int *person) {
    *person = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*person < 0) return false;
    *terminal = open_terminal(*person, rows, columns);
    if (*terminal >= 0) return true;
    close(*person);
    return false;
}

bool hb_type(int person, const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t written = write(person, text, left);
        if (written <= 0 && errno != EINTR) return false;
        if (written > 0) text += written, left -= (size_t)written;
    }
    return true;
}

long hb_take_drawn(int person, int milliseconds) {
    struct pollfd source = {person, POLLIN, 0};
    if (poll(&source, 1, milliseconds) <= 0) return 0;
    char buffer[65536];
    ssize_t count = read(person, buffer, sizeof buffer);
    return count > 0 || errno == EINTR ? count : -1;
}

void hb_close_person(int person) { close(person); }
