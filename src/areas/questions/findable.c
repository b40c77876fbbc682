#include "areas/questions/findable.h"

#include "areas/questions/question-rules.h"
#include "areas/search/public-text.h"

static gboolean put_or_remove (TdTx *tx, gboolean is_public, const TdPublicText *text, GError **error)
{
    return is_public ? td_public_text_put (tx, text, error) : td_public_text_remove (tx, text->search_key, error);
}

gboolean td_answer_findable (TdTx *tx, const TdMeetingAnswer *answer, const TdQuestion *question,
                             const TdMeeting *meeting, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/questions/%s", question->id);
    const TdPublicText text = { .search_key = answer->search_key,
                                .kind = "answer",
                                .state = question->state,
                                .language = answer->language,
                                .number = question->number,
                                .path = path,
                                .text = answer->text,
                                .at = answer->at,
                                .articles = answer->articles };

    return put_or_remove (tx, answer->for_all && td_question_is_public (question, meeting), &text, error);
}

gboolean td_question_findable (TdTx *tx, const TdQuestion *question, const TdMeeting *meeting, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/questions/%s", question->id);
    const TdPublicText text = { .search_key = question->search_key,
                                .kind = "question",
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
        if (!td_answer_findable (tx, answers->pdata[i], question, meeting, error))
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
