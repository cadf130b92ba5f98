#ifndef HUCKLEBERRY_CNCURSES_H
#define HUCKLEBERRY_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A terminal screen behind plain functions. The curses headers stay out of sight: their wide half is hidden behind
// macros, and their globals cannot be touched from Swift 6. One screen at a time, all calls from one thread.

// --- the screen ------------------------------------------------------------------------------------------------------

enum hb_open_result {
    HB_OPEN_OK = 0,
    HB_OPEN_UNKNOWN_TERMINAL = 1,  // terminfo has no such name
    HB_OPEN_NO_DATABASE = 2,       // terminfo itself is missing
    HB_OPEN_NO_CURSOR = 3,         // the terminal cannot place its cursor
    HB_OPEN_FAILED = 4,
};

// Takes the screen, in raw mode: keys from the terminal that hb_find_terminal found, output to standard output. `name` is
// the terminal's name.
int hb_open(const char *name);

// Gives the terminal back as it was. Harmless when there is no screen.
void hb_close(void);

int hb_rows(void);
int hb_columns(void);

// Colours and pairs that terminfo promises; 0 where there is no colour.
int hb_colors(void);
int hb_pairs(void);

// Defines a pair; -1 is the terminal's own colour. False when the terminal refuses it.
bool hb_define_pair(int pair, int foreground, int background);

// Attributes of hb_put.
enum hb_attribute { HB_BOLD = 1, HB_DIM = 2, HB_ITALIC = 4, HB_UNDERLINE = 8, HB_REVERSE = 16 };

// Puts one sign, a base with at most three combining marks (0 for none). Where the C library has another width for the
// base than `width`, a stand-in is drawn, so that the columns stay where they belong.
void hb_put(int row, int column, int width, uint32_t base, uint32_t mark1, uint32_t mark2, uint32_t mark3,
            unsigned attributes, int pair);

// Asks the terminal for presses of the left button and for the wheel. Text can then be selected only by holding Shift.
void hb_use_mouse(void);

void hb_move_cursor(int row, int column);
void hb_erase(void);
void hb_refresh(void);

// The next refresh draws everything, whatever the terminal shows.
void hb_redraw_all(void);

// Sends a sequence of its own to the terminal. False, and nothing sent, where the terminal might print it instead.
bool hb_send(const uint8_t *bytes, size_t length);

// Stops the process as ^Z in a shell does, and comes back when it is continued.
void hb_suspend(void);

// Leaves the screen to an editor with a file until it ends, and gives its status; 127 where it cannot be started, 128 where
// a signal ended it.
int hb_run_editor(const char *command, const char *path);

// --- keys ------------------------------------------------------------------------------------------------------------

enum hb_key_kind {
    HB_KEY_NONE = 0,    // nothing to read
    HB_KEY_TEXT = 1,    // value: a scalar, control characters included
    HB_KEY_CODE = 2,    // value: one of hb_key
    HB_KEY_NAMED = 3,   // value: for hb_key_name
    HB_KEY_RESIZE = 4,
    HB_KEY_END = 5,     // the terminal is gone
    HB_KEY_MOUSE = 6,   // value: one of hb_mouse, at row and column
};

enum hb_key {
    HB_UP = 1, HB_DOWN, HB_LEFT, HB_RIGHT, HB_HOME, HB_END, HB_PAGE_UP, HB_PAGE_DOWN, HB_BACKSPACE, HB_DELETE,
    HB_INSERT, HB_ENTER, HB_BACK_TAB, HB_PASTE_START, HB_PASTE_END, HB_FUNCTION  // HB_FUNCTION + n is Fn
};

enum hb_mouse { HB_MOUSE_PRESS = 1, HB_MOUSE_WHEEL_UP, HB_MOUSE_WHEEL_DOWN };

struct hb_key_event {
    int kind;
    uint32_t value;
    int row;
    int column;
};

// The next key, without waiting.
struct hb_key_event hb_read_key(void);

// The name that terminfo gives an extended key, such as `kRIT3`; NULL when it has none.
const char *hb_key_name(uint32_t code);

// Waits until the terminal or `descriptor` can be read, at most `milliseconds`. False on a signal or a time-out.
bool hb_wait(int descriptor, int milliseconds);

// --- the environment -------------------------------------------------------------------------------------------------

// Finds the terminal: standard output must be one; keys come from standard input or, where that is a pipe or a file, from
// the controlling terminal. False when there is none.
bool hb_find_terminal(void);

// Takes another terminal than that of the process, for keys and for output. The descriptor belongs to the screen from here
// on. False when it cannot be used.
bool hb_use_terminal(int descriptor);

// The descriptor that keys come from.
int hb_input(void);

// Takes the locale of the environment; where none is set at all, a UTF-8 one if there is one. True when it is UTF-8.
bool hb_set_locale(void);

// A pipe whose ends never block and are closed in children. False when there are no descriptors left.
bool hb_open_pipe(int *reader, int *writer);

void hb_close_pipe(int reader, int writer);

// Puts a byte into the pipe, or takes all out of it.
void hb_signal(int writer);
void hb_drain(int reader);

// --- pseudo-terminal -------------------------------------------------------------------------------------------------

// A terminal without a window. `terminal` is the end for hb_use_terminal; at `person` there is what a person would type
// and see. False when the system has none left.
bool hb_open_pseudo_terminal(int rows, int columns, int *terminal, int *person);

// Types a text. False when there is nobody at the other end.
bool hb_type(int person, const char *text);

// Takes what was drawn, waiting for it at most `milliseconds`; the number of bytes, -1 when there will be no more.
long hb_take_drawn(int person, int milliseconds);

void hb_close_person(int person);

// --- crash guard -----------------------------------------------------------------------------------------------------

// Sends standard error to a nameless file while the screen is up, and installs handlers that give the terminal back when
// the program is stopped by a fault or a signal. Call before hb_open.
bool hb_guard_install(void);

// Has the handler of a signal that asks the program to end write to `ask` once the terminal is given back, and wait until
// `answer` can be read, a second at most. -1 for both: not any more.
void hb_guard_farewell(int ask, int answer);

// Takes the handlers away, gives standard error back, and copies the last of what was written to it there.
void hb_guard_remove(void);

#endif
