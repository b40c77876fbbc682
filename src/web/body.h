/* What a request sent: its fields and files, checked against the route's table while they arrive.
 *
 * Refused at once, with an error: a field that the table lacks, one sent twice that may not repeat, text that is no
 * UTF-8 or holds a NUL (TD_ERROR_INPUT); more than TD_LIMIT_FIELDS fields, a field over TD_LIMIT_FIELD_BYTES, all text
 * over TD_BODY_TEXT_BYTES (TD_ERROR_TOO_LARGE). Kept with a problem beside the value: text that is too long for its field, control
 * characters, a file that is too large (its bytes are then counted and dropped).
 * Files go to unlinked temporary files in folder; they vanish with the body, or with the process. Those of fields that are sealed go there
 * sealed, or stay in memory (sealed-field.h). What was typed is overwritten when the body is freed.
 *
 * Threads: one at a time.
 */
#pragma once

#include "web/route.h"
#include "web/sealed-field.h"

enum { TD_BODY_TEXT_BYTES = 1024 * 1024 };

typedef struct TdBody TdBody;

/* fields may be NULL. file_bytes: the most for a file whose row says 0. */
TdBody *td_body_new (const TdField *fields, gboolean csrf_allowed, const char *folder, gint64 file_bytes);
void td_body_free (TdBody *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdBody, td_body_free)

/* Before it starts, where the table has a field that is sealed: to whom. At most TD_AGE_MAX_RECIPIENTS; copied. */
void td_body_seal_to (TdBody *body, const TdAgeRecipient *recipients, guint n);

gboolean td_body_query (TdBody *body, const char *query, GError **error);
/* Whether this is a type of form that can be read. */
gboolean td_body_type_known (const char *content_type);
gboolean td_body_start (TdBody *body, const char *content_type, GError **error);
gboolean td_body_feed (TdBody *body, const char *bytes, gsize size, GError **error);
gboolean td_body_finish (TdBody *body, GError **error);

const char *td_body_value (TdBody *body, const char *name); /* "" when absent */
const char *td_body_csrf (TdBody *body);
const char *const *td_body_values (TdBody *body, const char *name);
const char *const *td_body_names (TdBody *body, const char *prefix);
int td_body_file (TdBody *body, const char *name, const char **ret_name, gint64 *ret_size);
/* The nth file of a field that may have several, from 0; -1 behind the last. */
int td_body_file_at (TdBody *body, const char *name, guint n, const char **ret_name, gint64 *ret_size);
/* As td_body_file, of a field that is sealed. */
int td_body_sealed (TdBody *body, const char *name, TdSealedFieldState *ret_state, const char **ret_name,
                    gint64 *ret_size);
const char *td_body_problem (TdBody *body, const char *name, const char *locale);
