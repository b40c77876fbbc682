/* The answer on standard output: records of JSON, each behind its length in 4 bytes, big-endian. For the program alone. */
#pragma once

#include <glib.h>
#include <jansson.h>

/* Takes the record over. Ends the process when the parent is gone. */
void reader_put_record (json_t *record);
/* What is gathered still. */
void reader_put_out (void);
