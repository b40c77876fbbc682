#include "areas/dossier/news.h"

#include "areas/dossier/news-sql.h"
#include "areas/dossier/note.h"
#include "areas/dossier/place.h"
#include "areas/follow_up/step.h"
#include "base/errors.h"
#include "base/id.h"

static const char *const words[TD_N_NEWS] = { "submission", "document", "note", "recommendation", "step" };

const char *td_news_word (TdNewsKind kind)
{
    return words[kind];
}

gboolean td_news_from_word (const char *word, TdNewsKind *ret_kind)
{
    for (int i = 0; i < TD_N_NEWS; i++)
        if (g_strcmp0 (words[i], word) == 0) {
            *ret_kind = (TdNewsKind) i;
            return TRUE;
        }
    return FALSE;
}

void td_news_free (TdNews *news)
{
    if (news == NULL)
        return;
    g_free (news->id);
    g_free (news->title);
    g_free (news->who);
    g_free (news->address);
    g_free (news);
}

/* ---- what is new ---- */

/* Submissions are received in whole seconds, so everything is compared in them. */
static gint64 whole_seconds (gint64 at)
{
    return at / G_TIME_SPAN_SECOND * G_TIME_SPAN_SECOND;
}

/* at: when it came or changed; what changed since it was marked is new again. */
static gboolean is_seen (GHashTable *seen, TdNewsKind kind, const char *id, gint64 at)
{
    g_autofree char *key = g_strdup_printf ("%s %s", words[kind], id);
    const gint64 *marked = g_hash_table_lookup (seen, key);

    return marked != NULL && *marked >= at;
}

static void add_papers (GPtrArray *list, const TdDossier *dossier, gint64 since, GHashTable *seen, const char *locale)
{
    for (guint i = 0; i < dossier->papers->len; i++) {
        const TdDossierPaper *p = dossier->papers->pdata[i];
        TdNewsKind kind = p->submission != NULL ? TD_NEW_SUBMISSION : TD_NEW_DOCUMENT;
        const char *id = p->submission != NULL ? p->submission : p->document;
        TdNews *news;
        if (id == NULL) /* an answer at a meeting: the page of the meeting says what is new there */
            continue;
        if (whole_seconds (p->received) < since || is_seen (seen, kind, id, p->received))
            continue;
        news = g_new0 (TdNews, 1);
        news->kind = kind;
        news->id = g_strdup (id);
        news->source = p->source;
        news->title = g_strdup (td_dossier_paper_title (p, locale));
        news->who = g_strdup (td_dossier_paper_who (p, locale));
        news->address = td_dossier_address (p, 0, NULL);
        news->at = whole_seconds (p->received);
        g_ptr_array_add (list, news);
    }
}

/* Where a note leads: to its paragraph's place in the dossier's own pages, or to its article's. */
static char *note_address (const TdNote *note)
{
    if (note->submission != NULL)
        return g_strdup_printf ("/submissions/%s#p%d", note->submission, note->n);
    if (note->document != NULL)
        return g_strdup_printf ("/documents/%s#%s", note->symbol != NULL ? note->symbol : note->document,
                                note->anchor != NULL ? note->anchor : "");
    return g_strdup_printf ("/states/%s/dossier/%d#notes", note->state, note->article);
}

static gboolean add_notes (TdTx *tx, const TdViewer *viewer, const TdDossier *dossier, gint64 since, GHashTable *seen,
                           GPtrArray *list, GError **error)
{
    g_autoptr (GPtrArray) notes =
        td_note_list_in (tx, viewer, dossier->span.state->iso3, &(TdNoteFilter){ .since = since - 1 }, error);

    for (guint i = 0; notes != NULL && i < notes->len; i++) {
        TdNote *note = notes->pdata[i];
        TdNews *news;
        if (note->mine || is_seen (seen, TD_NEW_NOTE, note->id, note->changed))
            continue;
        news = g_new0 (TdNews, 1);
        news->kind = TD_NEW_NOTE;
        news->id = g_strdup (note->id);
        news->title = g_strdup (note->text);
        news->who = g_strdup (note->who);
        news->address = note_address (note);
        news->at = whole_seconds (note->changed);
        g_ptr_array_add (list, news);
    }
    return notes != NULL;
}

/* When something was said of a recommendation after it came with its document; 0: nothing. */
static gint64 said_at (const TdDossier *dossier, const TdRecommendation *r)
{
    const TdDossierPaper *paper = g_hash_table_lookup (dossier->by_id, r->document);
    gint64 came = paper != NULL ? paper->received : 0;
    gint64 corrected = r->changed > came + G_TIME_SPAN_MINUTE ? r->changed : 0;

    return whole_seconds (MAX (r->assessed, corrected));
}

static gboolean add_recommendations (TdTx *tx, const TdDossier *dossier, gint64 since, GHashTable *seen,
                                     const char *locale, GPtrArray *list, GError **error)
{
    const TdRecommendationFilter filter = { .state = dossier->span.state->iso3 };
    g_autoptr (GPtrArray) all = td_recommendation_list_in (tx, &filter, error);

    for (guint i = 0; all != NULL && i < all->len; i++) {
        const TdRecommendation *r = all->pdata[i];
        gint64 at = said_at (dossier, r);
        TdNews *news;
        if (at == 0 || at < since || is_seen (seen, TD_NEW_RECOMMENDATION, r->id, at))
            continue;
        news = g_new0 (TdNews, 1);
        news->kind = TD_NEW_RECOMMENDATION;
        news->id = g_strdup (r->id);
        news->title = td_dossier_cut (r->text, TD_DOSSIER_SHORT, NULL);
        news->who = td_recommendation_place (r, locale);
        news->address = g_strdup_printf ("/recommendations/%s", r->id);
        news->at = at;
        g_ptr_array_add (list, news);
    }
    return all != NULL;
}

/* A step that was changed since it was marked is new again. */
static gboolean add_steps (TdTx *tx, const TdDossier *dossier, gint64 since, GHashTable *seen, GPtrArray *list,
                           GError **error)
{
    g_autoptr (GPtrArray) steps = td_state_steps_since_in (tx, dossier->span.state->iso3, since, error);

    for (guint i = 0; steps != NULL && i < steps->len; i++) {
        const TdStateStep *s = steps->pdata[i];
        TdNews *news;
        if (is_seen (seen, TD_NEW_STEP, s->step, s->at))
            continue;
        news = g_new0 (TdNews, 1);
        news->kind = TD_NEW_STEP;
        news->id = g_strdup (s->step);
        news->title = td_dossier_cut (s->words, TD_DOSSIER_SHORT, NULL);
        news->who = g_strdup (s->ministry);
        news->address = g_strdup_printf ("/recommendations/%s", s->recommendation);
        news->at = whole_seconds (s->at);
        g_ptr_array_add (list, news);
    }
    return steps != NULL;
}

static int newest_first (gconstpointer a, gconstpointer b)
{
    const TdNews *one = *(TdNews *const *) a, *two = *(TdNews *const *) b;

    return one->at != two->at ? (one->at > two->at ? -1 : 1) : strcmp (one->id, two->id);
}

GPtrArray *td_news_in (TdTx *tx, const TdViewer *viewer, const TdDossier *dossier, const char *locale,
                       gint64 *ret_since, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_news_free);
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    const char *state = dossier->span.state->iso3;

    *ret_since = 0;
    if (viewer->person != NULL
        && (!td_news_load_since (tx, viewer->person, state, ret_since, error)
            || !td_news_load_seen (tx, viewer->person, state, seen, error)))
        return NULL;
    add_papers (list, dossier, *ret_since, seen, locale);
    if (!add_notes (tx, viewer, dossier, *ret_since, seen, list, error)
        || !add_recommendations (tx, dossier, *ret_since, seen, locale, list, error)
        || !add_steps (tx, dossier, *ret_since, seen, list, error))
        return NULL;
    g_ptr_array_sort (list, newest_first);
    return g_steal_pointer (&list);
}

/* ---- marking ---- */

/* until: everything before it; items: "KIND ID" each. */
struct mark {
    const char *person, *state;
    gint64 until, now;
    const char *const *items;
};

static gboolean mark_item (TdTx *tx, const struct mark *m, const char *item, GError **error)
{
    g_auto (GStrv) parts = g_strsplit (item, " ", 2);
    TdNewsKind kind;

    if (parts[0] == NULL || parts[1] == NULL || !td_news_from_word (parts[0], &kind) || !td_id_valid (parts[1]))
        return td_door_unknown (error);
    return td_news_put_seen (tx, m->person, m->state, words[kind], parts[1], m->now, error);
}

static gboolean mark_in (TdTx *tx, gpointer data, GError **error)
{
    const struct mark *m = data;

    if (m->until > 0 && !td_news_put_since (tx, m->person, m->state, m->until, error))
        return FALSE;
    for (gsize i = 0; m->items[i] != NULL; i++)
        if (!mark_item (tx, m, m->items[i], error))
            return FALSE;
    return TRUE;
}

static gboolean mark (TdInstance *instance, const TdViewer *viewer, const char *state, struct mark m, GError **error)
{
    const TdState *known = td_profile_state (instance->profile, state);
    TdThing dossier;

    if (known == NULL)
        return td_door_unknown (error);
    dossier = td_door_dossier (known->iso3);
    if (!td_door_may (viewer, TD_ACT_DOSSIER_READ, &dossier, error))
        return FALSE;
    if (viewer->person == NULL)
        return td_door_unknown (error);
    m.person = viewer->person;
    m.state = known->iso3;
    m.now = td_clock_now (&instance->clock);
    m.until = MIN (m.until, m.now);
    return td_store_keep (instance->store, mark_in, &m, error);
}

gboolean td_news_mark (TdInstance *instance, const TdViewer *viewer, const char *state, TdNewsKind kind, const char *id,
                       GError **error)
{
    g_autofree char *item = g_strdup_printf ("%s %s", words[kind], id);
    const char *const items[] = { item, NULL };

    return mark (instance, viewer, state, (struct mark){ .items = items }, error);
}

gboolean td_news_mark_all (TdInstance *instance, const TdViewer *viewer, const char *state, gint64 until,
                           const char *const *shown, GError **error)
{
    return mark (instance, viewer, state, (struct mark){ .until = until, .items = shown }, error);
}
