#include "areas/search/search.h"

#include "areas/library/library.h"
#include "areas/library/source.h"
#include "areas/search/search-sql.h"
#include "areas/search/search-who-sql.h"
#include "areas/submissions/reading.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/analyzer.h"

TD_DEFINE_ERROR (search)

/* Under so many hits for all the words, most of them will do. */
enum { FEW = 3, USUAL_LIMIT = 20 };

void td_search_hit_free (gpointer data)
{
    TdSearchHit *hit = data;

    g_free (hit->submission);
    g_free (hit->document);
    g_free (hit->symbol);
    g_free (hit->anchor);
    g_free (hit->type);
    g_free (hit->body);
    g_free (hit->kind);
    g_free (hit->path);
    g_free (hit->state);
    g_free (hit->organisation);
    g_free (hit->by_state);
    g_free (hit->title);
    g_free (hit->language);
    g_free (hit->text);
    g_clear_pointer (&hit->articles, g_array_unref);
    g_free (hit);
}

char *td_search_hit_link (const TdSearchHit *hit, const char *locale)
{
    g_autofree char *address = NULL;

    if (hit->kind != NULL)
        return g_strdup_printf ("/%s%s", locale, hit->path);
    if (hit->document != NULL)
        address = td_library_address (locale, hit->symbol != NULL ? hit->symbol : hit->document, hit->anchor);
    return address != NULL ? g_strconcat (address, "?language=", hit->language, NULL)
                           : g_strdup_printf ("/%s/submissions/%s#p%d", locale, hit->submission, hit->n);
}

void td_search_answer_free (TdSearchAnswer *answer)
{
    if (answer == NULL)
        return;
    g_clear_pointer (&answer->hits, g_ptr_array_unref);
    g_clear_pointer (&answer->query, g_ptr_array_unref);
    g_free (answer);
}

/* The index takes an element a word, its alternatives (stems in several languages) with a space between. */
static GStrv elements_of (const GPtrArray *query)
{
    GStrvBuilder *builder = g_strv_builder_new ();
    GStrv elements;

    for (guint i = 0; i < query->len; i++) {
        g_autofree char *joined = g_strjoinv (" ", query->pdata[i]);
        g_strv_builder_add (builder, joined);
    }
    elements = g_strv_builder_end (builder);
    g_strv_builder_unref (builder);
    return elements;
}

struct look {
    TdSearchLook asked;
    TdSearchAsk ask;
    const char *states[TD_LIMIT_SEARCH_STATES + 1]; /* the profile's */
    TdSearchAnswer *answer;
};

static gboolean look_for (TdTx *tx, struct look *l, TdMatch match, GError **error)
{
    TdSearchAnswer *answer = l->answer;

    g_ptr_array_set_size (answer->hits, 0);
    answer->most_words = match == TD_MATCH_ANY;
    return td_search_select (tx, &l->asked, match, &answer->total, answer->hits, error);
}

static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    struct look *l = data;
    g_auto (GStrv) names = NULL;
    gboolean good;

    if (l->ask.name != NULL && (names = td_search_names (tx, l->asked.viewer, l->ask.name, error)) == NULL)
        return FALSE;
    l->asked.names = (const char *const *) names;
    good = look_for (tx, l, TD_MATCH_ALL, error);
    if (good && l->answer->total < FEW && l->asked.elements[0] != NULL && l->asked.elements[1] != NULL)
        good = look_for (tx, l, TD_MATCH_ANY, error);
    l->asked.names = NULL;
    return good;
}

static gboolean fail (GError **error, const char *message)
{
    g_set_error_literal (error, TD_SEARCH_ERROR, TD_ERROR_INPUT, message);
    return FALSE;
}

/* The States that are asked for, each once, as the profile writes them. */
static gboolean settle_states (const TdProfile *profile, struct look *l, GError **error)
{
    gsize n = 0;

    for (gsize i = 0; l->ask.states != NULL && l->ask.states[i] != NULL; i++) {
        const TdState *state = td_profile_state (profile, l->ask.states[i]);
        if (*l->ask.states[i] == '\0')
            continue;
        if (state == NULL)
            return fail (error, "This is not the code of a State party. Use three letters, like GHA.");
        if (g_strv_contains (l->states, state->iso3))
            continue;
        if (n == TD_LIMIT_SEARCH_STATES)
            return fail (error, "These are more States than one search takes. Leave some out.");
        l->states[n++] = state->iso3;
    }
    l->ask.states = l->states;
    return TRUE;
}

static const char *unless_empty (const char *text)
{
    return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean settle (const TdProfile *profile, struct look *l, GError **error)
{
    TdSearchAsk *ask = &l->ask;
    TdSource source;

    ask->language = unless_empty (ask->language);
    ask->who = unless_empty (ask->who);
    ask->name = unless_empty (ask->name);
    if (!settle_states (profile, l, error))
        return FALSE;
    if (ask->who != NULL && !td_source_from_word (ask->who, &source))
        return fail (error, "Choose who said it from the list.");
    if (ask->article != 0 && td_profile_article (profile, ask->article) == NULL)
        return fail (error, "The Convention has no such article. Use a number that it has.");
    ask->limit = CLAMP (ask->limit > 0 ? ask->limit : USUAL_LIMIT, 1, TD_LIMIT_SEARCH_HITS);
    ask->offset = MAX (ask->offset, 0);
    return TRUE;
}

static gboolean note_hits (TdInstance *instance, const TdViewer *viewer, const GPtrArray *hits, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();

    for (guint i = 0; i < hits->len; i++) {
        const TdSearchHit *hit = hits->pdata[i];
        if (hit->noted)
            g_ptr_array_add (ids, hit->submission);
    }
    return td_reading_note_shown (instance, viewer, TD_READING_SEARCH, ids, error);
}

TdSearchAnswer *td_search (TdInstance *instance, const TdViewer *viewer, const TdSearchAsk *ask, GError **error)
{
    g_autoptr (TdSearchAnswer) answer = NULL;
    g_auto (GStrv) elements = NULL;
    struct look l = { .asked = { .instance = instance, .viewer = viewer, .ask = &l.ask }, .ask = *ask };

    if (!settle (instance->profile, &l, error))
        return NULL;
    answer = g_new0 (TdSearchAnswer, 1);
    answer->hits = g_ptr_array_new_with_free_func (td_search_hit_free);
    answer->query = td_analyze_query (ask->words, l.ask.language);
    /* Without words, an article alone is a question too: where does anybody speak of it? */
    if (answer->query->len == 0 && l.ask.article == 0) {
        fail (error, "Write one word or more to look for, or choose an article.");
        return NULL;
    }
    elements = elements_of (answer->query);
    l.asked.elements = (const char *const *) elements;
    l.answer = answer;
    return td_store_read (instance->store, look_in, &l, error) && note_hits (instance, viewer, answer->hits, error)
               ? g_steal_pointer (&answer)
               : NULL;
}

/* ---- following the journal ---- */

gboolean td_search_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    /* Acts after which another may read a submission, or its public copy says something else. */
    static const char *const changes[] = { "submission.accept",    "submission.ask-change",
                                           "submission.publish",   "submission.refuse",
                                           "submission.withhold",  "submission.duplicate",
                                           "submission.undo",      "submission.replace",
                                           "submission.take-down", "submission.mask-name",
                                           "submission.put-back",  "submission.language",
                                           "submission.register",  NULL };

    (void) data;
    if ((g_str_equal (record->act, "submission.receive") || g_str_equal (record->act, "submission.register"))
        && !td_search_index_all (tx, TD_INDEX_RESTRICTED, record->thing_id, error))
        return FALSE;
    if (g_str_equal (record->thing, "document"))
        return td_search_index_document (tx, record->thing_id, error);
    if (!g_strv_contains (changes, record->act))
        return TRUE;
    /* What stands now decides, not what the entry said: a later decision may have come already. */
    gboolean is_public = FALSE;
    if (!td_search_is_public (tx, record->thing_id, &is_public, error))
        return FALSE;
    /* A name that was taken out, or put back, is so in both; another language has other stems. */
    if ((g_str_equal (record->act, "submission.mask-name") || g_str_equal (record->act, "submission.put-back")
         || g_str_equal (record->act, "submission.language"))
        && !td_search_index_all (tx, TD_INDEX_RESTRICTED, record->thing_id, error))
        return FALSE;
    return is_public ? td_search_index_all (tx, TD_INDEX_PUBLIC, record->thing_id, error)
                     : td_search_unindex_all (tx, TD_INDEX_PUBLIC, record->thing_id, error);
}
