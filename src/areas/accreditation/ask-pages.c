/* Asking to come to a session, and one's own requests. */
#include "areas/accreditation/accreditation-words.h"
#include "areas/accreditation/briefing.h"
#include "areas/accreditation/pages.h"

#include "areas/accreditation/accreditation-form.html.h"
#include "areas/accreditation/accreditation-own.html.h"
#include "areas/calls/timetable.h"
#include "areas/organisations/organisation-people.h"
#include "areas/people/membership.h"
#include "text/words.h"

static const char *F (TdRequest *request, const char *name)
{
    return td_request_field (request, name);
}

/* ---- the form ---- */

typedef struct html_accreditation_form_leads Lead;

/* Organisations for which one can ask; and what the chosen one is called. */
static gboolean lead_rows (TdRequest *request, int session, GArray *rows, const char **ret_name, GPtrArray *strings,
                           GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    const char *chosen = F (request, "organisation");

    *ret_name = NULL;
    for (gsize i = 0; i < viewer->n_organisations; i++) {
        const TdMembership *m = &viewer->organisations[i];
        g_autoptr (TdOrganisation) o = NULL;
        if (m->level < TD_LEVEL_LEAD)
            continue;
        o = td_organisation_get (td_request_instance (request), viewer, m->organisation, error);
        if (o == NULL)
            return FALSE;
        const Lead lead = { .name = td_accreditation_keep (strings, g_strdup (o->name)),
                            .link = td_accreditation_keep (
                                strings, g_strdup_printf ("/%s/sessions/%d/accreditation?organisation=%s",
                                                          td_request_locale (request), session, m->organisation)) };
        if (g_str_equal (chosen, m->organisation))
            *ret_name = lead.name;
        else
            g_array_append_val (rows, lead);
    }
    return TRUE;
}

/* One that an officer named by its id. */
static gboolean officer_name (TdRequest *request, gboolean officer, const char **ret_name, GPtrArray *strings,
                              GError **error)
{
    g_autoptr (TdOrganisation) o = NULL;

    if (*ret_name != NULL || !officer || *F (request, "organisation") == '\0')
        return TRUE;
    o = td_organisation_get (td_request_instance (request), td_request_viewer (request), F (request, "organisation"),
                             error);
    if (o != NULL)
        *ret_name = td_accreditation_keep (strings, g_strdup (o->name));
    return o != NULL;
}

static gboolean people_choices (TdRequest *request, const char *organisation, GArray *list, GPtrArray *strings,
                                GError **error)
{
    g_auto (TdOrganisationPeople) people = { 0 };

    if (organisation == NULL)
        return TRUE;
    if (!td_organisation_people (td_request_instance (request), td_request_viewer (request),
                                 F (request, "organisation"), &people, error))
        return FALSE;
    for (guint i = 0; i < people.colleagues->len; i++) {
        const TdColleague *c = people.colleagues->pdata[i];
        td_accreditation_choose (list, td_accreditation_keep (strings, g_strdup (c->person)),
                                 td_accreditation_keep (strings, g_strdup (c->name != NULL ? c->name : c->address)),
                                 F (request, "person"));
    }
    return TRUE;
}

static GArray *category_choices (TdRequest *request)
{
    const char *locale = td_request_locale (request);
    GArray *list = td_accreditation_choices ();

    for (int as = 0; as < TD_COMES_DELEGATE; as++) {
        const char *word = td_comes_as_word ((TdComesAs) as);
        const TdAccreditationChoice choice = { .id = as == 0 ? "as" : word,
                                               .value = word,
                                               .label = td_words (locale, td_comes_as_label ((TdComesAs) as)),
                                               .chosen = g_str_equal (F (request, "as"), word) };
        g_array_append_val (list, choice);
    }
    return list;
}

static GArray *plain_choice (TdRequest *request)
{
    GArray *list = td_accreditation_choices ();
    const TdAccreditationChoice choice = { .id = "plain",
                                           .value = "1",
                                           .label = td_words (td_request_locale (request),
                                                              N_ ("Leave the organisation off the badge")),
                                           .chosen = *F (request, "plain") != '\0' };

    g_array_append_val (list, choice);
    return list;
}

/* What was typed, and what is wrong with it beside its field. */
static void fill_typed (struct html_accreditation_form *page, TdRequest *request, const char *field, const char *wrong)
{
    page->name = F (request, "name");
    page->function = F (request, "function");
    page->shown = F (request, "shown");
    page->note = F (request, "note");
    page->as_error = td_accreditation_at (field, "as", wrong);
    page->person_error = td_accreditation_at (field, "person", wrong);
    page->name_error = td_accreditation_at (field, "name", wrong);
    page->function_error = td_accreditation_at (field, "function", wrong);
    page->country_error = td_accreditation_at (field, "country", wrong);
    page->shown_error = td_accreditation_at (field, "shown", wrong);
    page->note_error = td_accreditation_at (field, "note", wrong);
}

static void fill_session (struct html_accreditation_form *page, TdRequest *request,
                          const TdAccreditationSession *session, GPtrArray *strings)
{
    const TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);

    page->days = td_accreditation_days (strings, session, locale);
    if (session->deadline == 0)
        return;
    page->deadline = td_accreditation_keep (
        strings, td_words_instant (locale, session->deadline - G_TIME_SPAN_MINUTE, instance->profile->zone));
    page->late = td_clock_now (&instance->clock) >= session->deadline;
}

static gboolean show_form (TdRequest *request, const char *field, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *organisation = NULL;
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "as", .text = wrong } };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_auto (TdAccreditationSession) session = { 0 };
    g_autoptr (GArray) leads = g_array_new (FALSE, TRUE, sizeof (Lead));
    g_autoptr (GArray) people = td_accreditation_choices ();
    g_autoptr (GArray) plain = plain_choice (request);
    g_autoptr (GArray) categories = category_choices (request);
    g_autoptr (GArray) languages = NULL;
    g_autoptr (GArray) countries = NULL;
    g_autoptr (GArray) reports = NULL;
    gboolean officer = td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, NULL) || viewer->behalf != NULL;
    int number;

    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_accreditation_session_part (request, &number, error)
        || !td_accreditation_session_read (instance, number, &session, error)
        || !lead_rows (request, number, leads, &organisation, strings, error)
        || !officer_name (request, officer, &organisation, strings, error)
        || !people_choices (request, organisation, people, strings, error)
        || (reports = td_accreditation_reports (request, F (request, "submission"), strings, error)) == NULL)
        return FALSE;
    languages = td_accreditation_languages (
        request, *F (request, "language") != '\0' ? F (request, "language") : locale, strings);
    countries = td_accreditation_countries (request, F (request, "country"), strings);
    struct html_accreditation_form page = {
        .session = number,
        .officer = officer,
        .organisation_name = organisation,
        .organisation = organisation != NULL ? F (request, "organisation") : "",
        .leads = (const Lead *) (void *) leads->data,
        .n_leads = leads->len,
        .errors = errors,
        .n_errors = wrong != NULL,
        .categories = (const void *) categories->data,
        .n_categories = categories->len,
        .people = (const void *) people->data,
        .n_people = people->len,
        .languages = (const void *) languages->data,
        .n_languages = languages->len,
        .countries = (const void *) countries->data,
        .n_countries = countries->len,
        .reports = (const void *) reports->data,
        .n_reports = reports->len,
        .plain = (const void *) plain->data,
        .n_plain = plain->len,
    };
    fill_session (&page, request, &session, strings);
    fill_typed (&page, request, field, wrong);
    html_accreditation_form (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_accreditation_form_page (TdRequest *request, GError **error)
{
    return show_form (request, NULL, NULL, error);
}

gboolean td_accreditation_form_post (TdRequest *request, GError **error)
{
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *id = NULL;
    g_autofree char *next = NULL;
    GError *problem = NULL;
    int session;

    if (!td_accreditation_session_part (request, &session, error))
        return FALSE;
    const TdAccreditationWish wish = { .session = session,
                                       .as = F (request, "as"),
                                       .organisation = F (request, "organisation"),
                                       .person = F (request, "person"),
                                       .name = F (request, "name"),
                                       .shown = F (request, "shown"),
                                       .function = F (request, "function"),
                                       .note = F (request, "note"),
                                       .country = F (request, "country"),
                                       .submission = F (request, "submission"),
                                       .language = F (request, "language"),
                                       .plain = *F (request, "plain") != '\0' };
    if (wrong == NULL
        && !td_accreditation_ask (td_request_instance (request), td_request_viewer (request), &wish, &id, &field,
                                  &problem)) {
        wrong = td_accreditation_problem (strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_form (request, field, wrong, error);
    next = g_strdup_printf ("/%s/accreditation/%s", td_request_locale (request), id);
    td_reply_redirect (request, next);
    return TRUE;
}

/* ---- one's own ---- */

typedef struct html_accreditation_own_sessions Session;
typedef struct html_accreditation_own_rows Row;
typedef struct html_accreditation_own_briefings Briefing;

static gboolean leads_any (const TdViewer *viewer)
{
    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (viewer->organisations[i].level >= TD_LEVEL_LEAD)
            return TRUE;
    return FALSE;
}

/* Sessions that are not over. */
static gboolean session_rows (TdRequest *request, GArray *rows, GPtrArray *strings, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (TdTimetable) timetable = td_timetable_read (instance, error);
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    gboolean lead = leads_any (td_request_viewer (request));

    for (gsize i = 0; timetable != NULL && i < timetable->profile->n_sessions; i++) {
        const TdSession *s = &timetable->profile->sessions[i];
        const TdAccreditationSession session = { .start = (char *) s->start, .end = (char *) s->end };
        if (s->end == NULL || td_date_compare (s->end, today) < 0)
            continue;
        const Session row = {
            .number = s->number,
            .days = td_accreditation_days (strings, &session, locale),
            .link =
                td_accreditation_keep (strings, g_strdup_printf ("/%s/sessions/%d/accreditation", locale, s->number)),
            .briefing =
                lead ? td_accreditation_keep (strings, g_strdup_printf ("/%s/sessions/%d/briefing", locale, s->number))
                     : NULL,
        };
        g_array_append_val (rows, row);
    }
    return timetable != NULL;
}

static GArray *request_rows (const GPtrArray *list, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

    for (guint i = 0; i < list->len; i++) {
        const TdAccreditation *a = list->pdata[i];
        const Row row = {
            .name = a->name != NULL ? a->name : "–",
            .session = a->session,
            .as = td_comes_as_label (a->as),
            .organisation = a->organisation_name,
            .status = td_accreditation_status_label (a->status),
            .kind = td_accreditation_status_kind (a->status),
            .link = td_accreditation_keep (strings, g_strdup_printf ("/%s/accreditation/%s", locale, a->id)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *briefing_rows (TdRequest *request, const GPtrArray *list, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Briefing));

    for (guint i = 0; i < list->len; i++) {
        const TdBriefing *b = list->pdata[i];
        const Briefing row = {
            .id = b->id,
            .state = td_profile_state_name (profile, td_profile_state (profile, b->state), locale),
            .session = b->session,
            .organisation = b->organisation_name != NULL ? b->organisation_name : "–",
            .status = td_briefing_status_label (b->status),
            .reason = b->reason,
            .meeting = b->meeting != NULL ? td_accreditation_keep (
                           strings, g_strdup_printf ("/%s/meetings/%s/people", locale, b->meeting))
                                          : NULL,
            .waits = b->status == TD_BRIEFING_ASKED,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

gboolean td_accreditation_own_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) list = td_accreditation_own (instance, viewer, error);
    g_autoptr (GPtrArray) briefings = list != NULL ? td_briefing_own (instance, viewer, error) : NULL;
    g_autoptr (GArray) sessions = g_array_new (FALSE, TRUE, sizeof (Session));
    g_autoptr (GArray) rows = NULL;
    g_autoptr (GArray) asked = NULL;

    td_reply_header (request, "Cache-Control", "no-store");
    if (briefings == NULL || !session_rows (request, sessions, strings, error))
        return FALSE;
    rows = request_rows (list, td_request_locale (request), strings);
    asked = briefing_rows (request, briefings, strings);
    const struct html_accreditation_own page = {
        .sessions = (const Session *) (void *) sessions->data,
        .n_sessions = sessions->len,
        .rows = (const Row *) (void *) rows->data,
        .n_rows = rows->len,
        .briefings = (const Briefing *) (void *) asked->data,
        .n_briefings = asked->len,
    };
    html_accreditation_own (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_accreditation_own_post (TdRequest *request, GError **error)
{
    g_autofree char *back = g_strdup_printf ("/%s/accreditation", td_request_locale (request));

    if (!td_briefing_withdraw (td_request_instance (request), td_request_viewer (request), F (request, "withdraw"),
                               error))
        return FALSE;
    td_reply_redirect (request, back);
    return TRUE;
}
