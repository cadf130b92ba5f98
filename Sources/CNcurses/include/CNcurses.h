#ifndef HUCKLEBERRY_CNCURSES_H
#define HUCKLEBERRY_CNCURSES_H
#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>
#endif
