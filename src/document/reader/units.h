/* Files that translators exchange, read in the cell: what its parts share. document/units.h says what they mean.
 *
 * A file is read from its start to its end once, in pieces; each unit is handed on as soon as it is whole and then forgotten, so memory
 * does not grow with the file. Each format has one entry (units_xml, units_po, units_csv, units_docx); units.c tells them apart.
 */
#pragma once

#include "document/unit.h"

typedef enum {
    UNITS_FINE,
    UNITS_EMPTY,     /* no unit in it */
    UNITS_UNKNOWN,   /* none of the formats */
    UNITS_SYNTAX,    /* against its format's rules, at a line */
    UNITS_ENTITIES,  /* defines or uses entities of its own */
    UNITS_ENCODING,  /* says that it is in an encoding other than those that are read; detail: its name */
    UNITS_NOT_UTF8,  /* bytes that are no UTF-8, at a line */
    UNITS_TOO_LARGE, /* one unit that is */
    UNITS_COLUMNS,   /* a table without source and target */
} UnitsFault;
const char *units_fault_name (UnitsFault fault);

enum { UNITS_TEXT_BYTES = 128 * 1024 }; /* of one text */

typedef struct {
    /* The next bytes of the file, at most size; 0 at its end. */
    gsize (*read) (guint8 *bytes, gsize size, gpointer data);
    /* A record for the parent; takes it over. */
    void (*put) (json_t *take_record, gpointer data);
    gpointer data;
    /* what the file says of itself, for the head; set before the first unit */
    const char *format;
    char *from, *to, *header;
    /* what came of it */
    gint64 units, codes;
    int line;     /* of a fault */
    char *detail; /* of a fault, or NULL */
    gboolean head_is_out;
} UnitsRun;

/* Reads the whole and puts head, units and end, or an error. */
void units_read (UnitsRun *run);
void units_run_clear (UnitsRun *run);

/* Puts one unit (and the head before the first one), which is taken over. UNITS_TOO_LARGE when it is larger than a record may be. */
UnitsFault units_put (UnitsRun *run, TdUnit *take_unit, int line);
/* line and detail (copied; may be NULL) of a fault, which is given back. */
UnitsFault units_fail (UnitsRun *run, UnitsFault fault, int line, const char *detail);

/* begun: the first bytes, which were read already; more comes from run->read. */
UnitsFault units_xml (UnitsRun *run, const guint8 *begun, gsize size);
UnitsFault units_po (UnitsRun *run, const guint8 *begun, gsize size);
UnitsFault units_csv (UnitsRun *run, const guint8 *begun, gsize size);
UnitsFault units_docx (UnitsRun *run, const guint8 *begun, gsize size);

/* ---- lines of a text file ---- */

typedef struct {
    UnitsRun *run;
    GByteArray *bytes;
    gsize at;
    gboolean ended;
    int line; /* of the one that was read last, from 1 */
} UnitsLines;
void units_lines_begin (UnitsLines *lines, UnitsRun *run, const guint8 *begun, gsize size);
void units_lines_clear (UnitsLines *lines);
/* The next line without its end, valid UTF-8, in ret_text; *ret_more FALSE at the file's end. A byte order mark is dropped. */
UnitsFault units_lines_next (UnitsLines *lines, GString *ret_text, gboolean *ret_more);
