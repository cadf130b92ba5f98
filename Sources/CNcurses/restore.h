#ifndef HUCKLEBERRY_RESTORE_H
#define HUCKLEBERRY_RESTORE_H

// What the screen switches on besides what curses itself does, and off again.
#define HB_PASTE_ON "\033[?2004h"
#define HB_PASTE_OFF "\033[?2004l"

// Gives back what a program under curses has taken: bracketed paste, the mouse, the alternate screen, the cursor, attributes, the
// keypad. Written by signal handlers, which cannot ask terminfo.
#define HB_RESTORE HB_PASTE_OFF "\033[?1006l\033[?1000l\033[?1049l\033[?25h\033[0m\033[?1l\033>\r\n"

#endif
