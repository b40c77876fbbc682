/* "What can I do now?": for a State, a theme, an organisation or the world; as page, JSON, calendar and feed. */
#include "areas/calls/calendar.h"
#include "areas/calls/now-pictures.h"
#include "areas/calls/now-words.h"
#include "areas/calls/pages.h"
#include "areas/organisations/organisation.h"
#include "areas/people/zone-cookie.h"
#include "base/errors.h"
#include "text/words.h"

/* ---- what was asked ---- */

typedef struct {
    const TdState *state;
    const TdTheme *theme;
    TdOrganisation *organisation;
    char *zone;             /* the reader's, or NULL */
    const char *states[2];  /* the one asked for */
    TdOpeningFilter filter; /* borrows from the others */
    gboolean expected;      /* the calendar with what is only to be expected */
    char *query;            /* "?state=GHA&theme=work", or "" */
    char *about;            /* in words, or NULL */
} Asked;

static void asked_clear (Asked *a)
{
    td_organisation_free (a->organisation);
    g_free (a->zone);
    g_free (a->query);
    g_free (a->about);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static gboolean refuse (GError **error, TdErrorCode code, const char *sentence)
{
    g_set_error_literal (error, TD_WEB_ERROR, code, sentence);
    return FALSE;
}

static void filter_it (Asked *a)
{
    const TdOrganisation *organisation = a->organisation;

    a->states[0] = a->state != NULL ? a->state->iso3 : NULL;
    if (a->state != NULL)
        a->filter.states = a->states;
    else if (organisation != NULL && organisation->countries != NULL && organisation->countries[0] != NULL)
        a->filter.states = (const char *const *) organisation->countries;
    a->filter.theme = a->theme != NULL ? a->theme->slug : NULL;
    a->filter.kind = organisation != NULL ? organisation->kind : NULL;
}

/* The zone of the address goes before the reader's own: whoever asks for JSON has no cookie. Calendars and feeds hold instants
 * alone, and no reader is asked for. */
static gboolean learn_zone (TdRequest *request, Asked *a, GError **error)
{
    const char *given = td_request_field (request, "zone");

    if (*given != '\0' && !td_zone_known (given))
        return refuse (error, TD_ERROR_INPUT,
                       "This time zone is not known here. Write its IANA name, like Africa/Accra.");
    if (*given != '\0') {
        a->zone = g_strdup (given);
        return TRUE;
    }
    return td_request_form (request) == TD_FORM_ICS || td_request_form (request) == TD_FORM_ATOM
           || td_reader_zone (request, &a->zone, error);
}

static char *query_of (const Asked *a, gboolean expected)
{
    return td_feed_query (a->state, a->theme, a->organisation != NULL ? a->organisation->id : NULL, expected);
}

static gboolean ask (TdRequest *request, Asked *a, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *state = td_request_field (request, "state"), *theme = td_request_field (request, "theme");
    const char *organisation = td_request_field (request, "organisation");

    a->state = *state != '\0' ? td_profile_state (profile, state) : NULL;
    a->theme = *theme != '\0' ? td_profile_theme (profile, theme) : NULL;
    if (*state != '\0' && a->state == NULL)
        return refuse (error, TD_ERROR_NOT_FOUND, "This is not a State party. Look for it in the list of States.");
    if (*theme != '\0' && a->theme == NULL)
        return refuse (error, TD_ERROR_NOT_FOUND, "This is not a theme of the Convention. Choose one from the list.");
    if (*organisation != '\0') {
        a->organisation = td_organisation_get (instance, td_request_viewer (request), organisation, error);
        if (a->organisation == NULL)
            return FALSE;
    }
    if (!learn_zone (request, a, error))
        return FALSE;
    a->expected = td_request_form (request) == TD_FORM_ICS && g_str_equal (td_request_field (request, "expected"), "1");
    a->query = query_of (a, a->expected);
    a->about = td_feed_about (profile, a->state, a->theme, a->organisation != NULL ? a->organisation->name : NULL,
                              td_request_locale (request));
    filter_it (a);
    return TRUE;
}

/* ---- the form ---- */

typedef struct html_field_radios_choices Choice;

static int by_label (gconstpointer a, gconstpointer b, gpointer locale)
{
    g_autofree char *first = td_words_sort_key (locale, ((const Choice *) a)->label);
    g_autofree char *second = td_words_sort_key (locale, ((const Choice *) b)->label);

    return strcmp (first, second);
}

static void add_choice (GArray *list, const char *value, const char *label, gboolean chosen)
{
    const Choice choice = { .id = value, .value = value, .label = label, .chosen = chosen };

    g_array_append_val (list, choice);
}

static GArray *state_choices (const TdProfile *profile, const Asked *a, const char *locale)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; i < profile->n_states; i++)
        add_choice (list, profile->states[i].iso3, td_profile_state_name (profile, &profile->states[i], locale),
                    a->state == &profile->states[i]);
    g_array_sort_with_data (list, by_label, (gpointer) locale);
    return list;
}

static GArray *theme_choices (const TdProfile *profile, const Asked *a, const char *locale)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; i < profile->n_themes; i++)
        add_choice (list, profile->themes[i].slug, td_words (locale, profile->themes[i].title),
                    a->theme == &profile->themes[i]);
    g_array_sort_with_data (list, by_label, (gpointer) locale);
    return list;
}

/* The viewer's own, of which own is the list, and the one asked for. */
static GArray *organisation_choices (const GPtrArray *own, const Asked *a)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));
    gboolean there = a->organisation == NULL;

    for (guint i = 0; i < own->len; i++) {
        const TdOrganisation *o = own->pdata[i];
        gboolean chosen = a->organisation != NULL && g_str_equal (o->id, a->organisation->id);
        add_choice (list, o->id, o->name, chosen);
        there |= chosen;
    }
    if (!there)
        add_choice (list, a->organisation->id, a->organisation->name, TRUE);
    return list;
}

static GPtrArray *own_organisations (TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    const TdOrganisationFilter mine = { .mine = TRUE };

    return viewer->n_organisations > 0
               ? td_organisation_list (td_request_instance (request), viewer, &mine, NULL, error)
               : g_ptr_array_new ();
}

/* ---- the page ---- */

static const char *heading_of (const TdNowWords *w, const Asked *a)
{
    const char *state = a->state != NULL ? td_profile_state_name (w->profile, a->state, w->locale) : NULL;

    if (a->organisation != NULL && state != NULL)
        return td_now_keep (w,
                            td_words_fill (td_words (w->locale, N_ ("What can {organisation} do now about {state}?")),
                                           "organisation", a->organisation->name, "state", state, NULL));
    if (a->organisation != NULL)
        return td_now_keep (w, td_words_fill (td_words (w->locale, N_ ("What can {organisation} do now?")),
                                              "organisation", a->organisation->name, NULL));
    if (state != NULL)
        return td_now_keep (
            w, td_words_fill (td_words (w->locale, N_ ("What can I do now about {state}?")), "state", state, NULL));
    return td_words (w->locale, N_ ("What can I do now?"));
}

static const char *form_link (const TdNowWords *w, const Asked *a, const char *ending)
{
    return td_now_keep (w, g_strdup_printf ("/%s/now%s%s", w->locale, ending, a->query));
}

static struct html_now head_of (const TdInstance *instance, const TdNowWords *w, const Asked *a)
{
    return (struct html_now){
        .heading = heading_of (w, a),
        .theme = a->theme != NULL ? td_words (w->locale, a->theme->title) : NULL,
        .every_state = a->organisation != NULL && a->filter.states == NULL,
        .address = td_now_keep (w, g_strdup_printf ("%s/%s/now.ics%s", instance->address, w->locale, a->query)),
        .committee = td_now_keep (w, td_words_zone_city (w->locale, w->profile->zone)),
        .here = a->zone != NULL ? td_now_keep (w, td_words_zone_city (w->locale, a->zone)) : NULL,
        .here_words = td_now_here (w),
        .zone = td_now_zone_link (w, "/now", a->query),
        .ics = form_link (w, a, ".ics"),
        .ics_expected =
            td_now_keep (w, g_strdup_printf ("/%s/now.ics%s", w->locale, td_now_keep (w, query_of (a, TRUE)))),
        .atom = form_link (w, a, ".atom"),
        .json = form_link (w, a, ".json"),
    };
}

static gboolean render (TdRequest *request, const Asked *a, const TdOpenings *o, GError **error)
{
    const TdInstance *instance = td_request_instance (request);
    TdHtml *h = td_request_html (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    const TdNowWords w = { .profile = instance->profile,
                           .locale = td_request_locale (request),
                           .zone = a->zone,
                           .state = a->states[0],
                           .strings = strings };
    g_autoptr (GPtrArray) own = own_organisations (request, error);
    g_autoptr (GArray) states = state_choices (w.profile, a, w.locale);
    g_autoptr (GArray) themes = theme_choices (w.profile, a, w.locale);
    g_autoptr (GArray) organisations = own != NULL ? organisation_choices (own, a) : NULL;
    g_autoptr (GArray) open = td_now_open_rows (&w, o);
    g_autoptr (GArray) planned = td_now_planned_rows (&w, o);
    g_autoptr (GArray) expected = td_now_expected_rows (&w, o);
    g_autoptr (GArray) always = td_now_always_rows (&w, o);
    g_autoptr (GArray) closed = td_now_closed_rows (&w, o);
    g_autoptr (TdMarkup) bar = td_now_bar_picture (w.profile, o, h);
    struct html_now page;

    if (organisations == NULL)
        return FALSE;
    page = head_of (instance, &w, a);
    page.bar = bar;
    page.states = (const void *) states->data, page.n_states = states->len;
    page.themes = (const void *) themes->data, page.n_themes = themes->len;
    page.organisations = (const void *) organisations->data, page.n_organisations = organisations->len;
    page.open = (const void *) open->data, page.n_open = open->len;
    page.more = o->open->len - open->len;
    page.planned = (const void *) planned->data, page.n_planned = planned->len;
    page.expected = (const void *) expected->data, page.n_expected = expected->len;
    page.always = (const void *) always->data, page.n_always = always->len;
    page.closed = (const void *) closed->data, page.n_closed = closed->len;
    html_now (h, &page);
    td_reply_html (request, 200);
    return TRUE;
}

static gboolean reply_ics (TdRequest *request, const TdFeed *feed, const TdOpenings *o, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdTimetable) timetable = td_timetable_read (instance, error);
    g_autofree char *text = NULL;

    if (timetable == NULL)
        return FALSE;
    text = td_calendar_ics (instance, o, timetable, feed);
    td_reply_text (request, 200, "text/calendar; charset=utf-8", text);
    return TRUE;
}

gboolean td_now_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_auto (Asked) a = { NULL };
    g_auto (TdOpenings) o = { NULL };
    g_autofree char *atom = NULL;
    const char *locale = td_request_locale (request);

    if (!ask (request, &a, error) || !td_openings (instance, &a.filter, &o, error))
        return FALSE;
    const TdFeed feed = { .about = a.about, .query = a.query, .expected = a.expected, .locale = locale };
    const TdOpeningReader reader = { .locale = locale, .zone = a.zone };
    switch (td_request_form (request)) {
    case TD_FORM_PAGE: return render (request, &a, &o, error);
    case TD_FORM_ICS: return reply_ics (request, &feed, &o, error);
    case TD_FORM_JSON: td_reply_json (request, 200, td_openings_to_json (instance, &o, &a.filter, &reader)); break;
    case TD_FORM_ATOM:
        atom = td_calendar_atom (instance, &o, &feed);
        td_reply_text (request, 200, "application/atom+xml; charset=utf-8", atom);
        break;
    case TD_FORM_CSV: break; /* the row has no such form */
    }
    return TRUE;
}
