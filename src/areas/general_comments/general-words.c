#include "areas/general_comments/general-words.h"

#include "areas/calls/deadline.h"
#include "areas/people/zone-cookie.h"
#include "areas/writing/text-page.h"
#include "base/errors.h"
#include "text/word-diff.h"
#include "text/words.h"

void td_general_page_init (TdGeneralPage *p, TdRequest *request)
{
    char *zone = NULL;

    *p = (TdGeneralPage){ .request = request,
                          .instance = td_request_instance (request),
                          .viewer = td_request_viewer (request),
                          .locale = td_request_locale (request),
                          .lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
                          .markups = g_ptr_array_new_with_free_func ((GDestroyNotify) td_markup_free) };
    td_strings_init (&p->strings);
    p->now = td_clock_now (&p->instance->clock);
    /* Without it the Committee's own zone will do. */
    if (td_reader_zone (request, &zone, NULL) && zone != NULL)
        p->here = td_general_keep (p, zone);
}

void td_general_page_clear (TdGeneralPage *p)
{
    g_clear_pointer (&p->lists, g_ptr_array_unref);
    g_clear_pointer (&p->markups, g_ptr_array_unref);
    /* A handler that fails early has begun no page. */
    if (p->strings.strings != NULL)
        td_strings_clear (&p->strings);
}

const char *td_general_keep (TdGeneralPage *p, char *take_text)
{
    return td_strings_keep (&p->strings, take_text);
}

GArray *td_general_list (TdGeneralPage *p, gsize size)
{
    GArray *list = g_array_new (FALSE, TRUE, (guint) size);

    g_ptr_array_add (p->lists, list);
    return list;
}

/* ---- addresses ---- */

const char *td_general_path (TdGeneralPage *p, const char *rest)
{
    return td_general_keep (p, g_strdup_printf ("/%s/general-comments%s", p->locale, rest));
}

const char *td_general_draft_path (TdGeneralPage *p, const char *draft, const char *rest)
{
    return td_general_keep (p, g_strdup_printf ("/%s/general-comments/drafts/%s%s", p->locale, draft, rest));
}

const char *td_general_comments_path (TdGeneralPage *p, const char *draft, const char *language, const char *anchor)
{
    g_autofree char *rest = g_strdup_printf (
        "/comments?%s%s%s%s%s", anchor != NULL ? "p=" : "", anchor != NULL ? anchor : "",
        anchor != NULL && language != NULL ? "&" : "", language != NULL ? "in=" : "", language != NULL ? language : "");

    if (anchor == NULL && language == NULL)
        return td_general_draft_path (p, draft, "/comments");
    return td_general_draft_path (p, draft, rest);
}

/* ---- words ---- */

const char *td_general_when (TdGeneralPage *p, gint64 instant)
{
    return instant != 0
               ? td_general_keep (p, td_deadline_words_for (instant, p->instance->profile->zone, p->here, p->locale))
               : NULL;
}

const char *td_general_day (TdGeneralPage *p, gint64 instant)
{
    return instant != 0 ? td_general_keep (p, td_words_day (p->locale, instant, p->instance->profile->zone)) : NULL;
}

const char *td_general_stage_label (TdGeneralPage *p, const TdGeneralStage *stage)
{
    const TdGeneralStageKind *kind = td_profile_general_stage (p->instance->profile, stage->kind);

    return kind != NULL ? td_words (p->locale, kind->label) : stage->kind;
}

const char *td_general_writer (TdGeneralPage *p, const TdDraftComment *c)
{
    const TdProfile *profile = p->instance->profile;
    const TdState *state = c->state != NULL ? td_profile_state (profile, c->state) : NULL;

    if (state != NULL)
        return td_profile_state_name (profile, state, p->locale);
    return c->name != NULL ? c->name : NULL;
}

const char *td_general_position (TdGeneralPage *p, const TdDraftComment *c)
{
    const char *label = td_words (p->locale, td_position_label (c->position));

    if (c->known || c->position == TD_POSITION_PERSON)
        return label;
    return td_general_keep (
        p, td_words_fill (td_words (p->locale, N_ ("{position}, as they say")), "position", label, NULL));
}

const char *td_general_plain (TdGeneralPage *p, const TdTextParagraph *paragraph)
{
    g_autoptr (GString) all = g_string_new (NULL);

    if (paragraph->runs != NULL)
        return td_general_keep (p, td_text_plain (paragraph->runs));
    for (guint i = 0; paragraph->cells != NULL && i < paragraph->cells->len; i++) {
        g_autofree char *cell = td_text_plain (paragraph->cells->pdata[i]);
        g_string_append_printf (all, "%s%s", i > 0 ? " | " : "", cell);
    }
    return td_general_keep (p, g_string_free (g_steal_pointer (&all), FALSE));
}

static const TdMarkup *keep_markup (TdGeneralPage *p, TdMarkup *take)
{
    if (take != NULL)
        g_ptr_array_add (p->markups, take);
    return take;
}

const TdMarkup *td_general_marked (TdGeneralPage *p, const TdTextParagraph *paragraph, TdTextNotes *notes)
{
    g_autoptr (GPtrArray) runs = td_text_paragraph_runs (paragraph);

    return keep_markup (p, td_text_noted_markup (notes, runs, td_request_html (p->request)));
}

const TdMarkup *td_general_footnotes (TdGeneralPage *p, const TdTextNotes *notes)
{
    return keep_markup (p, td_text_notes_markup (notes, td_request_html (p->request)));
}

const TdMarkup *td_general_change (TdGeneralPage *p, const char *before, const char *wording, const char *language)
{
    g_autoptr (GPtrArray) pieces = td_word_diff (before, wording, language);
    g_autoptr (GPtrArray) runs = td_text_runs_new ();

    for (guint i = 0; i < pieces->len; i++) {
        const TdDiffPiece *piece = pieces->pdata[i];
        TdTextRun *run = td_text_runs_add (runs, piece->text, 0);
        run->change = piece->kind == TD_DIFF_ADDED     ? TD_CHANGE_ADDED
                      : piece->kind == TD_DIFF_REMOVED ? TD_CHANGE_REMOVED
                                                       : TD_CHANGE_NONE;
    }
    return keep_markup (p, td_text_runs_markup (runs, td_request_html (p->request)));
}

/* ---- the draft of the address ---- */

gboolean td_general_draft_of (TdGeneralPage *p, TdCommentDraft **ret_draft, TdGeneralComment **ret_general,
                              GError **error)
{
    g_autoptr (TdCommentDraft) d = td_comment_draft_get (p->instance, td_request_part (p->request, "draft"), error);
    g_autoptr (TdGeneralComment) g = d != NULL ? td_general_comment_get (p->instance, d->general_comment, error) : NULL;

    if (g == NULL)
        return FALSE;
    *ret_draft = g_steal_pointer (&d);
    *ret_general = g_steal_pointer (&g);
    return TRUE;
}

const char *td_general_language (TdGeneralPage *p, const TdCommentDraft *d)
{
    const char *asked = td_request_field (p->request, "in");

    if (*asked != '\0')
        return asked;
    return td_comment_draft_in (d, p->locale) != NULL ? p->locale : NULL;
}

/* ---- answering ---- */

const char *td_general_problem (TdGeneralPage *p, GError *take_problem, GError **error)
{
    if (td_error_code (take_problem) == TD_ERROR_NOT_ALLOWED && take_problem->domain == TD_GENERAL_COMMENT_ERROR) {
        const char *kept = td_general_keep (p, g_strdup (take_problem->message));
        g_error_free (take_problem);
        return td_words (p->locale, kept);
    }
    return td_consultation_problem (&p->strings, p->request, take_problem, error);
}

void td_general_reply (TdGeneralPage *p, gboolean wrong)
{
    td_consultation_reply (p->request, wrong);
}
