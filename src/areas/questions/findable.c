#include "areas/questions/findable.h"

#include "areas/library/source.h"
#include "areas/organisations/organisation.h"
#include "areas/questions/question-rules.h"
#include "areas/search/public-text.h"

static gboolean put_or_remove (TdTx *tx, gboolean is_public, const TdPublicText *text, GError **error)
{
    return is_public ? td_public_text_put (tx, text, error) : td_public_text_remove (tx, text->search_key, error);
}

/* Of a speaker whose organisation is not told neither is the kind: *ret_word stays NULL. */
static gboolean source_of (TdTx *tx, const TdProfile *profile, const TdParty *party, const char **ret_word,
                           GError **error)
{
    g_autofree char *name = NULL;
    g_autofree char *kind = NULL;

    if (party->organisation != NULL && !td_organisation_name (tx, party->organisation, &name, &kind, error))
        return FALSE;
    if (party->organisation != NULL || party->state != NULL)
        *ret_word = td_source_word (td_source_of_submission (profile, kind, party->state != NULL));
    return TRUE;
}

gboolean td_answer_findable (TdTx *tx, const TdProfile *profile, const TdMeetingAnswer *answer,
                             const TdQuestion *question, const TdMeeting *meeting, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/questions/%s", question->id);
    TdPublicText text = { .search_key = answer->search_key,
                          .kind = "answer",
                          .state = question->state,
                          .language = answer->language,
                          .number = question->number,
                          .path = path,
                          .text = answer->text,
                          .at = answer->at,
                          .articles = answer->articles };

    if (!source_of (tx, profile, &answer->party, &text.source, error))
        return FALSE;
    return put_or_remove (tx, answer->for_all && td_question_is_public (question, meeting), &text, error);
}

gboolean td_question_findable (TdTx *tx, const TdProfile *profile, const TdQuestion *question, const TdMeeting *meeting,
                               GError **error)
{
    g_autofree char *path = g_strdup_printf ("/questions/%s", question->id);
    const TdPublicText text = { .search_key = question->search_key,
                                .kind = "question",
                                .source = td_source_word (TD_SOURCE_COMMITTEE),
                                .state = question->state,
                                .language = question->language,
                                .number = question->number,
                                .path = path,
                                .text = question->text,
                                .at = question->at,
                                .articles = question->articles };
    g_autoptr (GPtrArray) answers = NULL;

    if (!put_or_remove (tx, td_question_is_public (question, meeting), &text, error)
        || (answers = td_question_select_answers (tx, question->id, error)) == NULL)
        return FALSE;
    for (guint i = 0; i < answers->len; i++)
        if (!td_answer_findable (tx, profile, answers->pdata[i], question, meeting, error))
            return FALSE;
    return TRUE;
}

gboolean td_caption_findable (TdTx *tx, const TdCaption *caption, const TdMeeting *meeting, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/meetings/%s/captions?language=%s&line=%d#l%d", meeting->id,
                                             caption->language, caption->n, caption->n);
    gboolean one_state = meeting->states != NULL && meeting->states[0] != NULL && meeting->states[1] == NULL;
    const TdPublicText text = { .search_key = caption->search_key,
                                .kind = "caption",
                                .state = one_state ? meeting->states[0] : NULL,
                                .language = caption->language,
                                .path = path,
                                .text = caption->text,
                                .at = caption->at };

    return put_or_remove (tx, !meeting->closed && !caption->closed && *caption->text != '\0', &text, error);
}
