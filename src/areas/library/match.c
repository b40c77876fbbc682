/* Matches: reading them, and the sender's word. Contract in match.h; match-find.c finds them. */
#include "areas/library/match.h"

#include "areas/library/match-sql.h"
#include "areas/submissions/reading.h"
#include "base/errors.h"
#include "journal/journal.h"

const char *td_match_how_word (TdMatchHow how)
{
    return how == TD_MATCH_CITED ? "cited" : "alike";
}

const char *td_match_said_word (TdMatchSaid said)
{
    static const char *const words[TD_N_MATCH_SAIDS] = { "", "confirmed", "denied" };

    return words[said];
}

void td_match_free (TdParagraphMatch *m)
{
    if (m == NULL)
        return;
    g_free (m->id);
    g_free (m->submission);
    g_free (m->document);
    g_free (m->symbol);
    g_free (m->anchor);
    g_free (m->source);
    g_free (m->who);
    g_free (m->title);
    g_free (m->text);
    g_free (m->language);
    g_free (m->target);
    g_free (m->target_symbol);
    g_free (m->target_anchor);
    g_free (m);
}

gboolean td_match_counts (const TdParagraphMatch *m)
{
    return m->said == TD_MATCH_CONFIRMED || (m->how == TD_MATCH_CITED && m->said != TD_MATCH_DENIED);
}

gboolean td_match_is_observations (const TdProfile *profile, const char *type)
{
    const TdDocumentType *known = td_profile_document_type (profile, type);

    return known != NULL && known->is == TD_IS_OBSERVATIONS;
}

GPtrArray *td_match_observations_in (TdTx *tx, const TdInstance *instance, const char *state, GError **error)
{
    const TdDocumentType *type = td_profile_document_that_is (instance->profile, TD_IS_OBSERVATIONS);
    const TdLibraryFilter filter = { .state = state, .type = type != NULL ? type->slug : "" };

    return td_library_list_in (tx, &filter, error);
}

/* ---- reading ---- */

/* Who reads the dossier of the State is shown what may be about a recommendation; everybody else what counts. */
static gboolean reads_dossier (const TdViewer *viewer, const char *state)
{
    const TdThing dossier = td_door_dossier (state);

    return state != NULL && td_door_may (viewer, TD_ACT_DOSSIER_READ, &dossier, NULL);
}

/* The State of the document asked for, where the filter names only that. Free it. */
static gboolean state_of (TdTx *tx, const TdMatchFilter *filter, char **ret_state, GError **error)
{
    g_autoptr (TdLibraryDocument) document = NULL;

    if (filter->state != NULL || filter->target == NULL) {
        *ret_state = g_strdup (filter->state);
        return TRUE;
    }
    document = td_library_get_in (tx, filter->target, error);
    if (document == NULL)
        return FALSE;
    *ret_state = g_strdup (document->state);
    return TRUE;
}

GPtrArray *td_match_list_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const TdMatchFilter *filter,
                             GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_match_free);
    g_autofree char *state = NULL;
    TdMatchFilter allowed = *filter;

    if (!state_of (tx, filter, &state, error))
        return NULL;
    allowed.counting |= !reads_dossier (viewer, state);
    if (!td_match_select_submissions (tx, instance, viewer, &allowed, list, error)
        || !td_match_select_documents (tx, &allowed, list, error))
        return NULL;
    return g_steal_pointer (&list);
}

struct list {
    const TdInstance *instance;
    const TdViewer *viewer;
    const TdMatchFilter *filter;
    GPtrArray *found;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct list *l = data;

    l->found = td_match_list_in (tx, l->instance, l->viewer, l->filter, error);
    return l->found != NULL;
}

static gboolean note_shown (TdInstance *instance, const TdViewer *viewer, const GPtrArray *list, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();

    for (guint i = 0; i < list->len; i++) {
        const TdParagraphMatch *m = list->pdata[i];
        if (m->noted)
            g_ptr_array_add (ids, m->submission);
    }
    return td_reading_note_shown (instance, viewer, TD_READING_LIST, ids, error);
}

GPtrArray *td_match_list (TdInstance *instance, const TdViewer *viewer, const TdMatchFilter *filter, GError **error)
{
    struct list l = { .instance = instance, .viewer = viewer, .filter = filter };

    if (!td_store_read (instance->store, list_in, &l, error))
        return NULL;
    if (!note_shown (instance, viewer, l.found, error))
        g_clear_pointer (&l.found, g_ptr_array_unref);
    return l.found;
}

GHashTable *td_match_counts_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *target,
                                GError **error)
{
    g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *state = NULL;

    if (!state_of (tx, &(TdMatchFilter){ .target = target }, &state, error)
        || !td_match_select_counts (tx, instance, viewer, target, reads_dossier (viewer, state), counts, error))
        return NULL;
    return g_steal_pointer (&counts);
}

/* ---- the sender's word ---- */

/* Their own submission, of which they may say so. */
static TdSubmission *own (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                          GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_get_in (tx, instance, viewer, key, id, error);
    TdThing thing;

    if (s == NULL)
        return NULL;
    thing = td_submission_thing (s);
    return td_door_may (viewer, TD_ACT_SUBMISSION_LINK, &thing, error) ? g_steal_pointer (&s) : NULL;
}

struct mine {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *submission, *match;
    TdMatchSaid said;
    GPtrArray *found;
};

static gboolean mine_in (TdTx *tx, gpointer data, GError **error)
{
    struct mine *m = data;
    g_autoptr (TdSubmission) s = own (tx, m->instance, m->viewer, m->key, m->submission, error);
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_match_free);

    if (s == NULL || !td_match_select_own (tx, m->instance, m->viewer, s->id, list, error))
        return FALSE;
    m->found = g_steal_pointer (&list);
    return TRUE;
}

GPtrArray *td_match_of_submission (TdInstance *instance, const TdViewer *viewer, const char *key,
                                   const char *submission, GError **error)
{
    struct mine m = { .instance = instance, .viewer = viewer, .key = key, .submission = submission };

    return td_store_read (instance->store, mine_in, &m, error) ? m.found : NULL;
}

static gboolean say_in (TdTx *tx, gpointer data, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    struct mine *m = data;
    g_autoptr (TdSubmission) s = NULL;
    gboolean there = FALSE;
    TdMatchSaid stands;
    TdThing thing;

    if (!td_instance_may_write (m->instance, tx, error))
        return FALSE;
    s = own (tx, m->instance, m->viewer, m->key, m->submission, error);
    if (s == NULL || !td_match_load_said (tx, s->id, m->match, &there, &stands, error))
        return FALSE;
    if (!there)
        return td_door_unknown (error);
    thing = td_submission_thing (s);
    thing.relations = 0;
    const TdJournalEntry entry = {
        .actor = td_viewer_actor (m->viewer),
        .act = "submission.link",
        .thing = "submission",
        .thing_id = s->id,
        .public_change = td_door_may (&nobody, TD_ACT_SUBMISSION_READ, &thing, NULL),
        .clock = &m->instance->clock,
    };
    return td_match_set_said (tx, m->match, m->said, td_clock_now (&m->instance->clock), error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_match_say (TdInstance *instance, const TdViewer *viewer, const char *key, const char *submission,
                       const char *match, TdMatchSaid said, GError **error)
{
    struct mine m = {
        .instance = instance, .viewer = viewer, .key = key, .submission = submission, .match = match, .said = said
    };

    return td_store_write (instance->store, say_in, &m, error);
}
