/* Functions that nobody calls here: included before every file by the build.
 *
 * Each has a safe twin: g_strlcpy, g_strdup_printf, g_spawn_sync with an argument vector, strtol through
 * g_ascii_string_to_signed, localtime through base/clock.h. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat sprintf vsprintf gets system popen tmpnam mktemp strtok atoi atol atoll
