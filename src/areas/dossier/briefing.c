#include "areas/dossier/briefing.h"

#include "areas/dossier/briefing-parts.h"
#include "areas/dossier/dossier-sql.h"
#include "areas/dossier/place.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"

void td_briefing_clear (TdBriefing *b)
{
    g_clear_pointer (&b->questions, g_ptr_array_unref);
    td_dossier_found_clear (&b->found);
    td_dossier_clear (&b->dossier);
    td_unreported_clear (&b->unreported);
    td_both_sides_clear (&b->sides);
    g_clear_pointer (&b->text, td_text_free);
}

/* ---- reading ---- */

static int by_article (gconstpointer a, gconstpointer b)
{
    const TdDossierKey *one = a, *two = b;

    if (one->article != two->article)
        return one->article - two->article;
    if (one->paper->received != two->paper->received)
        return one->paper->received > two->paper->received ? -1 : 1;
    return one->paper != two->paper ? (one->paper < two->paper ? -1 : 1) : one->n - two->n;
}

struct read {
    TdBriefing *briefing;
    const TdBriefingWish *wish;
};

static gboolean read_questions (TdTx *tx, TdBriefing *b, GError **error)
{
    g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (TdDossierKey));

    b->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) td_dossier_paragraph_free);
    if (!td_dossier_select_question_keys (tx, b->viewer, &b->dossier, keys, error))
        return FALSE;
    g_array_sort (keys, by_article);
    for (guint i = 0; i < keys->len && i < TD_LIMIT_BRIEFING_QUESTIONS; i++) {
        TdDossierParagraph *p;
        if (!td_dossier_load_paragraph (tx, &g_array_index (keys, TdDossierKey, i), &p, error))
            return FALSE;
        if (p != NULL)
            g_ptr_array_add (b->questions, p);
    }
    return TRUE;
}

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    const TdDossierAsk ask = { .source = -1, .most = TD_LIMIT_DOSSIER_EXTRACTS };
    struct read *r = data;
    TdBriefing *b = r->briefing;

    return td_dossier_open_in (tx, b->instance, b->viewer, r->wish->state, r->wish->cycle, &b->dossier, error)
           && td_dossier_find_in (tx, b->instance, b->viewer, &b->dossier, &ask, &b->found, error)
           && read_questions (tx, b, error);
}

/* A State on whose report nobody is consulted has no such view, and that is no error. */
static gboolean read_sides (TdBriefing *b, GError **error)
{
    const TdSpan *span = &b->dossier.span;
    g_autoptr (GError) problem = NULL;

    b->has_sides = td_both_sides (b->instance, b->viewer, span->state->iso3, span->cycle, &b->sides, &problem);
    if (b->has_sides || td_error_code (problem) == TD_ERROR_NOT_FOUND)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- the text ---- */

static void put_head (TdBriefing *b, gboolean large)
{
    const TdProfile *profile = b->instance->profile;
    const TdSpan *span = &b->dossier.span;
    g_autofree char *n = td_words_number (b->locale, span->cycle), *days = td_dossier_span_words (span, b->locale);
    g_autofree char *review = td_words_fill (td_words (b->locale, N_ ("review {n}")), "n", n, NULL);

    b->text = td_text_new (b->locale);
    b->text->title = td_words_fill (td_words (b->locale, N_ ("Briefing paper: {state}")), "state",
                                    td_profile_state_name (profile, span->state, b->locale), NULL);
    b->text->subtitle = days != NULL ? g_strdup_printf ("%s, %s", review, days) : g_strdup (review);
    b->text->author = g_strdup (td_words (b->locale, profile->body));
    b->text->date = td_words_day (b->locale, td_clock_now (&b->instance->clock), profile->zone);
    b->text->marking = g_strdup (td_words (b->locale, N_ ("For the Committee alone")));
    b->text->contents = TRUE;
    b->text->large = large;
}

TdText *td_briefing_text (TdInstance *instance, const TdViewer *viewer, const TdBriefingWish *wish, GError **error)
{
    g_auto (TdBriefing) b = { .instance = instance, .viewer = viewer, .locale = wish->locale };
    struct read read = { .briefing = &b, .wish = wish };

    if (!td_store_read (instance->store, read_in, &read, error)
        || !td_unreported_read (instance, viewer, &b.dossier.span, &b.unreported, error) || !read_sides (&b, error)
        || !td_dossier_note_readings (instance, viewer, &b.found, error))
        return NULL;
    put_head (&b, wish->large);
    if (!td_briefing_add_review (&b, error))
        return NULL;
    td_briefing_add_sources (&b);
    td_briefing_add_coverage (&b);
    td_briefing_add_articles (&b);
    td_briefing_add_recommendations (&b);
    td_briefing_add_questions (&b);
    td_briefing_add_contradictions (&b);
    td_text_number (b.text);
    return g_steal_pointer (&b.text);
}

GBytes *td_briefing_file (TdInstance *instance, const TdViewer *viewer, const TdBriefingWish *wish, TdFileFormat format,
                          char **ret_name, GError **error)
{
    g_autoptr (TdText) text = td_briefing_text (instance, viewer, wish, error);
    g_autofree char *program = td_instance_writer_path ();
    GBytes *bytes = text != NULL ? td_text_write (program, text, format, error) : NULL;
    const TdState *state = td_profile_state (instance->profile, wish->state);

    if (bytes != NULL && ret_name != NULL)
        *ret_name = g_strdup_printf ("briefing-%s.%s", state->iso3, td_file_format_word (format));
    return bytes;
}
