/* What the pages of a dossier share; private to this area. */
#pragma once

#include "areas/dossier/place.h"
#include "web/route.h"

/* Strings and lists that live until a page is rendered. */
typedef struct {
    GPtrArray *strings, *lists;
} TdKept;
void td_kept_init (TdKept *kept);
void td_kept_clear (TdKept *kept);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdKept, td_kept_clear)
const char *td_keep (TdKept *kept, char *take_text); /* NULL stays NULL */
GArray *td_keep_list (TdKept *kept, guint size);

/* Puts a list made by td_keep_list into a template's struct. */
#define TD_FILL(row, list, array) ((row)->list = (const void *) (array)->data, (row)->n_##list = (array)->len)

/* The field "cycle"; 0 where it is empty. TD_ERROR_NOT_FOUND when it is no number of a review. */
gboolean td_dossier_asked_cycle (TdRequest *request, int *ret_cycle, GError **error);
/* The field "page", from 1. */
gint64 td_dossier_asked_page (TdRequest *request);
/* "/en/states/GHA/dossier" with what follows, and the cycle where it is not the usual one. Free it. */
char *td_dossier_path (const char *locale, const TdSpan *span, const char *below);
/* Numbers (int) in rising order: for g_array_sort. */
int td_dossier_by_number (gconstpointer a, gconstpointer b);
/* Nothing that is made for one person is kept on the way. */
void td_dossier_keep_nowhere (TdRequest *request);
