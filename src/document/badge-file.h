/* A badge as PDF: one page of A6, made by treatydesk-writer (writer.h). Names stand in whatever script they are written. */
#pragma once

#include <glib.h>

typedef struct {
    const char *body;           /* "Committee on Migrant Workers" */
    const char *session;        /* "41st session, …" */
    const char *name;           /* as shown */
    const char *function;       /* or NULL */
    const char *organisation;   /* or NULL: none on it */
    const char *category;       /* "Observer" */
    const char *valid;          /* until when, and what it is not, in words */
    const char *language;       /* of our words, a tag */
    const char *address;        /* what the picture holds, as it can be typed */
    const char *const *modules; /* rows of the QR code, '1' dark, '0' light, NULL-terminated */
} TdBadgeFile;

/* program: td_instance_writer_path. Errors as td_text_write's. */
GBytes *td_badge_write (const char *program, const TdBadgeFile *badge, GError **error);
