/* What is wrong with a form, as its page says it: all of it in the summary at its head, each line a link to its field, and each beside its field.
 *
 * For the pages of all areas. The rules give one error for everything that they found (base/faults.h); what was typed stays with the page.
 *
 * Example:
 *   g_auto (TdFaultWords) faults = { 0 };
 *   td_fault_words_take (&faults, locale, field, problem, "name");
 *   … .name_error = td_fault_at (&faults, "name"), TD_FAULT_ROWS (&faults), …
 */
#pragma once

#include "templates/error-summary.html.h"
#include "web/route.h"

typedef struct {
    GArray *rows;    /* of struct html_error_summary_errors; its fields are those of the links */
    GPtrArray *keys; /* the field that the rules named, for each row */
} TdFaultWords;
void td_fault_words_clear (TdFaultWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdFaultWords, td_fault_words_clear)

/* Every fault of an error of the rules, in the reader's language. field: as the rules named it, or NULL. otherwise: where the link of a fault leads that has
 * no field. */
void td_fault_words_take (TdFaultWords *words, const char *locale, const char *field, const GError *problem,
                          const char *otherwise);
/* One more, said in the reader's language already; field a literal or NULL. Copied. */
void td_fault_words_add (TdFaultWords *words, const char *field, const char *said, const char *otherwise);
/* What the router found wrong with these fields (NULL ends them) as they were typed; TRUE: something. */
gboolean td_fault_words_typed (TdFaultWords *words, TdRequest *request, const char *const *fields);
/* The link of this field's faults leads to the control with that id, where its id is not its name. */
void td_fault_words_link (TdFaultWords *words, const char *field, const char *id);

/* What stands beside the field, or NULL. */
const char *td_fault_at (const TdFaultWords *words, const char *field);
guint td_fault_words_count (const TdFaultWords *words);

#define TD_FAULT_ROWS(words)                                                                                           \
    .errors = (words)->rows != NULL ? (const struct html_error_summary_errors *) (void *) (words)->rows->data : NULL,  \
    .n_errors = td_fault_words_count (words)
