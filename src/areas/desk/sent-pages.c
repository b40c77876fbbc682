/* The list of what was sent. */
#include "areas/desk/pages.h"

#include "areas/desk/desk-sent.html.h"
#include "areas/programme/meeting.h"
#include "areas/submissions/submission.h"
#include "text/language.h"
#include "text/words.h"

/* ---- reviews to prepare ---- */

enum { MOST_REVIEWS = 40 };

static gboolean reads_dossier (const TdViewer *viewer, const char *iso3)
{
    TdThing dossier = td_door_dossier (iso3);

    return td_door_may (viewer, TD_ACT_DOSSIER_READ, &dossier, NULL);
}

static gboolean has_review (const GArray *rows, const char *link)
{
    for (guint i = 0; i < rows->len; i++)
        if (g_str_equal (g_array_index (rows, struct html_desk_sent_reviews, i).link, link))
            return TRUE;
    return FALSE;
}

/* Each State once, and only one whose dossier the viewer reads. meeting NULL: no meeting about it is known. */
static void add_review (TdRequest *request, const char *iso3, const TdMeeting *meeting, GArray *rows)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    const TdState *state = td_profile_state (profile, iso3);
    g_autofree char *link = g_strdup_printf ("/%s/states/%s/dossier", locale, iso3);
    struct html_desk_sent_reviews row = { 0 };

    if (state == NULL || rows->len >= MOST_REVIEWS || !reads_dossier (viewer, iso3) || has_review (rows, link))
        return;
    row.name = td_profile_state_name (profile, state, locale);
    row.rapporteur = viewer->rapporteur_of != NULL && g_strv_contains (viewer->rapporteur_of, iso3);
    row.when = meeting != NULL ? td_words_day (locale, meeting->begins, meeting->zone) : g_strdup ("");
    row.link = g_steal_pointer (&link);
    g_array_append_val (rows, row);
}

/* Of the meetings that come, in their order, those about States; and the States that the viewer is in charge of. */
static GArray *reviews_of (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const TdMeetingSearch search = { .from = td_clock_now (&instance->clock) };
    g_autoptr (GPtrArray) meetings = td_meeting_list (instance, viewer, &search, error);
    GArray *rows;

    if (meetings == NULL)
        return NULL;
    rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_sent_reviews));
    for (guint i = 0; i < meetings->len; i++) {
        const TdMeeting *meeting = meetings->pdata[i];
        for (gsize k = 0; meeting->states != NULL && meeting->states[k] != NULL; k++)
            add_review (request, meeting->states[k], meeting, rows);
    }
    for (gsize k = 0; viewer->rapporteur_of != NULL && viewer->rapporteur_of[k] != NULL; k++)
        add_review (request, viewer->rapporteur_of[k], NULL, rows);
    return rows;
}

static void free_reviews (GArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        g_free ((char *) g_array_index (rows, struct html_desk_sent_reviews, i).link);
        g_free ((char *) g_array_index (rows, struct html_desk_sent_reviews, i).when);
    }
    g_array_unref (rows);
}

/* ---- what was sent ---- */

static struct html_desk_sent_rows row_of (const TdProfile *profile, const TdSubmission *s, const TdViewer *viewer,
                                          const char *locale)
{
    const char *name = td_submission_name_for (s, viewer);
    const TdSubmissionFile *file = s->files->len > 0 ? s->files->pdata[0] : NULL;

    return (struct html_desk_sent_rows){
        .title = s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title")),
        .link = g_strdup_printf ("/%s/submissions/%s", locale, s->id),
        .state = td_profile_state_name (profile, td_profile_state (profile, s->state), locale),
        .dossier = s->state != NULL && reads_dossier (viewer, s->state)
                       ? g_strdup_printf ("/%s/states/%s/dossier", locale, s->state)
                       : g_strdup (""),
        .who = name != NULL ? name : td_words (locale, N_ ("Name withheld")),
        .when = s->register_day != NULL ? td_words_date (locale, s->register_day)
                                        : td_words_day (locale, s->received, profile->zone),
        .status = td_status_word (s->status),
        .visibility = td_visibility_label (td_submission_thing (s).visibility),
        .language = td_language_name (s->language != NULL ? s->language : "und", locale),
        .pages = file != NULL ? file->pages : 0,
        /* What its sender kept for the Committee waits for nobody's word. */
        .waits = s->status == TD_STATUS_RECEIVED && s->visibility_chosen && s->visibility != TD_VISIBILITY_COMMITTEE,
    };
}

/* What waits first, in the order in which it came; then the rest, newest first as it is. */
static GArray *rows_of (const TdProfile *profile, const GPtrArray *list, const TdViewer *viewer, const char *locale,
                        gint64 *ret_waiting)
{
    GArray *waiting = g_array_new (FALSE, TRUE, sizeof (struct html_desk_sent_rows));
    g_autoptr (GArray) rest = g_array_new (FALSE, TRUE, sizeof (struct html_desk_sent_rows));

    for (guint i = 0; i < list->len; i++) {
        struct html_desk_sent_rows row = row_of (profile, list->pdata[i], viewer, locale);
        if (row.waits)
            g_array_prepend_val (waiting, row);
        else
            g_array_append_val (rest, row);
    }
    *ret_waiting = waiting->len;
    g_array_append_vals (waiting, rest->data, rest->len);
    return waiting;
}

gboolean td_desk_sent_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const TdSubmissionFilter all = { 0 };
    g_autoptr (GPtrArray) list = td_submission_list (instance, viewer, &all, error);
    GArray *rows, *reviews;
    struct html_desk_sent page = { .secretariat = td_door_viewer_may (viewer, TD_ACT_SUBMISSION_PUBLISH) };

    if (list == NULL || (reviews = reviews_of (request, error)) == NULL)
        return FALSE;
    page.reviews = (const struct html_desk_sent_reviews *) (void *) reviews->data;
    page.n_reviews = reviews->len;
    td_reply_header (request, "Cache-Control", "no-store");
    rows = rows_of (instance->profile, list, viewer, td_request_locale (request), &page.waiting);
    page.rows = (const struct html_desk_sent_rows *) (void *) rows->data;
    page.n_rows = rows->len;
    html_desk_sent (td_request_html (request), &page);
    td_reply_html (request, 200);
    for (guint i = 0; i < rows->len; i++) {
        g_free ((char *) page.rows[i].link);
        g_free ((char *) page.rows[i].dossier);
        g_free ((char *) page.rows[i].when);
        g_free ((char *) page.rows[i].language);
    }
    g_array_unref (rows);
    free_reviews (reviews);
    return TRUE;
}
