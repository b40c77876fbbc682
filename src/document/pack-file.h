/* Several files as one ZIP, made by treatydesk-writer (writer.h). The same members give the same bytes. */
#pragma once

#include <glib.h>

typedef struct {
    const char *name; /* UTF-8, no strokes at its ends, no ".." */
    GBytes *bytes;    /* borrowed */
} TdPackMember;

/* program: td_instance_writer_path. Errors as td_text_write's. Blocks. */
GBytes *td_pack_write (const char *program, const TdPackMember *members, gsize n, GError **error);
