#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"

#include <ncursesw/curses.h>
#include <ncursesw/term.h>

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

#include "restore.h"

static SCREEN *screen;
static FILE *input;
// NULL for standard output.
static FILE *output;
static bool has_default_colors;

static const int paste_start = KEY_MAX + 1;
static const int paste_end = KEY_MAX + 2;

static int output_descriptor(void) { return output == NULL ? STDOUT_FILENO : fileno(output); }

static void say(const char *text) {
    // Nothing can be done about a terminal that takes no output.
    ssize_t ignored = write(output_descriptor(), text, strlen(text));
    (void)ignored;
}

int hb_open(const char *name) {
    int status = 0;
    if (setupterm(name, output_descriptor(), &status) != OK) {
        return status == 0 ? HB_OPEN_UNKNOWN_TERMINAL : HB_OPEN_NO_DATABASE;
    }
    const char *place = tigetstr("cup");
    if (place == NULL || place == (const char *)-1) return HB_OPEN_NO_CURSOR;
    screen = newterm(name, output == NULL ? stdout : output, input == NULL ? stdin : input);
    if (screen == NULL) return HB_OPEN_FAILED;
    set_term(screen);
    set_escdelay(25);
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    has_default_colors = false;
    if (has_colors()) {
        start_color();
        has_default_colors = use_default_colors() == OK;
        // Terminals with colour are the ones that know bracketed paste; the others might print it.
        define_key("\033[200~", paste_start);
        define_key("\033[201~", paste_end);
        say(HB_PASTE_ON);
    }
    return HB_OPEN_OK;
}

void hb_close(void) {
    if (screen == NULL) return;
    if (has_colors()) say(HB_PASTE_OFF);
    endwin();
    delscreen(screen);
    screen = NULL;
}

int hb_rows(void) { return LINES; }
int hb_columns(void) { return COLS; }
int hb_colors(void) { return has_colors() ? COLORS : 0; }
int hb_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }

bool hb_define_pair(int pair, int foreground, int background) {
    if (!has_default_colors) {
        if (foreground < 0) foreground = COLOR_WHITE;
        if (background < 0) background = COLOR_BLACK;
    }
    return init_extended_pair(pair, foreground, background) == OK;
}

static attr_t attributes_of(unsigned bits) {
    attr_t attributes = A_NORMAL;
    if (bits & HB_BOLD) attributes |= A_BOLD;
    if (bits & HB_DIM) attributes |= A_DIM;
    if (bits & HB_ITALIC) attributes |= A_ITALIC;
    if (bits & HB_UNDERLINE) attributes |= A_UNDERLINE;
    if (bits & HB_REVERSE) attributes |= A_REVERSE;
    return attributes;
}

static void put_one(int row, int column, const wchar_t *text, attr_t attributes, int pair) {
    cchar_t cell;
    // The pair goes in by pointer: the parameter for it holds no more than 15 bits.
    if (setcchar(&cell, text, attributes, 0, &pair) == OK) mvadd_wch(row, column, &cell);
}

void hb_put(int row, int column, int width, uint32_t base, uint32_t mark1, uint32_t mark2, uint32_t mark3,
            unsigned attributes, int pair) {
    attr_t attribute = attributes_of(attributes);
    if (wcwidth((wchar_t)base) == width) {
        const wchar_t text[] = {(wchar_t)base, (wchar_t)mark1, (wchar_t)mark2, (wchar_t)mark3, 0};
        put_one(row, column, text, attribute, pair);
        return;
    }
    for (int offset = 0; offset < width; offset++) {
        put_one(row, column + offset, offset == 0 ? L"?" : L" ", attribute, pair);
    }
}

void hb_use_mouse(void) {
    // Without a pause for double clicks: two presses on one place say the same.
    mouseinterval(0);
    mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
}

void hb_move_cursor(int row, int column) { move(row, column); }
void hb_erase(void) { erase(); }
void hb_refresh(void) { refresh(); }
void hb_redraw_all(void) { clearok(curscr, TRUE); }

bool hb_send(const uint8_t *bytes, size_t length) {
    if (!has_colors()) return false;
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

void hb_suspend(void) {
    if (has_colors()) say(HB_PASTE_OFF);
    raise(SIGTSTP);
    if (has_colors()) say(HB_PASTE_ON);
}

int hb_run_editor(const char *command, const char *path) {
    if (has_colors()) say(HB_PASTE_OFF);
    def_prog_mode();
    endwin();
    // As system() does: who presses ^C in the editor means the editor.
    struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    int status = 127;
    pid_t child = fork();
    if (child == 0) {
        struct sigaction normal = {.sa_handler = SIG_DFL};
        sigemptyset(&normal.sa_mask);
        static const int caught[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGTSTP};
        for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) sigaction(caught[i], &normal, NULL);
        // The command may have options of its own, as EDITOR="code --wait" has; the path is never read as one.
        setenv("HUCKLEBERRY_EDITOR", command, 1);
        execl("/bin/sh", "sh", "-c", "eval \"$HUCKLEBERRY_EDITOR\" '\"$1\"'", "sh", path, (char *)NULL);
        _exit(127);
    }
    if (child > 0) {
        int ended;
        while (waitpid(child, &ended, 0) < 0 && errno == EINTR) {}
        status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128;
    }
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    reset_prog_mode();
    clearok(curscr, TRUE);
    if (has_colors()) say(HB_PASTE_ON);
    return status;
}

static struct hb_key_event event(int kind, uint32_t value) {
    struct hb_key_event event = {kind, value, 0, 0};
    return event;
}

static struct hb_key_event mouse_event(void) {
    MEVENT mouse;
    if (getmouse(&mouse) != OK) return event(HB_KEY_NAMED, KEY_MOUSE);
    struct hb_key_event event = {HB_KEY_MOUSE, HB_MOUSE_PRESS, mouse.y, mouse.x};
    if (mouse.bstate & BUTTON4_PRESSED) event.value = HB_MOUSE_WHEEL_UP;
    if (mouse.bstate & BUTTON5_PRESSED) event.value = HB_MOUSE_WHEEL_DOWN;
    return event;
}

static struct hb_key_event event_of_code(wint_t code) {
    switch (code) {
    case KEY_MOUSE: return mouse_event();
    case KEY_RESIZE: return event(HB_KEY_RESIZE, 0);
    case KEY_UP: return event(HB_KEY_CODE, HB_UP);
    case KEY_DOWN: return event(HB_KEY_CODE, HB_DOWN);
    case KEY_LEFT: return event(HB_KEY_CODE, HB_LEFT);
    case KEY_RIGHT: return event(HB_KEY_CODE, HB_RIGHT);
    case KEY_HOME: return event(HB_KEY_CODE, HB_HOME);
    case KEY_END: return event(HB_KEY_CODE, HB_END);
    case KEY_PPAGE: return event(HB_KEY_CODE, HB_PAGE_UP);
    case KEY_NPAGE: return event(HB_KEY_CODE, HB_PAGE_DOWN);
    case KEY_BACKSPACE: return event(HB_KEY_CODE, HB_BACKSPACE);
    case KEY_DC: return event(HB_KEY_CODE, HB_DELETE);
    case KEY_IC: return event(HB_KEY_CODE, HB_INSERT);
    case KEY_ENTER: return event(HB_KEY_CODE, HB_ENTER);
    case KEY_BTAB: return event(HB_KEY_CODE, HB_BACK_TAB);
    default: break;
    }
    if (code == (wint_t)paste_start) return event(HB_KEY_CODE, HB_PASTE_START);
    if (code == (wint_t)paste_end) return event(HB_KEY_CODE, HB_PASTE_END);
    if (code > KEY_F(0) && code <= KEY_F(63)) return event(HB_KEY_CODE, HB_FUNCTION + (code - KEY_F(0)));
    return event(HB_KEY_NAMED, code);
}

static bool is_gone(void) {
    struct pollfd source = {hb_input(), POLLIN, 0};
    return poll(&source, 1, 0) > 0 && (source.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

struct hb_key_event hb_read_key(void) {
    wint_t code = 0;
    int result = get_wch(&code);
    if (result == KEY_CODE_YES) return event_of_code(code);
    if (result == OK) return event(HB_KEY_TEXT, code);
    return event(is_gone() ? HB_KEY_END : HB_KEY_NONE, 0);
}

const char *hb_key_name(uint32_t code) { return keyname((int)code); }

bool hb_wait(int descriptor, int milliseconds) {
    struct pollfd sources[] = {{hb_input(), POLLIN, 0}, {descriptor, POLLIN, 0}};
    return poll(sources, 2, milliseconds) > 0;
}

bool hb_find_terminal(void) {
    if (!isatty(STDOUT_FILENO)) return false;
    if (input == NULL) {
        // Events may come through standard input: keys then come from the terminal itself, as in a pager.
        input = isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "r");
    }
    return input != NULL;
}

bool hb_use_terminal(int descriptor) {
    int copy = dup(descriptor);
    input = fdopen(descriptor, "r");
    output = copy < 0 ? NULL : fdopen(copy, "w");
    return input != NULL && output != NULL;
}

int hb_input(void) { return input == NULL ? STDIN_FILENO : fileno(input); }

static bool is_set(const char *variable) {
    const char *value = getenv(variable);
    return value != NULL && value[0] != 0;
}

bool hb_set_locale(void) {
    bool taken = setlocale(LC_ALL, "") != NULL;
    if (taken && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
    // Who says C means it, on a serial line perhaps. Who says nothing has a terminal of today, most likely.
    bool is_chosen = is_set("LC_ALL") || is_set("LC_CTYPE") || is_set("LANG");
    if (taken && is_chosen) return false;
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}
