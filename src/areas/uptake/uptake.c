/* Likenesses of one submission. Contract in uptake.h. */
#include "areas/uptake/uptake-rules.h"

#include "base/errors.h"
#include "base/limits.h"
#include "text/resemblance.h"
#include "text/words.h"

TD_DEFINE_ERROR (uptake)

void td_uptake_free (TdUptake *u)
{
    if (u == NULL)
        return;
    g_free (u->mine);
    g_free (u->text);
    g_free (u->language);
    g_free (u->document);
    g_free (u->symbol);
    g_free (u->title);
    g_free (u->anchor);
    g_free (u->theirs);
    g_free (u->their_language);
    g_free (u);
}

void td_uptakes_clear (TdUptakes *uptakes)
{
    g_clear_pointer (&uptakes->submission, td_submission_free);
    g_clear_pointer (&uptakes->list, g_ptr_array_unref);
}

int td_uptake_number (const char *anchor)
{
    gint64 n = 0;

    return anchor[0] == 'p' && g_ascii_string_to_signed (anchor + 1, 10, 1, G_MAXINT, &n, NULL) ? (int) n : 0;
}

const char *td_uptake_why_unpublished (const TdSubmission *s)
{
    if (!s->visibility_chosen || s->visibility == TD_VISIBILITY_COMMITTEE)
        return N_ ("This report is for the Committee alone, so nothing of it is said publicly. What you confirm here "
                   "stays yours.");
    if (s->visibility == TD_VISIBILITY_NAME_WITHHELD)
        return N_ (
            "This report is public without your name, and a claim would tell it. What you confirm here stays yours.");
    if (s->status != TD_STATUS_PUBLISHED)
        return N_ ("This report is not published yet, or not any more. A claim can be published while everybody can "
                   "read the report.");
    if (s->public_name != NULL)
        return N_ ("Your name was taken out of what everybody reads, and a claim would tell it.");
    return NULL;
}

/* ---- suggestions ---- */

static TdUptake *pair_of (const TdMine *m, const TdTheirs *t, double score)
{
    TdUptake *u = g_new0 (TdUptake, 1);

    u->mine = g_strdup (m->mine);
    u->kind = m->kind;
    u->text = g_strdup (m->text);
    u->language = g_strdup (m->language);
    u->document = g_strdup (t->document->id);
    u->symbol = g_strdup (t->document->symbol);
    u->title = g_strdup (t->document->title);
    u->anchor = g_strdup (t->paragraph->anchor);
    u->theirs = g_strdup (t->paragraph->paragraph->text);
    u->their_language = g_strdup (t->paragraph->language);
    u->score = score;
    return u;
}

static void add_theirs (TdResemblance *corpus, const TdTheirs *t)
{
    g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (int));
    const GArray *tags = t->paragraph->paragraph->articles;

    for (guint i = 0; tags != NULL && i < tags->len; i++) {
        const TdTag *tag = &g_array_index (tags, TdTag, i);
        if (tag->confidence >= 0.5)
            g_array_append_val (articles, tag->article);
    }
    td_resemblance_add (corpus, t->paragraph->paragraph->text, t->paragraph->language,
                        (const int *) (const void *) articles->data, articles->len);
}

GPtrArray *td_uptake_suggest (const GPtrArray *mine, const GPtrArray *theirs)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_uptake_free);
    g_autoptr (TdResemblance) corpus = td_resemblance_new ();

    for (guint i = 0; i < mine->len; i++) {
        const TdMine *m = mine->pdata[i];
        td_resemblance_add (corpus, m->text, m->language, (const int *) (const void *) m->articles->data,
                            m->articles->len);
    }
    for (guint i = 0; i < theirs->len; i++)
        add_theirs (corpus, theirs->pdata[i]);
    for (guint i = 0; i < mine->len && theirs->len > 0; i++) {
        g_autoptr (GArray) best =
            td_resemblance_best (corpus, i, mine->len, mine->len + theirs->len - 1, TD_RESEMBLES, TD_LIMIT_UPTAKE_EACH);
        for (guint k = 0; k < best->len; k++) {
            const TdLikeness *l = &g_array_index (best, TdLikeness, k);
            g_ptr_array_add (list, pair_of (mine->pdata[i], theirs->pdata[l->text - mine->len], l->score));
        }
    }
    return list;
}

/* ---- with what was said ---- */

static TdUptake *find_pair (GPtrArray *list, const TdUptakeRow *row)
{
    for (guint i = 0; i < list->len; i++) {
        TdUptake *u = list->pdata[i];
        if (g_str_equal (u->mine, row->mine) && g_str_equal (u->document, row->document)
            && g_str_equal (u->anchor, row->anchor))
            return u;
    }
    return NULL;
}

/* What was said of a likeness that would not be suggested now stands all the same, while both sides are there. */
static TdUptake *pair_by_row (const GPtrArray *mine, const GPtrArray *theirs, const TdUptakeRow *row)
{
    const TdMine *m = NULL;
    const TdTheirs *t = NULL;

    for (guint i = 0; i < mine->len && m == NULL; i++)
        if (g_str_equal (((TdMine *) mine->pdata[i])->mine, row->mine))
            m = mine->pdata[i];
    for (guint i = 0; i < theirs->len && t == NULL; i++) {
        const TdTheirs *one = theirs->pdata[i];
        if (g_str_equal (one->document->id, row->document) && g_str_equal (one->paragraph->anchor, row->anchor))
            t = one;
    }
    return m != NULL && t != NULL ? pair_of (m, t, 0) : NULL;
}

static void join_rows (GPtrArray *list, const GPtrArray *rows, const GPtrArray *mine, const GPtrArray *theirs)
{
    for (guint i = 0; i < rows->len; i++) {
        const TdUptakeRow *row = rows->pdata[i];
        TdUptake *u = find_pair (list, row);
        if (u == NULL) {
            u = pair_by_row (mine, theirs, row);
            if (u == NULL)
                continue;
            g_ptr_array_add (list, u);
        }
        u->said = row->confirmed ? TD_UPTAKE_CONFIRMED : TD_UPTAKE_DENIED;
        u->published = row->published;
    }
}

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    gboolean as_theirs;
    TdSubmission *submission;
    GPtrArray *mine, *rows;
    TdTheirSide side;
};

static void clear_reading (struct reading *r)
{
    g_clear_pointer (&r->submission, td_submission_free);
    g_clear_pointer (&r->mine, g_ptr_array_unref);
    g_clear_pointer (&r->rows, g_ptr_array_unref);
    td_their_side_clear (&r->side);
}

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    TdThing thing;

    clear_reading (r);
    r->submission = td_submission_get_in (tx, r->instance, r->viewer, r->key, r->id, error);
    if (r->submission == NULL)
        return FALSE;
    thing = td_submission_thing (r->submission);
    if (r->as_theirs)
        thing.relations |= TD_RELATION_SENDER;
    if (!td_door_may (r->viewer, TD_ACT_UPTAKE_READ, &thing, error))
        return FALSE;
    r->mine = td_uptake_mine_in (tx, r->submission, error);
    r->rows = r->mine != NULL ? td_uptake_rows (tx, r->id, error) : NULL;
    return r->rows != NULL
           && td_uptake_theirs_in (tx, r->submission->state, r->submission->received, r->submission->language, NULL,
                                   &r->side, error);
}

static gboolean get (struct reading *r, TdUptakes *ret_uptakes, GError **error)
{
    gboolean read = td_store_read (r->instance->store, read_in, r, error);

    if (read) {
        GPtrArray *list = td_uptake_suggest (r->mine, r->side.theirs);
        join_rows (list, r->rows, r->mine, r->side.theirs);
        *ret_uptakes = (TdUptakes){ .submission = g_steal_pointer (&r->submission),
                                    .list = list,
                                    .mine = r->mine->len,
                                    .theirs = r->side.theirs->len };
        ret_uptakes->why_unpublished = td_uptake_why_unpublished (ret_uptakes->submission);
    }
    clear_reading (r);
    return read;
}

gboolean td_uptakes_get (TdInstance *instance, const TdViewer *viewer, const char *key, const char *submission,
                         TdUptakes *ret_uptakes, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .key = key, .id = submission };

    return get (&r, ret_uptakes, error);
}

gboolean td_uptakes_get_as_theirs (TdInstance *instance, const char *submission, TdUptakes *ret_uptakes, GError **error)
{
    static const TdViewer command = TD_VIEWER_SECRETARIAT;
    struct reading r = { .instance = instance, .viewer = &command, .id = submission, .as_theirs = TRUE };

    return get (&r, ret_uptakes, error);
}
