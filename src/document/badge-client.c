/* Asks treatydesk-writer for a badge. */
#include "document/badge-file.h"

#include "base/cell/helper.h"
#include "base/limits.h"

#include <jansson.h>
#include <string.h>

static json_t *rows_of (const char *const *modules)
{
    json_t *rows = json_array ();

    for (gsize i = 0; modules[i] != NULL; i++)
        json_array_append_new (rows, json_string (modules[i]));
    return rows;
}

GBytes *td_badge_write (const char *program, const TdBadgeFile *b, GError **error)
{
    json_t *json =
        json_pack ("{s:s, s:s, s:s, s:s*, s:s*, s:s, s:s, s:s, s:s, s:o}", "body", b->body, "session", b->session,
                   "name", b->name, "function", b->function, "organisation", b->organisation, "category", b->category,
                   "valid", b->valid, "language", b->language, "address", b->address, "modules", rows_of (b->modules));
    char *text = json_dumps (json, JSON_COMPACT);
    GBytes *file =
        td_helper_run (program, "badge", text, strlen (text), TD_LIMIT_WRITER_SECONDS, TD_LIMIT_WRITER_OUTPUT, error);

    free (text);
    json_decref (json);
    return file;
}
