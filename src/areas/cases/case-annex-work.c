/* What an officer does with an annex before it goes to the other side. Contract in case-annex.h. */
#include "areas/cases/case-annex-rules.h"

#include "base/errors.h"

gboolean td_case_annex_act_from_word (const char *word, TdCaseAnnexAct *ret)
{
    static const char *const words[] = { "lay-out", "confirm", "hold", "let-go" };

    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_strcmp0 (word, words[i]) == 0) {
            *ret = (TdCaseAnnexAct) i;
            return TRUE;
        }
    return FALSE;
}

const char *td_case_annex_seen (const TdCaseAnnex *annex)
{
    return annex->outgoing != NULL ? annex->outgoing : annex->blob;
}

/* Whether names may stand in what goes to its other side. */
static gboolean is_strict (const TdCase *c, const TdCaseAnnex *a, int names)
{
    return a->party != TD_PARTY_STATE && (c->withheld || names > 0);
}

gboolean td_case_annex_is_ready (const TdCase *c, const TdCaseAnnex *a, int names)
{
    gboolean strict = is_strict (c, a, names);

    if (a->held || a->paper == TD_CASE_AUTHORITY)
        return TRUE;
    if (a->picture)
        return (a->blob != NULL || a->outgoing != NULL) && (!strict || (a->confirmed != 0 && a->names == names));
    return strict || a->blob == NULL ? a->outgoing != NULL : TRUE;
}

typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    int paper, n;
    const TdCaseAnnexWish *wish;
    TdCase *c;
    TdCasePaper *of;
    TdCaseAnnex *annex; /* n 0: what is made */
    TdCaseNames *names;
} Work;

static void work_clear (Work *w)
{
    g_clear_pointer (&w->c, td_case_free);
    g_clear_pointer (&w->of, td_case_paper_free);
    g_clear_pointer (&w->annex, td_case_annex_free);
    g_clear_pointer (&w->names, td_case_names_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gpointer taken (GPtrArray *list, guint i, gpointer empty)
{
    gpointer it = list->pdata[i];

    list->pdata[i] = empty;
    return it;
}

static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    Work *w = data;
    g_autoptr (GPtrArray) papers = NULL, annexes = NULL;
    TdThing thing;

    work_clear (w);
    w->c = td_case_get_in (tx, w->viewer, w->id, error);
    if (w->c == NULL)
        return FALSE;
    thing = td_case_thing (w->c, w->viewer);
    if (!td_door_may (w->viewer, TD_ACT_CASE_KEEP, &thing, error)
        || (papers = td_case_paper_select (tx, w->c->id, error)) == NULL
        || (annexes = td_case_annex_select (tx, w->c->id, w->paper, error)) == NULL
        || (w->names = td_case_names_load_in (tx, w->instance, w->c->id, error)) == NULL)
        return FALSE;
    for (guint i = 0; i < papers->len && w->of == NULL; i++)
        if (((TdCasePaper *) papers->pdata[i])->n == w->paper)
            w->of = taken (papers, i, g_new0 (TdCasePaper, 1));
    for (guint i = 0; i < annexes->len && w->annex == NULL; i++)
        if (((TdCaseAnnex *) annexes->pdata[i])->n == w->n)
            w->annex = taken (annexes, i, g_new0 (TdCaseAnnex, 1));
    if (w->of == NULL || (w->annex == NULL && (w->n != 0 || w->wish->act != TD_ANNEX_LAY_OUT)))
        return td_door_unknown (error);
    return w->of->transmitted == 0
           || td_case_fail (error, TD_ERROR_CONFLICT, "This paper was transmitted already. When stands beside it.");
}

/* ---- laying out ---- */

static gboolean lay_out_text (Work *w, TdCaseAnnex *to, int fd, GError **error)
{
    g_autofree char *number = td_case_number (w->c);
    g_autofree char *title =
        g_strdup_printf ("%s, paper %d, annex", number != NULL ? number : "Communication", w->paper);
    g_autoptr (GBytes) bytes = td_case_written_anew (w->instance, w->names, title, fd, error);
    char sha256[TD_SHA256_TEXT + 1];

    if (bytes == NULL || !td_case_keep_bytes (w->instance, bytes, sha256, error))
        return FALSE;
    to->outgoing = g_strdup (sha256);
    to->outgoing_format = g_strdup ("pdf");
    to->outgoing_size = (gint64) g_bytes_get_size (bytes);
    return TRUE;
}

/* What is laid out stands in made; a picture is what is kept, cleaned. Of a text nothing is kept as it came. */
static TdCaseAnnex *laid_out (Work *w, int fd, GError **error)
{
    g_autoptr (TdCaseAnnex) made = NULL;
    g_autoptr (GError) problem = NULL;

    if (fd < 0) {
        td_case_fail (error, TD_ERROR_INPUT, "Choose a file.");
        return NULL;
    }
    made = td_case_annex_read_picture (w->instance, w->paper, w->of->party, fd, &problem);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    if (made->picture) {
        made->outgoing = g_steal_pointer (&made->blob);
        made->outgoing_format = g_steal_pointer (&made->format);
        made->outgoing_size = made->size;
        made->size = 0;
    } else if (!lay_out_text (w, made, fd, error)) {
        return NULL;
    }
    made->names = made->picture ? 0 : td_case_names_version (w->names);
    return g_steal_pointer (&made);
}

static void take_outgoing (TdCaseAnnex *a, TdCaseAnnex *made)
{
    g_free (a->outgoing);
    g_free (a->outgoing_format);
    g_clear_pointer (&a->confirmer, g_free);
    a->outgoing = g_steal_pointer (&made->outgoing);
    a->outgoing_format = g_steal_pointer (&made->outgoing_format);
    a->outgoing_size = made->outgoing_size;
    a->names = made->names;
    a->confirmed = 0;
}

/* ---- the change ---- */

struct change {
    Work *seen;
    TdCaseAnnex *made; /* of TD_ANNEX_LAY_OUT */
};

static const char *event_of (TdCaseAnnexAct act)
{
    switch (act) {
    case TD_ANNEX_LAY_OUT: return "annex-laid-out";
    case TD_ANNEX_CONFIRM: return "picture";
    case TD_ANNEX_HOLD: return "annex-held";
    case TD_ANNEX_LET_GO: return "annex-goes";
    }
    return "annexes";
}

static gboolean apply (Work *now, struct change *change, GError **error)
{
    TdCaseAnnex *a = now->annex;

    switch (now->wish->act) {
    case TD_ANNEX_LAY_OUT: take_outgoing (a, change->made); return TRUE;
    case TD_ANNEX_HOLD: a->held = TRUE; return TRUE;
    case TD_ANNEX_LET_GO: a->held = FALSE; return TRUE;
    case TD_ANNEX_CONFIRM: break;
    }
    if (!a->picture)
        return td_case_fail (error, TD_ERROR_INPUT, "This annex is no picture: its text is searched for names.");
    if (g_strcmp0 (now->wish->seen, td_case_annex_seen (a)) != 0)
        return td_case_fail (error, TD_ERROR_CONFLICT,
                             "Another picture stands there by now. Look at it, and say so again.");
    a->names = td_case_names_version (now->names);
    a->confirmed = td_clock_now (&now->instance->clock);
    g_free (a->confirmer);
    a->confirmer = g_strdup (td_viewer_actor (now->viewer));
    return TRUE;
}

static gboolean put (TdTx *tx, Work *now, struct change *change, GError **error)
{
    g_autoptr (GPtrArray) one = NULL;

    if (now->annex != NULL)
        return apply (now, change, error) && td_case_annex_update (tx, now->annex, error);
    one = g_ptr_array_new ();
    g_ptr_array_add (one, change->made);
    return td_case_annexes_put (tx, now->c, one, now->of, td_viewer_actor (now->viewer), error);
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *change = data;
    const Work *seen = change->seen;
    g_auto (Work) now = { .instance = seen->instance,
                          .viewer = seen->viewer,
                          .id = seen->id,
                          .paper = seen->paper,
                          .n = seen->n,
                          .wish = seen->wish };

    if (!td_instance_may_write (seen->instance, tx, error) || !load_in (tx, &now, error))
        return FALSE;
    if (td_case_names_version (now.names) != td_case_names_version (seen->names)
        || (now.annex != NULL && g_strcmp0 (now.annex->outgoing, seen->annex->outgoing) != 0))
        return td_case_fail (error, TD_ERROR_CONFLICT,
                             "Another officer changed the annex or the list of names just now. Look at it again.");
    return put (tx, &now, change, error) && td_case_update (tx, now.c, error)
           && td_case_record (tx, now.instance, now.viewer, now.c, event_of (now.wish->act), NULL, NULL, error);
}

gboolean td_case_annex_do (TdInstance *instance, const TdViewer *viewer, const char *id, int paper, int n,
                           const TdCaseAnnexWish *wish, GError **error)
{
    g_auto (Work) w = { .instance = instance, .viewer = viewer, .id = id, .paper = paper, .n = n, .wish = wish };
    g_autoptr (TdCaseAnnex) made = NULL;
    struct change change = { .seen = &w };

    if (!td_store_read (instance->store, load_in, &w, error))
        return FALSE;
    if (wish->act == TD_ANNEX_LAY_OUT && (made = laid_out (&w, wish->fd, error)) == NULL)
        return FALSE;
    if (made != NULL && w.annex != NULL && made->picture != w.annex->picture)
        return td_case_fail (
            error, TD_ERROR_INPUT,
            "What came is of another kind than this file. Choose a picture for a picture, and a text for a text.");
    change.made = made;
    return td_store_write (instance->store, change_in, &change, error);
}
