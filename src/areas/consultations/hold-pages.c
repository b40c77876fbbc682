/* For those who act for a State: beginning a consultation, inviting, meetings, withdrawing. */
#include "areas/consultations/consultation-hold.html.h"
#include "areas/consultations/consultation-meeting.html.h"
#include "areas/consultations/consultation-new.html.h"
#include "areas/consultations/consultation-words.h"
#include "areas/consultations/pages.h"
#include "areas/organisations/organisation.h"
#include "areas/people/zone-cookie.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)

/* The field's own error, or NULL. */
static const char *at_field (const char *field, const char *name, const char *wrong)
{
    return g_strcmp0 (field, name) == 0 ? wrong : NULL;
}

/* ---- beginning ---- */

#define DRAFT_PURPOSE "state-draft"

/* Published drafts of the viewer's State. */
static GArray *draft_choices (TdRequest *request, TdStrings *strings, GError **error)
{
    static const TdViewer everybody = TD_VIEWER_NOBODY;
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const TdSubmissionFilter filter = { .state = td_request_viewer (request)->state };
    gboolean known = td_profile_choice (profile->purposes, profile->n_purposes, DRAFT_PURPOSE) != NULL;
    g_autoptr (GPtrArray) list = td_submission_list (instance, &everybody, &filter, error);
    GArray *choices;

    if (list == NULL)
        return NULL;
    choices = td_radios_new ();
    for (guint i = 0; i < list->len; i++) {
        const TdSubmission *s = list->pdata[i];
        if (!known || g_strcmp0 (s->purpose, DRAFT_PURPOSE) == 0)
            td_radio_add (strings, choices, "draft", td_strings_keep (strings, g_strdup (s->id)),
                          td_strings_keep (strings, g_strdup (s->title != NULL ? s->title : s->id)), NULL,
                          F (request, "draft"));
    }
    return choices;
}

/* What is known already stands in the fields: today, the reader's zone where they said it (that of Geneva would be a wrong deadline), the
 * language that they read. All of it can be changed. */
static gboolean known_answers (TdRequest *request, struct html_consultation_new *page, TdStrings *strings,
                               GError **error)
{
    TdInstance *instance = td_request_instance (request);
    char *zone = NULL;

    if (!td_reader_zone (request, &zone, error))
        return FALSE;
    page->zone = zone != NULL ? td_strings_keep (strings, zone) : "";
    page->opens =
        td_strings_keep (strings, td_clock_today (&instance->clock, zone != NULL ? zone : instance->profile->zone));
    page->languages = td_request_locale (request);
    return TRUE;
}

/* first: nothing was sent yet. */
static gboolean show_new (TdRequest *request, gboolean first, const char *field, const char *wrong, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "opens", .text = wrong } };
    g_auto (TdStrings) strings = { 0 };
    g_autoptr (GArray) drafts = NULL;

    if (viewer->state == NULL)
        return td_door_unknown (error);
    td_strings_init (&strings);
    drafts = draft_choices (request, &strings, error);
    if (drafts == NULL)
        return FALSE;
    struct html_consultation_new page = {
        .question = td_words (locale, N_ ("Begin a consultation")),
        .state = td_consultation_state_name (request, viewer->state),
        .back = td_strings_keep (&strings, g_strdup_printf ("/%s/states/%s/consultations", locale, viewer->state)),
        .action = td_consultation_path (&strings, request, "new", ""),
        .errors = errors,
        .n_errors = wrong != NULL,
        .drafts = (const void *) drafts->data,
        .n_drafts = drafts->len,
        .draft_error = at_field (field, "draft", wrong),
        .opens = F (request, "opens"),
        .opens_error = at_field (field, "opens", wrong),
        .closes = F (request, "closes"),
        .closes_error = at_field (field, "closes", wrong),
        .zone = F (request, "zone"),
        .zone_error = at_field (field, "zone", wrong),
        .languages = F (request, "languages"),
        .languages_error = at_field (field, "languages", wrong),
        .how = F (request, "how"),
        .how_error = at_field (field, "how", wrong),
        .about = F (request, "about"),
        .about_error = at_field (field, "about", wrong),
    };
    if (first && !known_answers (request, &page, &strings, error))
        return FALSE;
    html_consultation_new (td_request_html (request), &page);
    td_consultation_reply (request, wrong != NULL);
    return TRUE;
}

gboolean td_consultation_new_page (TdRequest *request, GError **error)
{
    return show_new (request, TRUE, NULL, NULL, error);
}

gboolean td_consultation_new_post (TdRequest *request, GError **error)
{
    const TdConsultationWish wish = { .draft = F (request, "draft"),
                                      .opens = F (request, "opens"),
                                      .closes = F (request, "closes"),
                                      .zone = F (request, "zone"),
                                      .languages = F (request, "languages"),
                                      .how = F (request, "how"),
                                      .about = F (request, "about") };
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_auto (TdStrings) strings = { 0 };
    g_autofree char *id = NULL;
    GError *problem = NULL;

    td_strings_init (&strings);
    if (wrong == NULL
        && !td_consultation_begin (td_request_instance (request), td_request_viewer (request), &wish, &id, &field,
                                   &problem)) {
        wrong = td_consultation_problem (&strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_new (request, FALSE, field, wrong, error);
    td_consultation_go (request, id, "");
    return TRUE;
}

/* ---- inviting and withdrawing ---- */

enum { OFFERED_A_PAGE = 40 };

static GArray *meeting_rows (TdRequest *request, const TdConsultation *c, TdStrings *strings)
{
    const char *locale = td_request_locale (request);
    gint64 now = td_clock_now (&td_request_instance (request)->clock);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultation_hold_meetings));

    for (guint i = 0; i < c->meetings->len; i++) {
        const TdGathering *m = c->meetings->pdata[i];
        g_autofree char *rest = g_strconcat ("/meeting?meeting=", m->id, NULL);
        const struct html_consultation_hold_meetings row = {
            .when = td_consultation_when (strings, c, m->starts, locale),
            .way = td_gathering_way_label (m->way),
            .link = td_consultation_path (strings, request, c->id, rest),
            .held = m->starts <= now,
            .reported = m->outcome != NULL,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *offered_rows (TdRequest *request, const GPtrArray *offered, TdStrings *strings, int page)
{
    const char *const *chosen = td_request_fields (request, "organisation");
    GArray *rows = td_radios_new ();

    for (guint i = (guint) (page - 1) * OFFERED_A_PAGE; i < offered->len && rows->len < OFFERED_A_PAGE; i++) {
        const TdOrganisation *o = offered->pdata[i];
        td_radio_add (strings, rows, "organisation", o->id, o->name, NULL,
                      g_strv_contains (chosen, o->id) ? o->id : NULL);
    }
    return rows;
}

static GArray *invited_rows (const GPtrArray *names)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultation_hold_invited));

    for (guint i = 0; i < names->len; i++) {
        const struct html_consultation_hold_invited row = { names->pdata[i] };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *hold_page (TdRequest *request, TdStrings *strings, const char *id, int page, int pages)
{
    g_autofree char *rest = g_strdup_printf ("/hold?page=%d", page);

    return page >= 1 && page <= pages ? td_consultation_path (strings, request, id, rest) : "";
}

static void render_hold (TdRequest *request, const TdConsultation *c, const GPtrArray *offered, const GPtrArray *names,
                         const char *field, const char *wrong)
{
    gint64 now = td_clock_now (&td_request_instance (request)->clock);
    int pages = MAX (1, (int) ((offered->len + OFFERED_A_PAGE - 1) / OFFERED_A_PAGE));
    int page_number = MIN (td_consultation_page_number (request), pages);
    const struct html_error_summary_errors errors[] = { { .field = field, .text = wrong } };
    g_auto (TdStrings) strings = { 0 };
    g_autoptr (GArray) meetings = NULL;
    g_autoptr (GArray) choices = NULL;
    g_autoptr (GArray) invited = invited_rows (names);

    td_strings_init (&strings);
    meetings = meeting_rows (request, c, &strings);
    choices = offered_rows (request, offered, &strings, page_number);
    const struct html_consultation_hold page = {
        .state = td_consultation_state_name (request, c->state),
        .id = c->id,
        .status = td_consultation_status_word (td_consultation_status (c, now)),
        .done = *F (request, "done") != '\0',
        .is_over = td_consultation_status (c, now) >= TD_CONSULTATION_CLOSED,
        .errors = errors,
        .n_errors = wrong != NULL,
        .invited = (const void *) invited->data,
        .n_invited = invited->len,
        .offered = (const void *) choices->data,
        .n_offered = choices->len,
        .several = pages > 1,
        .page = page_number,
        .pages = pages,
        .previous = hold_page (request, &strings, c->id, page_number - 1, pages),
        .next = hold_page (request, &strings, c->id, page_number + 1, pages),
        .meetings = (const void *) meetings->data,
        .n_meetings = meetings->len,
        .deadline = td_consultation_when (&strings, c, c->closes, td_request_locale (request)),
        .zone = c->zone,
        .closes = F (request, "closes"),
        .closes_error = at_field (field, "closes", wrong),
        .why = F (request, "why"),
        .why_error = at_field (field, "why", wrong),
        .reason = F (request, "reason"),
        .reason_error = at_field (field, "reason", wrong),
    };
    html_consultation_hold (td_request_html (request), &page);
    td_consultation_reply (request, wrong != NULL);
}

static gboolean show_hold (TdRequest *request, const char *field, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdConsultation) c = td_consultation_of (request, error);
    g_autoptr (GPtrArray) offered = NULL;
    g_autoptr (GPtrArray) names = NULL;

    if (c == NULL || !td_consultation_may_hold (c, viewer, error)
        || (offered = td_consultation_to_invite (instance, viewer, c->id, error)) == NULL
        || (names = td_consultation_invited_names (instance, viewer, c->id, error)) == NULL)
        return FALSE;
    render_hold (request, c, offered, names, field, wrong);
    return TRUE;
}

gboolean td_consultation_hold_page (TdRequest *request, GError **error)
{
    return show_hold (request, NULL, NULL, error);
}

/* *ret_field: where an error stands. */
static gboolean hold_so (TdRequest *request, const char **ret_field, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id"), *act = F (request, "do");

    if (g_str_equal (act, "invite")) {
        *ret_field = "organisation";
        return td_consultation_invite (instance, viewer, id, td_request_fields (request, "organisation"), NULL, error);
    }
    if (g_str_equal (act, "extend")) {
        *ret_field = "closes";
        return td_consultation_extend (instance, viewer, id, F (request, "closes"), F (request, "why"), ret_field,
                                       error);
    }
    return td_consultation_withdraw (instance, viewer, id, F (request, "reason"), error);
}

gboolean td_consultation_hold_post (TdRequest *request, GError **error)
{
    const char *wrong = td_request_field_problem (request, NULL), *field = NULL;
    g_auto (TdStrings) strings = { 0 };
    GError *problem = NULL;

    td_strings_init (&strings);
    if (wrong == NULL) {
        if (hold_so (request, &field, &problem)) {
            td_consultation_go (request, td_request_part (request, "id"), "/hold?done=1");
            return TRUE;
        }
        wrong = td_consultation_problem (&strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    return show_hold (request, field != NULL ? field : "reason", wrong, error);
}

/* ---- meetings ---- */

static const TdGathering *asked_meeting (TdRequest *request, const TdConsultation *c)
{
    for (guint i = 0; i < c->meetings->len; i++) {
        const TdGathering *m = c->meetings->pdata[i];
        if (g_str_equal (m->id, F (request, "meeting")))
            return m;
    }
    return NULL;
}

static const char *came_before (const TdGathering *m, const char *kind, TdStrings *strings)
{
    for (guint i = 0; m != NULL && i < m->came->len; i++) {
        const TdKindCount *count = m->came->pdata[i];
        if (g_str_equal (count->kind, kind))
            return td_strings_keep (strings, g_strdup_printf ("%" G_GINT64_FORMAT, count->n));
    }
    return "";
}

/* As typed, where the form came back; else as it was said before. */
static GArray *kind_rows (TdRequest *request, const TdGathering *m, TdStrings *strings, gboolean typed)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultation_meeting_kinds));

    for (gsize i = 0; i < profile->n_kinds; i++) {
        const TdChoice *kind = &profile->kinds[i];
        g_autofree char *name = g_strconcat ("came-", kind->slug, NULL);
        const struct html_consultation_meeting_kinds row = {
            .kind = kind->slug,
            .label = td_words (td_request_locale (request), kind->label),
            .came = typed ? F (request, name) : came_before (m, kind->slug, strings),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *way_choices (TdRequest *request, TdStrings *strings)
{
    GArray *list = td_radios_new ();

    for (int way = 0; way < TD_N_WAYS; way++)
        td_radio_add (strings, list, "way", td_gathering_way_word ((TdGatheringWay) way),
                      td_words (td_request_locale (request), td_gathering_way_label ((TdGatheringWay) way)), NULL,
                      F (request, "way"));
    return list;
}

static void render_meeting (TdRequest *request, const TdConsultation *c, const TdGathering *m, const char *field,
                            const char *wrong)
{
    const char *locale = td_request_locale (request);
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "starts", .text = wrong } };
    g_auto (TdStrings) strings = { 0 };
    g_autoptr (GArray) kinds = NULL;
    g_autoptr (GArray) ways = NULL;

    td_strings_init (&strings);
    kinds = kind_rows (request, m, &strings, wrong != NULL);
    ways = way_choices (request, &strings);
    const struct html_consultation_meeting page = {
        .back = td_consultation_path (&strings, request, c->id, "/hold"),
        .action = td_consultation_path (&strings, request, c->id, "/meeting"),
        .question = td_words (locale, m != NULL ? N_ ("What came of the meeting?") : N_ ("Add a meeting")),
        .caption = m != NULL ? td_consultation_when (&strings, c, m->starts, locale) : c->zone,
        .meeting = m != NULL ? m->id : NULL,
        .errors = errors,
        .n_errors = wrong != NULL,
        .starts = F (request, "starts"),
        .starts_error = at_field (field, "starts", wrong),
        .ways = (const void *) ways->data,
        .n_ways = ways->len,
        .way_error = at_field (field, "way", wrong),
        .place = F (request, "place"),
        .place_error = at_field (field, "place", wrong),
        .languages = *F (request, "languages") != '\0' || wrong != NULL ? F (request, "languages") : c->languages,
        .languages_error = at_field (field, "languages", wrong),
        .outcome = wrong == NULL && m != NULL && m->outcome != NULL ? m->outcome : F (request, "outcome"),
        .outcome_error = at_field (field, "outcome", wrong),
        .came_error = at_field (field, "came", wrong),
        .kinds = (const void *) kinds->data,
        .n_kinds = kinds->len,
    };
    html_consultation_meeting (td_request_html (request), &page);
    td_consultation_reply (request, wrong != NULL);
}

static gboolean show_meeting (TdRequest *request, const char *field, const char *wrong, GError **error)
{
    g_autoptr (TdConsultation) c = td_consultation_of (request, error);
    const TdGathering *m;

    if (c == NULL || !td_consultation_may_hold (c, td_request_viewer (request), error))
        return FALSE;
    m = asked_meeting (request, c);
    if (m == NULL && *F (request, "meeting") != '\0')
        return td_door_unknown (error);
    render_meeting (request, c, m, field, wrong);
    return TRUE;
}

gboolean td_consultation_meeting_page (TdRequest *request, GError **error)
{
    return show_meeting (request, NULL, NULL, error);
}

/* NULL: one of them is no number. */
static GPtrArray *read_came (TdRequest *request)
{
    g_autoptr (GPtrArray) came = g_ptr_array_new_with_free_func ((GDestroyNotify) td_kind_count_free);
    const char *const *names = td_request_names (request, "came-");

    for (gsize i = 0; names[i] != NULL; i++) {
        gint64 n = 0;
        TdKindCount *count;
        if (*F (request, names[i]) == '\0')
            continue;
        if (!g_ascii_string_to_signed (F (request, names[i]), 10, 0, G_MAXINT32, &n, NULL))
            return NULL;
        if (n == 0)
            continue;
        count = g_new0 (TdKindCount, 1);
        *count = (TdKindCount){ g_strdup (names[i] + strlen ("came-")), n };
        g_ptr_array_add (came, count);
    }
    return g_steal_pointer (&came);
}

static gboolean save_meeting (TdRequest *request, const char **ret_field, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id"), *meeting = F (request, "meeting");
    const TdGatheringWish wish = { F (request, "starts"), F (request, "way"), F (request, "place"),
                                   F (request, "languages") };
    g_autofree char *made = NULL;
    g_autoptr (GPtrArray) came = NULL;

    if (*meeting == '\0')
        return td_gathering_add (instance, viewer, id, &wish, &made, ret_field, error);
    came = read_came (request);
    if (came == NULL) {
        *ret_field = "came";
        g_set_error_literal (error, TD_CONSULTATION_ERROR, TD_ERROR_INPUT,
                             "How many came is a whole number for each kind, 0 or more.");
        return FALSE;
    }
    return td_gathering_report (instance, viewer, id, meeting, F (request, "outcome"), came, ret_field, error);
}

gboolean td_consultation_meeting_post (TdRequest *request, GError **error)
{
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_auto (TdStrings) strings = { 0 };
    GError *problem = NULL;

    td_strings_init (&strings);
    if (wrong == NULL && !save_meeting (request, &field, &problem)) {
        wrong = td_consultation_problem (&strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_meeting (request, field, wrong, error);
    td_consultation_go (request, td_request_part (request, "id"), "/hold?done=1");
    return TRUE;
}
