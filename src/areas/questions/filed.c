#include "areas/questions/filed.h"

#include "areas/organisations/organisation.h"
#include "areas/questions/question-rules.h"

void td_filed_free (TdFiled *f)
{
    if (f == NULL)
        return;
    g_free (f->meeting);
    g_free (f->meeting_kind);
    g_free (f->question);
    g_free (f->party);
    g_free (f->kind);
    g_free (f->who);
    g_free (f->asked);
    g_free (f->text);
    g_free (f->language);
    g_clear_pointer (&f->articles, g_array_unref);
    g_free (f);
}

static TdFiled *filed_new (const TdMeeting *meeting, const TdQuestion *q, const TdParty *party, const char *text,
                           const char *language, const GArray *articles)
{
    TdFiled *f = g_new0 (TdFiled, 1);

    f->meeting = g_strdup (meeting->id);
    f->meeting_kind = g_strdup (meeting->kind);
    f->question = g_strdup (q->id);
    f->number = q->number;
    f->party = td_party_word (party);
    f->of_state = party->state != NULL;
    f->who = f->of_state ? NULL : g_strdup (party->shown);
    f->asked = g_strdup_printf ("%s: %s", q->asked_by, q->text);
    f->text = g_strdup (text);
    f->language = g_strdup (language);
    f->articles = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (int)), articles->data, articles->len);
    return f;
}

/* What kind of source an organisation, or a speaker whose organisation is not told, counts as. */
static gboolean find_kind (TdTx *tx, const TdMeeting *meeting, const TdParty *party, TdFiled *f, GError **error)
{
    g_autoptr (GPtrArray) speakers = NULL;
    g_autofree char *name = NULL;

    if (party->state != NULL)
        return TRUE;
    if (party->organisation != NULL)
        return td_organisation_name (tx, party->organisation, &name, &f->kind, error);
    speakers = td_speakers_load (tx, meeting->id, error);
    for (guint i = 0; speakers != NULL && party->speaker != NULL && i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        if (g_str_equal (s->id, party->speaker) && f->kind == NULL)
            f->kind = g_strdup (s->kind);
    }
    return speakers != NULL;
}

static gboolean add (TdTx *tx, GPtrArray *list, const TdMeeting *meeting, const TdParty *party, TdFiled *take_filed,
                     GError **error)
{
    g_ptr_array_add (list, take_filed);
    return find_kind (tx, meeting, party, take_filed, error);
}

/* Who answered on the spot is a name alone; whose it is follows from whom it was put to. */
static gboolean add_spot (TdTx *tx, GPtrArray *list, const TdMeeting *meeting, const TdQuestion *q, GError **error)
{
    const TdParty by_name = { .shown = q->spot_by }, of_state = { .state = q->state };
    const TdParty *party = q->addressed == TD_ADDRESSED_STATE ? &of_state
                           : q->to->len == 1                  ? q->to->pdata[0]
                                                              : &by_name;
    TdFiled *f = filed_new (meeting, q, party, q->spot_note, q->language, q->articles);

    f->at = q->spot_at;
    f->is_public = td_question_is_public (q, meeting);
    if (party == &by_name) {
        g_free (f->party);
        f->party = g_strconcat ("n", q->spot_by, NULL);
        g_ptr_array_add (list, f);
        return TRUE;
    }
    return add (tx, list, meeting, party, f, error);
}

static gboolean add_answers (TdTx *tx, GPtrArray *list, const TdMeeting *meeting, const TdQuestion *q, GError **error)
{
    for (guint i = 0; i < q->answers->len; i++) {
        const TdMeetingAnswer *a = q->answers->pdata[i];
        TdFiled *f = filed_new (meeting, q, &a->party, a->text, a->language, a->articles);
        f->at = a->at;
        f->is_public = a->for_all && td_question_is_public (q, meeting);
        if (!add (tx, list, meeting, &a->party, f, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean add_meeting (TdTx *tx, GPtrArray *list, const TdMeeting *meeting, const TdViewer *viewer,
                             const char *state, GError **error)
{
    g_autoptr (GPtrArray) questions = td_questions_in (tx, meeting, viewer, state, error);

    if (questions == NULL)
        return FALSE;
    for (guint i = 0; i < questions->len; i++) {
        const TdQuestion *q = questions->pdata[i];
        if (q->struck != 0)
            continue;
        if ((q->spot_note != NULL && !add_spot (tx, list, meeting, q, error))
            || !add_answers (tx, list, meeting, q, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *td_filed_in (TdTx *tx, const TdViewer *viewer, const char *state, gint64 from, gint64 until, GError **error)
{
    const TdMeetingSearch search = { .state = state };
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_filed_free);
    g_autoptr (GPtrArray) meetings = td_meeting_list_in (tx, viewer, &search, error);

    for (guint i = 0; meetings != NULL && i < meetings->len; i++)
        if (!add_meeting (tx, list, meetings->pdata[i], viewer, state, error))
            return NULL;
    for (guint i = list->len; i > 0; i--) {
        const TdFiled *f = list->pdata[i - 1];
        if (f->at < from || f->at >= until)
            g_ptr_array_remove_index (list, i - 1);
    }
    return meetings != NULL ? g_steal_pointer (&list) : NULL;
}
