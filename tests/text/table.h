/* Tables of labelled text for the tests of this room: lines of fields between tabs, "#" begins a remark. */
#pragma once

#include <glib.h>

/* Rows (GStrv of exactly columns fields) of tests/text/NAME. */
GPtrArray *test_table (const char *name, guint columns);
