/* What summaries and outreach share. Contract in spreading.h. */
#include "areas/spreading/spreading-sql.h"

#include "base/errors.h"
#include "journal/journal.h"
#include "text/language.h"
#include "text/words.h"

#include <string.h>

TD_DEFINE_ERROR (spreading)

gboolean td_spreading_is_of (const TdProfile *profile, const TdLibraryDocument *document)
{
    const TdDocumentType *type = td_profile_document_type (profile, document->type);

    return type != NULL
           && (type->is == TD_IS_OBSERVATIONS || type->is == TD_IS_GENERAL_COMMENT || type->is == TD_IS_TREATY);
}

gboolean td_spreading_fail (const char **ret_field, const char *field, GError **error, const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    g_set_error_literal (error, TD_SPREADING_ERROR, TD_ERROR_INPUT, message);
    return FALSE;
}

/* ---- for whom one may write ---- */

void td_spreader_free (TdSpreader *spreader)
{
    g_free (spreader->id);
    g_free (spreader->name);
    g_free (spreader);
}

GPtrArray *td_spreaders_in (TdTx *tx, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_spreader_free);

    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (td_viewer_level (viewer, viewer->organisations[i].organisation) >= TD_LEVEL_CONTRIBUTOR)
            g_ptr_array_add (ids, (gpointer) viewer->organisations[i].organisation);
    if (viewer->behalf != NULL)
        g_ptr_array_add (ids, (gpointer) viewer->behalf);
    return td_spreading_select_names (tx, ids, list, error) ? g_steal_pointer (&list) : NULL;
}

struct spreaders {
    const TdViewer *viewer;
    GPtrArray *list;
};

static gboolean spreaders_in (TdTx *tx, gpointer data, GError **error)
{
    struct spreaders *s = data;

    g_clear_pointer (&s->list, g_ptr_array_unref);
    s->list = td_spreaders_in (tx, s->viewer, error);
    return s->list != NULL;
}

GPtrArray *td_spreaders (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct spreaders s = { .viewer = viewer };

    return td_store_read (instance->store, spreaders_in, &s, error) ? s.list : NULL;
}

/* ---- checking ---- */

static gboolean check_document (TdTx *tx, const TdInstance *instance, const char *id, TdLibraryDocument **ret_document,
                                GError **error)
{
    g_autoptr (TdLibraryDocument) d = td_library_get_in (tx, id, error);

    if (d == NULL)
        return FALSE;
    if (!td_spreading_is_of (instance->profile, d))
        return td_spreading_fail (NULL, NULL, error,
                                  N_ ("Only the Convention, concluding observations and general comments are spread "
                                      "here. Choose one of these documents."));
    *ret_document = g_steal_pointer (&d);
    return TRUE;
}

gboolean td_spreading_check (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *document,
                             const char *organisation, TdLibraryDocument **ret_document, gboolean *ret_shown,
                             const char **ret_field, GError **error)
{
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (GPtrArray) spreaders = NULL;

    if (!td_instance_may_write (instance, tx, error) || !td_door_may (viewer, TD_ACT_SPREADING_NOTE, NULL, error)
        || !check_document (tx, instance, document, &d, error)
        || (spreaders = td_spreaders_in (tx, viewer, error)) == NULL)
        return FALSE;
    for (guint i = 0; i < spreaders->len; i++) {
        const TdSpreader *s = spreaders->pdata[i];
        if (g_strcmp0 (s->id, organisation) != 0)
            continue;
        *ret_shown = s->shown;
        *ret_document = g_steal_pointer (&d);
        return TRUE;
    }
    return td_spreading_fail (ret_field, "organisation", error,
                              N_ ("Choose an organisation for which you may write: you are a contributor or a lead "
                                  "there."));
}

char *td_spreading_language (const char *tag)
{
    gsize length = strlen (tag);
    g_autofree char *lower = g_ascii_strdown (tag, -1);
    g_autofree char *name = NULL;
    gsize letters = strspn (lower, "abcdefghijklmnopqrstuvwxyz");

    if (letters < 2 || letters > 3 || length > 20 || strspn (lower, "abcdefghijklmnopqrstuvwxyz0123456789-") != length
        || g_str_has_suffix (lower, "-") || strstr (lower, "--") != NULL
        || (lower[letters] != '\0' && lower[letters] != '-'))
        return NULL;
    name = td_language_name (lower, "en");
    return name != NULL && g_ascii_strcasecmp (name, lower) != 0 ? g_steal_pointer (&lower) : NULL;
}

gboolean td_spreading_journal (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, TdAct act,
                               const char *thing, const char *id, gboolean seen, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = td_act_word (act),
                                   .thing = thing,
                                   .thing_id = id,
                                   .public_change = seen,
                                   .clock = &instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}
