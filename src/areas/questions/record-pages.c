/* The record of a meeting, and a session in figures. */
#include "areas/questions/pages.h"

#include "areas/questions/attendance-pictures.h"
#include "areas/questions/caption.h"
#include "areas/questions/meeting-record.html.h"
#include "areas/questions/record.h"
#include "areas/questions/session-figures.html.h"
#include "areas/questions/transcript.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

#define F(name) td_request_field (page->request, name)

static GArray *spoken_rows (TdAskPage *page, const TdRecord *record)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_meeting_record_spoken));

    for (guint i = 0; i < record->spoken->len; i++) {
        const TdSpokenTotal *t = record->spoken->pdata[i];
        const struct html_meeting_record_spoken row = {
            .who = td_words (page->locale, t->shown),
            .state = t->state != NULL ? td_ask_state_name (page, t->state) : NULL,
            .minutes = td_ask_keep (page, td_transcript_time (t->seconds * G_USEC_PER_SEC)),
            .times = t->times,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *transcript_rows (TdAskPage *page, const TdRecord *record, const TdMeeting *meeting)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_meeting_record_transcripts));

    for (guint i = 0; i < record->channels->len; i++) {
        const TdChannel *channel = record->channels->pdata[i];
        g_autofree char *rest = g_strdup_printf ("/captions?language=%s", channel->language);
        const struct html_meeting_record_transcripts row = {
            .label = td_ask_keep (page, td_language_name (channel->language, page->locale)),
            .link = td_ask_meeting_path (page, meeting->id, rest),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *state_rows (TdAskPage *page, const TdMeeting *meeting)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_meeting_record_states));

    for (guint i = 0; meeting->states != NULL && meeting->states[i] != NULL; i++) {
        const struct html_meeting_record_states row = {
            .label = td_ask_state_name (page, meeting->states[i]),
            .link = td_ask_keep (page, g_strdup_printf ("/%s/states/%s", page->locale, meeting->states[i])),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void render (TdAskPage *page, const TdMeeting *meeting, const TdRecord *record, const char *wrong)
{
    const struct html_error_summary_errors summary = { .field = "minutes", .text = wrong };
    g_autoptr (TdMarkup) picture = record->shown ? td_attendance_picture (page, record->counts) : NULL;
    GArray *minutes = td_ask_lines (page, record->minutes, sizeof (struct html_meeting_record_minutes));
    struct html_meeting_record html = {
        .meeting = td_ask_meeting_name (page, meeting),
        .when = td_ask_when (page, meeting->begins),
        .back = td_ask_meeting_path (page, meeting->id, ""),
        .here = td_ask_meeting_path (page, meeting->id, "/record"),
        .json = td_ask_meeting_path (page, meeting->id, "/record.json"),
        .shown = record->shown,
        .saved = *F ("saved") != '\0',
        .draft = !record->published,
        .published = record->published ? td_ask_when (page, record->at) : NULL,
        .questions = record->questions,
        .open = record->questions - record->answered,
        .questions_link = td_ask_meeting_path (page, meeting->id, "/questions"),
        .picture = picture,
        .may_write = record->may_write,
        .version = record->version,
        .typed = wrong != NULL ? F ("minutes") : record->minutes,
        .error = wrong,
        .errors = wrong != NULL ? &summary : NULL,
        .n_errors = wrong != NULL,
    };

    TD_ASK_FILL (&html, minutes, minutes);
    if (record->shown) {
        GArray *spoken = spoken_rows (page, record), *transcripts = transcript_rows (page, record, meeting);
        GArray *states = state_rows (page, meeting);
        TD_ASK_FILL (&html, spoken, spoken);
        TD_ASK_FILL (&html, transcripts, transcripts);
        TD_ASK_FILL (&html, states, states);
    }
    html_meeting_record (td_request_html (page->request), &html);
    td_ask_reply (page, wrong != NULL);
}

static gboolean show (TdAskPage *page, const char *wrong, GError **error)
{
    g_autoptr (TdMeeting) meeting =
        td_meeting_get (page->instance, page->viewer, td_request_part (page->request, "id"), error);
    g_autoptr (TdRecord) record = meeting != NULL ? td_record (page->instance, meeting, page->viewer, error) : NULL;

    if (record == NULL)
        return FALSE;
    if (td_request_wants_json (page->request)) {
        td_reply_header (page->request, "Cache-Control", "no-store");
        td_reply_json (page->request, 200, td_record_to_json (record, meeting));
        return TRUE;
    }
    render (page, meeting, record, wrong);
    return TRUE;
}

gboolean td_record_page (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) page = { 0 };

    td_ask_page_init (&page, request);
    return show (&page, NULL, error);
}

gboolean td_record_post (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) whole = { 0 };
    TdAskPage *page = &whole;
    const char *wrong = td_request_field_problem (request, NULL), *meeting = td_request_part (request, "id");
    GError *problem = NULL;

    td_ask_page_init (page, request);
    if (wrong == NULL) {
        const TdRecordWish wish = { .minutes = F ("minutes"),
                                    .seen = (int) g_ascii_strtoll (F ("seen"), NULL, 10),
                                    .publish = g_str_equal (F ("do"), "publish") };
        if (td_record_write (page->instance, page->viewer, meeting, &wish, NULL, &problem)) {
            td_reply_redirect (request, td_ask_meeting_path (page, meeting, "/record?saved=1"));
            return TRUE;
        }
        wrong = td_ask_problem (page, problem, error);
    }
    return wrong != NULL && show (page, wrong, error);
}

/* ---- a session ---- */

struct counting {
    TdAskPage *page;
    int session;
    GPtrArray *counts;
};

static gboolean counts_in (TdTx *tx, gpointer data, GError **error)
{
    struct counting *c = data;

    c->counts = td_attendance_counts (tx, c->page->instance, c->page->viewer, c->session, NULL, error);
    return c->counts != NULL;
}

gboolean td_session_figures_page (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) page = { 0 };
    g_autoptr (GPtrArray) counts = NULL;
    g_autoptr (TdMarkup) picture = NULL;
    gint64 number = 0;

    td_ask_page_init (&page, request);
    if (!g_ascii_string_to_signed (td_request_part (request, "number"), 10, 1, 100000, &number, NULL))
        return td_door_unknown (error);
    struct counting counting = { .page = &page, .session = (int) number };
    if (!td_store_read (page.instance->store, counts_in, &counting, error))
        return FALSE;
    counts = counting.counts;
    picture = td_attendance_picture (&page, counts);
    const struct html_session_figures html = {
        .number = number,
        .back = td_ask_keep (&page, g_strdup_printf ("/%s/sessions/%d", page.locale, (int) number)),
        .picture = picture,
    };
    html_session_figures (td_request_html (request), &html);
    td_ask_reply (&page, FALSE);
    return TRUE;
}
