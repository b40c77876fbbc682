/* The registry and the page of one organisation. */
#include "areas/organisations/pages.h"

#include "areas/organisations/coalition.h"
#include "areas/organisations/organisation-place.h"
#include "areas/organisations/organisation.html.h"
#include "areas/organisations/organisations.html.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/name-likeness.h"
#include "text/regions.h"
#include "text/words.h"

enum { A_PAGE = 50, MOST_PAGES = 1000 };

/* ---- words ---- */

char *td_organisation_country_name (const TdProfile *profile, const char *locale, const char *iso3)
{
    const TdState *state = td_profile_state (profile, iso3);

    return state != NULL ? g_strdup (td_profile_state_name (profile, state, locale)) : td_region_name (locale, iso3);
}

static char *joined (GPtrArray *take_names)
{
    g_autoptr (GPtrArray) names = take_names;

    if (names->len == 0)
        return NULL;
    g_ptr_array_add (names, NULL);
    return g_strjoinv (" · ", (char **) names->pdata);
}

char *td_organisation_countries (const TdProfile *profile, const char *locale, char *const *countries)
{
    GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

    for (; *countries != NULL; countries++)
        g_ptr_array_add (names, td_organisation_country_name (profile, locale, *countries));
    return joined (names);
}

const char *td_organisation_status_label (TdStatus status)
{
    switch (status) {
    case TD_STATUS_RECEIVED: return N_ ("Waits to be verified");
    case TD_STATUS_PUBLISHED: return N_ ("Verified");
    case TD_STATUS_REFUSED: return N_ ("Not verified");
    case TD_STATUS_WITHHELD: return N_ ("Closed");
    default: return "";
    }
}

static const char *kind_label (const TdProfile *profile, const char *slug)
{
    const TdChoice *kind = td_profile_choice (profile->kinds, profile->n_kinds, slug);

    return kind != NULL ? kind->label : slug;
}

/* ---- the registry ---- */

typedef struct {
    const char *words, *kind, *country, *theme;
    int page;
} Asked;

static const char *or_null (const char *text)
{
    return *text != '\0' ? text : NULL;
}

static char *address (const Asked *asked, const char *locale, const char *ending, int page)
{
    g_autofree char *words = g_uri_escape_string (asked->words, NULL, FALSE);
    g_autofree char *kind = g_uri_escape_string (asked->kind, NULL, FALSE);
    g_autofree char *country = g_uri_escape_string (asked->country, NULL, FALSE);
    g_autofree char *theme = g_uri_escape_string (asked->theme, NULL, FALSE);

    return g_strdup_printf ("/%s/organisations%s?words=%s&kind=%s&country=%s&theme=%s&page=%d", locale, ending, words,
                            kind, country, theme, page);
}

static void add_choice (GArray *rows, const char *value, const char *label, const char *chosen)
{
    struct html_organisations_kinds row = { .value = value, .label = label, .chosen = g_str_equal (value, chosen) };

    g_array_append_val (rows, row);
}

static GArray *rows_of (const TdProfile *profile, const GPtrArray *list, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_organisations_rows));

    for (guint i = 0; i < list->len; i++) {
        const TdOrganisation *o = list->pdata[i];
        char *countries = td_organisation_countries (profile, locale, o->countries);
        struct html_organisations_rows row = {
            .name = o->name,
            .link = g_strdup_printf ("/%s/organisations/%s", locale, o->id),
            .kind = kind_label (profile, o->kind),
            .countries = countries != NULL ? countries : g_strdup (""),
            .tag = o->status != TD_STATUS_PUBLISHED ? td_organisation_status_label (o->status) : NULL,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void show (TdRequest *request, const Asked *asked, const GPtrArray *list, gint64 total)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    g_autoptr (GArray) kinds = g_array_new (FALSE, TRUE, sizeof (struct html_organisations_kinds));
    g_autoptr (GArray) countries = g_array_new (FALSE, TRUE, sizeof (struct html_organisations_kinds));
    g_autoptr (GArray) themes = g_array_new (FALSE, TRUE, sizeof (struct html_organisations_kinds));
    g_autoptr (GArray) rows = rows_of (profile, list, locale);
    int pages = (int) MIN ((total + A_PAGE - 1) / A_PAGE, MOST_PAGES);
    g_autofree char *previous = asked->page > 1 ? address (asked, locale, "", asked->page - 1) : g_strdup ("");
    g_autofree char *next = asked->page < pages ? address (asked, locale, "", asked->page + 1) : g_strdup ("");
    g_autofree char *json = address (asked, locale, ".json", asked->page);
    struct html_organisations page = { .words = asked->words,
                                       .count = total,
                                       .add = td_door_viewer_may (td_request_viewer (request), TD_ACT_ORGANISATION_ADD),
                                       .page = asked->page,
                                       .pages = pages,
                                       .many = pages > 1,
                                       .previous = previous,
                                       .next = next,
                                       .json = json };

    for (gsize i = 0; i < profile->n_kinds; i++)
        if (profile->kinds[i].registered)
            add_choice (kinds, profile->kinds[i].slug, td_words (locale, profile->kinds[i].label), asked->kind);
    for (gsize i = 0; i < profile->n_states; i++)
        add_choice (countries, profile->states[i].iso3, td_profile_state_name (profile, &profile->states[i], locale),
                    asked->country);
    for (gsize i = 0; i < profile->n_themes; i++)
        add_choice (themes, profile->themes[i].slug, td_words (locale, profile->themes[i].title), asked->theme);
    page.kinds = (const struct html_organisations_kinds *) (void *) kinds->data;
    page.n_kinds = kinds->len;
    page.countries = (const struct html_organisations_countries *) (void *) countries->data;
    page.n_countries = countries->len;
    page.themes = (const struct html_organisations_themes *) (void *) themes->data;
    page.n_themes = themes->len;
    page.rows = (const struct html_organisations_rows *) (void *) rows->data;
    page.n_rows = rows->len;
    html_organisations (td_request_html (request), &page);
    td_reply_html (request, 200);
    for (guint i = 0; i < rows->len; i++) {
        g_free ((char *) page.rows[i].link);
        g_free ((char *) page.rows[i].countries);
    }
}

gboolean td_organisations_page (TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    gint64 number = 1, total = 0;
    Asked asked = { .words = td_request_field (request, "words"),
                    .kind = td_request_field (request, "kind"),
                    .country = td_request_field (request, "country"),
                    .theme = td_request_field (request, "theme") };
    TdOrganisationFilter filter = { .words = or_null (asked.words),
                                    .kind = or_null (asked.kind),
                                    .country = or_null (asked.country),
                                    .theme = or_null (asked.theme),
                                    .limit = A_PAGE };
    g_autoptr (GPtrArray) list = NULL;
    json_t *json;

    g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, MOST_PAGES, &number, NULL);
    asked.page = (int) number;
    filter.offset = (asked.page - 1) * A_PAGE;
    list = td_organisation_list (td_request_instance (request), viewer, &filter, &total, error);
    if (list == NULL)
        return FALSE;
    if (viewer->person != NULL)
        td_reply_header (request, "Cache-Control", "no-store");
    if (!td_request_wants_json (request)) {
        show (request, &asked, list, total);
        return TRUE;
    }
    json = json_array ();
    for (guint i = 0; i < list->len; i++)
        json_array_append_new (json, td_organisation_to_json (list->pdata[i], viewer));
    td_reply_json (request, 200, json_pack ("{s:I, s:o}", "total", (json_int_t) total, "organisations", json));
    return TRUE;
}

/* ---- one organisation ---- */

static char *themes_of (const TdProfile *profile, const char *locale, char *const *slugs)
{
    GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

    for (; *slugs != NULL; slugs++)
        for (gsize i = 0; i < profile->n_themes; i++)
            if (g_str_equal (profile->themes[i].slug, *slugs))
                g_ptr_array_add (names, g_strdup (td_words (locale, profile->themes[i].title)));
    return joined (names);
}

static char *languages_of (const char *locale, char *const *tags)
{
    GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

    for (; *tags != NULL; tags++)
        g_ptr_array_add (names, td_language_name (*tags, locale));
    return joined (names);
}

static char *why_words (guint why, const char *locale)
{
    static const TdDoubleWhy reasons[] = { TD_DOUBLE_NAME, TD_DOUBLE_LOOKS, TD_DOUBLE_MAIL, TD_DOUBLE_WEBSITE };
    GString *words = g_string_new (NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
        if ((why & reasons[i]) != 0)
            g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "",
                                    td_words (locale, td_double_why_sentence (reasons[i])));
    return g_string_free (words, FALSE);
}

/* What the secretariat's form needs; doubles are of html_organisation_doubles, their strings to free. */
static gboolean put_decide (TdRequest *request, const TdOrganisation *o, struct html_organisation *page,
                            GArray *doubles, GPtrArray *strings, GError **error)
{
    const char *locale = td_request_locale (request), *odd = td_name_oddity (o->name);
    g_autoptr (GPtrArray) pairs =
        td_organisation_doubles (td_request_instance (request), td_request_viewer (request), o->id, error);

    if (pairs == NULL)
        return FALSE;
    for (guint i = 0; i < pairs->len && i < 20; i++) {
        const TdDouble *pair = pairs->pdata[i];
        struct html_organisation_doubles row = { .name = g_strdup (pair->other_name),
                                                 .link = g_strdup_printf ("/%s/organisations/%s", locale, pair->other),
                                                 .id = g_strdup (pair->other),
                                                 .why = why_words (pair->why, locale) };
        const char *const owned[] = { row.name, row.link, row.id, row.why };
        for (gsize k = 0; k < G_N_ELEMENTS (owned); k++)
            g_ptr_array_add (strings, (char *) owned[k]);
        g_array_append_val (doubles, row);
    }
    page->doubles = (const struct html_organisation_doubles *) (void *) doubles->data;
    page->n_doubles = doubles->len;
    page->odd = odd != NULL ? td_words (locale, odd) : NULL;
    page->can_verify = o->status == TD_STATUS_RECEIVED || o->status == TD_STATUS_REFUSED;
    page->can_refuse = o->status == TD_STATUS_RECEIVED || o->status == TD_STATUS_PUBLISHED;
    page->can_close = o->status != TD_STATUS_WITHHELD;
    page->can_reopen = o->status == TD_STATUS_WITHHELD || o->status == TD_STATUS_REFUSED;
    return TRUE;
}

/* What is open to it, for its own people. */
static GArray *places_of (TdRequest *request, GPtrArray *strings, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) places = td_organisation_places_of (td_request_instance (request), locale, error);
    GArray *rows = places != NULL ? g_array_new (FALSE, TRUE, sizeof (struct html_organisation_places)) : NULL;

    for (guint i = 0; rows != NULL && i < places->len; i++) {
        TdOrganisationPlace *place = places->pdata[i];
        struct html_organisation_places row = { .label = place->label,
                                                .link = g_strdup_printf ("/%s%s", locale, place->path),
                                                .words = g_steal_pointer (&place->words) };
        g_ptr_array_add (strings, (char *) row.link);
        g_ptr_array_add (strings, (char *) row.words);
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *works_of (TdRequest *request, const GPtrArray *works, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_organisation_works));

    for (guint i = 0; i < works->len; i++) {
        const TdOrganisationWork *w = works->pdata[i];
        const TdState *state = w->state != NULL ? td_profile_state (profile, w->state) : NULL;
        struct html_organisation_works row = {
            .title = w->title != NULL ? w->title : td_words (locale, N_ ("Report without a title")),
            .link = g_strdup_printf ("/%s/submissions/%s", locale, w->id),
            .state = state != NULL ? td_profile_state_name (profile, state, locale) : "",
            .when = td_words_day (locale, w->received, profile->zone),
        };
        g_ptr_array_add (strings, (char *) row.link);
        g_ptr_array_add (strings, (char *) row.when);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* Those that everybody may read beside this one; rows of members and of coalitions have the same fields. */
static void put_coalition (TdRequest *request, const TdCoalitionView *view, struct html_organisation *page,
                           GArray *members, GArray *coalitions, GPtrArray *strings)
{
    const TdOrganisation *o = view->organisation;
    const char *locale = td_request_locale (request);
    gboolean open = o->status == TD_STATUS_PUBLISHED && o->visibility_chosen && o->visibility == TD_VISIBILITY_PUBLIC;

    for (guint k = 0; open && k < view->members->len + view->coalitions->len; k++) {
        gboolean member = k < view->members->len;
        const TdCoalitionMember *m = member ? view->members->pdata[k] : view->coalitions->pdata[k - view->members->len];
        char *link;
        if (m->accepted == 0 || !m->is_public)
            continue;
        link = g_strdup_printf ("/%s/organisations/%s", locale, m->organisation);
        g_ptr_array_add (strings, link);
        if (member) {
            struct html_organisation_members row = { .name = m->name, .link = link };
            g_array_append_val (members, row);
        } else {
            struct html_organisation_coalitions row = { .name = m->name, .link = link };
            g_array_append_val (coalitions, row);
        }
    }
    page->members = (const struct html_organisation_members *) (void *) members->data;
    page->n_members = members->len;
    page->coalitions = (const struct html_organisation_coalitions *) (void *) coalitions->data;
    page->n_coalitions = coalitions->len;
}

/* An address at or below the organisation's own; strings keep it. */
static const char *below (GPtrArray *strings, const char *locale, const TdOrganisation *o, const char *rest)
{
    char *address = g_strdup_printf ("/%s/organisations/%s%s", locale, o->id, rest);

    g_ptr_array_add (strings, address);
    return address;
}

static gboolean show_one (TdRequest *request, const TdOrganisation *o, const char *reason, const char *message,
                          GError **error)
{
    const TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    TdThing thing = td_organisation_thing (o);
    g_autofree char *countries = td_organisation_countries (instance->profile, locale, o->countries);
    g_autofree char *themes = themes_of (instance->profile, locale, o->themes);
    g_autofree char *languages = languages_of (locale, o->languages);
    g_autofree char *now = g_strdup_printf ("/%s/now?organisation=%s", locale, o->id);
    g_autofree char *follow = g_strdup_printf ("/%s/subscriptions/new?organisation=%s", locale, o->id);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) doubles = g_array_new (FALSE, TRUE, sizeof (struct html_organisation_doubles));
    g_autoptr (GPtrArray) published = td_organisation_works (td_request_instance (request), o->id, error);
    g_autoptr (GArray) works = published != NULL ? works_of (request, published, strings) : NULL;
    g_autoptr (GArray) members = g_array_new (FALSE, TRUE, sizeof (struct html_organisation_members));
    g_autoptr (GArray) coalitions = g_array_new (FALSE, TRUE, sizeof (struct html_organisation_coalitions));
    g_autoptr (GArray) places = NULL;
    g_auto (TdCoalitionView) view = { 0 };
    gboolean officer = td_door_may (viewer, TD_ACT_ORGANISATION_VERIFY, &thing, NULL);
    struct html_organisation page = {
        .name = o->name,
        .kind = kind_label (instance->profile, o->kind),
        .website = o->website,
        .about = o->about,
        .countries = countries,
        .themes = themes,
        .languages = languages,
        .inside = officer || (o->relations & TD_RELATION_VIEWER) != 0,
        .follow = follow,
        .status = td_organisation_status_label (o->status),
        .again = o->again,
        .public = o->visibility_chosen && o->visibility == TD_VISIBILITY_PUBLIC,
        .reason = o->decision_reason,
        .edit =
            td_door_may (viewer, TD_ACT_ORGANISATION_EDIT, &thing, NULL) ? below (strings, locale, o, "/edit") : NULL,
        .people = officer || (o->relations & TD_RELATION_VIEWER) != 0 ? below (strings, locale, o, "/people") : NULL,
        .decide = officer ? below (strings, locale, o, "/decide") : NULL,
        .expected = td_status_word (o->status),
        .error = message != NULL ? td_words (locale, message) : NULL,
        .typed_reason = reason,
        .json = below (strings, locale, o, ".json"),
        .now = now,
    };

    if (works == NULL || !td_coalition_view (td_request_instance (request), viewer, o->id, &view, error)
        || (officer && !put_decide (request, o, &page, doubles, strings, error)))
        return FALSE;
    page.works = (const struct html_organisation_works *) (void *) works->data;
    page.n_works = works->len;
    if (page.inside && (places = places_of (request, strings, error)) == NULL)
        return FALSE;
    page.places = places != NULL ? (const struct html_organisation_places *) (void *) places->data : NULL;
    page.n_places = places != NULL ? places->len : 0;
    put_coalition (request, &view, &page, members, coalitions, strings);
    page.coalition = view.inside ? below (strings, locale, o, "/coalition") : NULL;
    html_organisation (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    return TRUE;
}

static TdOrganisation *open_one (TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);

    if (viewer->person != NULL)
        td_reply_header (request, "Cache-Control", "no-store");
    return td_organisation_get (td_request_instance (request), viewer, td_request_part (request, "id"), error);
}

gboolean td_organisation_page (TdRequest *request, GError **error)
{
    g_autoptr (TdOrganisation) o = open_one (request, error);
    g_autofree char *path = NULL;

    if (o == NULL)
        return FALSE;
    if (!g_str_equal (o->id, td_request_part (request, "id"))) {
        path = g_strdup_printf ("/%s/organisations/%s%s", td_request_locale (request), o->id,
                                td_request_wants_json (request) ? ".json" : "");
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (!td_request_wants_json (request))
        return show_one (request, o, NULL, NULL, error);
    td_reply_json (request, 200, td_organisation_to_json (o, td_request_viewer (request)));
    return TRUE;
}

static gboolean decide (TdRequest *request, const TdOrganisation *o, GError **error)
{
    static const struct {
        const char *word;
        TdOrganisationDecision decision;
    } words[] = { { "verify", TD_ORGANISATION_VERIFY },
                  { "refuse", TD_ORGANISATION_REFUSE },
                  { "close", TD_ORGANISATION_CLOSE },
                  { "reopen", TD_ORGANISATION_REOPEN } };
    const char *word = td_request_field (request, "decision"), *reason = td_request_field (request, "reason");
    const char *into = td_request_field (request, "into");

    if (g_str_equal (word, "merge") && *into != '\0')
        return td_organisation_merge (td_request_instance (request), td_request_viewer (request), o->id, into, reason,
                                      error);
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_equal (word, words[i].word))
            return td_organisation_decide (td_request_instance (request), td_request_viewer (request), o->id,
                                           words[i].decision, reason, td_request_field (request, "expected"), error);
    g_set_error_literal (error, TD_ORGANISATION_ERROR, TD_ERROR_INPUT,
                         "Choose what you decide, then press its button.");
    return FALSE;
}

gboolean td_organisation_decide_post (TdRequest *request, GError **error)
{
    g_autoptr (TdOrganisation) o = open_one (request, error);
    g_autoptr (GError) problem = NULL;
    g_autofree char *path = NULL;

    if (o == NULL)
        return FALSE;
    if (decide (request, o, &problem)) {
        path = g_strdup_printf ("/%s/organisations/%s", td_request_locale (request), o->id);
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT || td_error_code (problem) == TD_ERROR_CONFLICT)
        return show_one (request, o, td_request_field (request, "reason"), problem->message, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
