/* Summaries of adopted texts. Contract in summary.h. */
#include "areas/spreading/spreading-sql.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

void td_summary_free (TdSummary *s)
{
    if (s == NULL)
        return;
    g_free (s->id);
    g_free (s->document);
    g_free (s->organisation);
    g_free (s->name);
    g_free (s->language);
    g_free (s->text);
    g_free (s->off_reason);
    g_free (s);
}

static gboolean is_mine (const TdViewer *viewer, const char *organisation)
{
    return td_viewer_level (viewer, organisation) >= TD_LEVEL_CONTRIBUTOR
           || g_strcmp0 (viewer->behalf, organisation) == 0;
}

/* ---- reading ---- */

struct list {
    const TdViewer *viewer;
    const char *document;
    GPtrArray *list;
};

static gboolean holds (const GPtrArray *list, const char *id)
{
    for (guint i = 0; i < list->len; i++)
        if (g_str_equal (((const TdSummary *) list->pdata[i])->id, id))
            return TRUE;
    return FALSE;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct list *l = data;
    gboolean keeper = td_door_viewer_may (l->viewer, TD_ACT_SPREADING_KEEP);
    g_autoptr (GPtrArray) shown = td_summary_select (tx, l->document, NULL, FALSE, error);

    g_clear_pointer (&l->list, g_ptr_array_unref);
    if (shown == NULL)
        return FALSE;
    l->list = td_summary_select (tx, l->document, NULL, TRUE, error);
    for (guint i = 0; l->list != NULL && i < l->list->len;) {
        TdSummary *s = l->list->pdata[i];
        s->mine = is_mine (l->viewer, s->organisation);
        if (holds (shown, s->id) || s->mine || (keeper && s->off_reason != NULL))
            i++;
        else
            g_ptr_array_remove_index (l->list, i);
    }
    return l->list != NULL;
}

GPtrArray *td_summaries (TdInstance *instance, const TdViewer *viewer, const char *document, GError **error)
{
    struct list l = { .viewer = viewer, .document = document };

    return td_store_read (instance->store, list_in, &l, error) ? l.list : NULL;
}

/* ---- writing ---- */

struct write {
    TdInstance *instance;
    const TdViewer *viewer;
    TdSummaryEntry entry;
    const char **ret_field;
};

static gboolean write_in (TdTx *tx, gpointer data, GError **error)
{
    struct write *w = data;
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autofree char *id = NULL;
    gboolean shown = FALSE;

    if (!td_spreading_check (tx, w->instance, w->viewer, w->entry.document, w->entry.organisation, &d, &shown,
                             w->ret_field, error))
        return FALSE;
    if (!shown)
        return td_spreading_fail (w->ret_field, "organisation", error,
                                  N_ ("A summary stands under the name of who wrote it, and the public does not see "
                                      "this organisation. Choose another one, or let its lead make its page public."));
    w->entry.document = d->id;
    if (!td_summary_find (tx, &w->entry, &id, error))
        return FALSE;
    if (id == NULL)
        id = td_id_new ();
    return td_summary_put (tx, &w->entry, id, td_clock_now (&w->instance->clock), error)
           && td_spreading_journal (tx, w->instance, w->viewer, TD_ACT_SPREADING_NOTE, "summary", id, TRUE, error);
}

gboolean td_summary_write (TdInstance *instance, const TdViewer *viewer, const TdSummaryEntry *entry,
                           const char **ret_field, GError **error)
{
    g_autofree char *language = td_spreading_language (entry->language);
    g_autofree char *text = td_text_clean_text (entry->text, TD_LIMIT_SUMMARY_CHARACTERS);
    struct write w = { .instance = instance, .viewer = viewer, .entry = *entry, .ret_field = ret_field };

    if (language == NULL)
        return td_spreading_fail (ret_field, "language", error,
                                  N_ ("Choose the language of the summary, or write its tag: “tl” for Tagalog."));
    if (text == NULL)
        return td_spreading_fail (ret_field, "text", error,
                                  N_ ("This is too long for a summary. A few lines are enough: what it says, and for "
                                      "whom."));
    if (*text == '\0')
        return td_spreading_fail (ret_field, "text", error, N_ ("Write the summary."));
    w.entry.language = language;
    w.entry.text = text;
    return td_store_write (instance->store, write_in, &w, error);
}

/* ---- taking off ---- */

struct removing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *reason;
    char *document;
};

static gboolean needs_reason (const char *reason, GError **error)
{
    return *reason != '\0'
           || td_spreading_fail (NULL, NULL, error, N_ ("Say why it is taken off: the organisation reads the reason."));
}

static gboolean remove_in (TdTx *tx, gpointer data, GError **error)
{
    struct removing *r = data;
    g_autoptr (GPtrArray) found = td_summary_select (tx, NULL, r->id, TRUE, error);
    const TdSummary *s;
    gboolean mine, keeper = td_door_viewer_may (r->viewer, TD_ACT_SPREADING_KEEP);

    g_clear_pointer (&r->document, g_free);
    if (found == NULL || !td_instance_may_write (r->instance, tx, error))
        return FALSE;
    s = found->len > 0 ? found->pdata[0] : NULL;
    mine = s != NULL && is_mine (r->viewer, s->organisation);
    if (!mine && (s == NULL || !keeper))
        return td_door_unknown (error);
    if (mine && s->off_reason != NULL)
        return td_spreading_fail (NULL, NULL, error,
                                  N_ ("The secretariat took it off, so it cannot be erased and written anew. Write to "
                                      "the secretariat."));
    r->document = g_strdup (s->document);
    if (mine ? !td_summary_delete (tx, s->id, error)
             : !needs_reason (r->reason, error)
                   || !td_summary_take_off (tx, s->id, r->reason, td_clock_now (&r->instance->clock), error))
        return FALSE;
    return td_spreading_journal (tx, r->instance, r->viewer, mine ? TD_ACT_SPREADING_NOTE : TD_ACT_SPREADING_KEEP,
                                 "summary", r->id, TRUE, error);
}

gboolean td_summary_remove (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                            char **ret_document, GError **error)
{
    g_autofree char *clean = td_text_clean_text (reason, TD_LIMIT_TEXT_CHARACTERS);
    struct removing r = { instance, viewer, id, clean != NULL ? clean : "", NULL };
    gboolean done = td_store_write (instance->store, remove_in, &r, error);

    if (done && ret_document != NULL)
        *ret_document = g_steal_pointer (&r.document);
    g_free (r.document);
    return done;
}

json_t *td_summaries_to_json (const GPtrArray *summaries)
{
    json_t *list = json_array ();

    for (guint i = 0; i < summaries->len; i++) {
        const TdSummary *s = summaries->pdata[i];
        g_autofree char *written = td_instant_to_text (s->written);
        if (s->off_reason == NULL)
            json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s}", "id", s->id, "organisation",
                                                    s->organisation, "name", s->name, "language", s->language, "text",
                                                    s->text, "written", written));
    }
    return json_pack ("{s:o}", "summaries", list);
}
