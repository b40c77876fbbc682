#include "areas/questions/questions-words.h"

#include "areas/calls/deadline.h"
#include "areas/people/zone-cookie.h"
#include "base/errors.h"
#include "text/words.h"

void td_ask_page_init (TdAskPage *page, TdRequest *request)
{
    char *zone = NULL;

    *page = (TdAskPage){ .request = request,
                         .instance = td_request_instance (request),
                         .viewer = td_request_viewer (request),
                         .locale = td_request_locale (request),
                         .strings = g_ptr_array_new_with_free_func (g_free),
                         .lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
    page->now = td_clock_now (&page->instance->clock);
    /* Without it the Committee's own zone will do. */
    if (td_reader_zone (request, &zone, NULL) && zone != NULL)
        page->here = td_ask_keep (page, zone);
}

void td_ask_page_clear (TdAskPage *page)
{
    g_clear_pointer (&page->lists, g_ptr_array_unref);
    g_clear_pointer (&page->strings, g_ptr_array_unref);
}

const char *td_ask_keep (TdAskPage *page, char *take_text)
{
    g_ptr_array_add (page->strings, take_text);
    return take_text;
}

GArray *td_ask_list (TdAskPage *page, guint size)
{
    GArray *list = g_array_new (FALSE, TRUE, size);

    g_ptr_array_add (page->lists, list);
    return list;
}

const char *td_ask_meeting_path (TdAskPage *page, const char *meeting, const char *rest)
{
    return td_ask_keep (page, g_strdup_printf ("/%s/meetings/%s%s", page->locale, meeting, rest));
}

const char *td_ask_question_path (TdAskPage *page, const char *question, const char *rest)
{
    return td_ask_keep (page, g_strdup_printf ("/%s/questions/%s%s", page->locale, question, rest));
}

const char *td_ask_meeting_name (TdAskPage *page, const TdMeeting *meeting)
{
    return td_ask_keep (page, td_meeting_title (page->instance->profile, meeting, page->locale));
}

const char *td_ask_when (TdAskPage *page, gint64 instant)
{
    return td_ask_keep (page, td_deadline_words_for (instant, page->instance->profile->zone, page->here, page->locale));
}

const char *td_ask_state_name (TdAskPage *page, const char *iso3)
{
    const TdProfile *profile = page->instance->profile;
    const TdState *state = td_profile_state (profile, iso3);

    return state != NULL ? td_profile_state_name (profile, state, page->locale) : iso3;
}

/* A label of the profile, where a speaker's name is not to be told, is translated; a name is not in any catalogue. */
const char *td_ask_party_name (TdAskPage *page, const TdParty *party)
{
    if (party->state != NULL)
        return td_ask_state_name (page, party->state);
    if (g_strcmp0 (party->shown, "An organisation") == 0)
        return td_words (page->locale, N_ ("An organisation"));
    return party->speaker != NULL ? td_words (page->locale, party->shown) : party->shown;
}

const char *td_ask_to (TdAskPage *page, const TdQuestion *q)
{
    g_autoptr (GString) names = g_string_new (NULL);

    if (q->addressed == TD_ADDRESSED_STATE)
        return td_ask_state_name (page, q->state);
    if (q->addressed == TD_ADDRESSED_ALL)
        return td_words (page->locale, N_ ("all who speak"));
    for (guint i = 0; i < q->to->len; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? td_words (page->locale, N_ (", ")) : "",
                                td_ask_party_name (page, q->to->pdata[i]));
    return td_ask_keep (page, g_string_free (g_steal_pointer (&names), FALSE));
}

const char *td_ask_articles (TdAskPage *page, const GArray *articles)
{
    return articles->len > 0 ? td_ask_keep (page, td_words_runs (page->locale, articles)) : NULL;
}

GArray *td_ask_lines (TdAskPage *page, const char *text, guint size)
{
    GArray *rows = td_ask_list (page, size);
    char **lines = g_strsplit (text, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        const char *kept = td_ask_keep (page, *line);
        if (*kept != '\0') {
            g_array_set_size (rows, rows->len + 1);
            *(const char **) (void *) (rows->data + (gsize) (rows->len - 1) * size) = kept;
        }
    }
    td_ask_keep (page, (char *) lines);
    return rows;
}

void td_ask_choice (TdAskPage *page, GArray *choices, const char *field, const char *value, const char *label,
                    const char *hint, const char *chosen)
{
    const struct html_field_radios_choices row = {
        .id = td_ask_keep (page, choices->len == 0 ? g_strdup (field) : g_strdup_printf ("%s-%s", field, value)),
        .value = value,
        .label = label,
        .hint = hint,
        .chosen = g_strcmp0 (value, chosen) == 0,
    };

    g_array_append_val (choices, row);
}

static gboolean can_be_said (const GError *problem)
{
    TdErrorCode code = td_error_code (problem);

    return code == TD_ERROR_INPUT || code == TD_ERROR_CONFLICT
           || (problem->domain == TD_QUESTION_ERROR && (code == TD_ERROR_GONE || code == TD_ERROR_NOT_ALLOWED));
}

const char *td_ask_problem (TdAskPage *page, GError *take_problem, GError **error)
{
    const char *said;

    if (!can_be_said (take_problem)) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    said = td_ask_keep (page, g_strdup (td_words (page->locale, take_problem->message)));
    g_error_free (take_problem);
    return said;
}

void td_ask_reply (TdAskPage *page, gboolean wrong)
{
    td_reply_header (page->request, "Cache-Control", "no-store");
    td_reply_html (page->request, wrong ? 422 : 200);
}
