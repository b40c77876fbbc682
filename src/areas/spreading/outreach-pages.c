/* Where the word was spread: the map, noting it, taking notes back. */
#include "areas/spreading/outreach-note.html.h"
#include "areas/spreading/outreach-pictures.h"
#include "areas/spreading/outreach.html.h"
#include "areas/spreading/pages.h"
#include "base/limits.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

enum { NOTES_A_PAGE = 25, MOST_PAGES = TD_LIMIT_OUTREACH_LISTED / NOTES_A_PAGE, MOST_ROWS = 60 };

typedef struct html_outreach_groups Group;
typedef struct html_outreach_groups_rows GroupRow;
typedef struct html_outreach_list Note;

static const char *field (TdSpreadPage *page, const char *name)
{
    return td_request_field (page->request, name);
}

static const char *or_null (const char *text)
{
    return *text != '\0' ? text : NULL;
}

/* ---- figures ---- */

typedef const char *(*LabelFunc) (TdSpreadPage *page, const char *word);

static const char *country_label (TdSpreadPage *page, const char *word)
{
    return *word != '\0' ? td_spread_country_name (page, word) : td_words (page->locale, N_ ("No country is said"));
}

static const char *how_label (TdSpreadPage *page, const char *word)
{
    TdOutreachHow how = TD_OUTREACH_OTHER;

    td_outreach_how_from_word (word, &how);
    return td_words (page->locale, td_outreach_how_label (how));
}

static const char *people_words (TdSpreadPage *page, gint64 people)
{
    return people > 0 ? td_spread_keep (page, td_words_number (page->locale, people)) : "–";
}

static void add_group (TdSpreadPage *page, GArray *groups, const char *title, const GPtrArray *counts, LabelFunc label)
{
    GArray *rows = td_spread_list (page, sizeof (GroupRow));
    Group group = { .title = td_words (page->locale, title) };

    for (guint i = 0; i < counts->len && i < MOST_ROWS; i++) {
        const TdOutreachCount *c = counts->pdata[i];
        const GroupRow row = { .label = label (page, c->word),
                               .width = ((const TdOutreachCount *) counts->pdata[0])->notes,
                               .notes = c->notes,
                               .people = people_words (page, c->people) };
        g_array_append_val (rows, row);
    }
    TD_SPREAD_FILL (&group, rows, rows);
    if (rows->len > 0)
        g_array_append_val (groups, group);
}

/* ---- notes ---- */

static const char *facts_of (TdSpreadPage *page, const TdOutreach *o)
{
    g_autoptr (GString) facts = g_string_new (NULL);
    g_autofree char *day = td_words_date (page->locale, o->day);

    g_string_append_printf (facts, "%s · %s · %s", day, td_words (page->locale, td_outreach_how_label (o->how)),
                            td_spread_language_name (page, o->language));
    if (o->place != NULL)
        g_string_append_printf (facts, " · %s", o->place);
    if (o->country != NULL)
        g_string_append_printf (facts, " · %s", td_spread_country_name (page, o->country));
    if (o->people > 0) {
        g_autofree char *n = td_words_number (page->locale, o->people);
        g_autofree char *people =
            td_words_fill (td_words_n (page->locale, N_ ("{n} person"), N_ ("{n} people"), o->people), "n", n, NULL);
        g_string_append_printf (facts, " · %s", people);
    } else if (o->few) {
        g_string_append_printf (facts, " · %s", td_words (page->locale, N_ ("a few people")));
    }
    return td_spread_keep (page, g_string_free (g_steal_pointer (&facts), FALSE));
}

static GArray *note_rows (TdSpreadPage *page, const GPtrArray *list, int at)
{
    GArray *rows = td_spread_list (page, sizeof (Note));

    for (guint i = (guint) (at - 1) * NOTES_A_PAGE; i < list->len && rows->len < NOTES_A_PAGE; i++) {
        const TdOutreach *o = list->pdata[i];
        const Note row = {
            .id = o->id,
            .title = o->symbol != NULL  ? td_spread_keep (page, td_library_symbol_words (o->symbol))
                     : o->title != NULL ? o->title
                                        : td_words (page->locale, N_ ("A document")),
            .language = o->symbol != NULL ? "en" : page->locale,
            .link = td_spread_keep (page, g_strdup_printf ("/%s/documents/%s/spread", page->locale, o->document)),
            .facts = facts_of (page, o),
            .name = o->name,
            .organisation =
                td_spread_keep (page, g_strdup_printf ("/%s/organisations/%s", page->locale, o->organisation)),
            .words = o->words,
            .off = o->off_reason,
            .quiet = o->quiet,
            .mine = o->mine,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- the page ---- */

typedef struct {
    const char *document; /* id, or NULL */
    const char *title;    /* of it, or NULL */
    gboolean own;
    const char *problem;
} Asked;

static const char *address (TdSpreadPage *page, const Asked *asked, const char *ending, int at)
{
    GString *to = g_string_new (NULL);

    g_string_printf (to, "/%s/outreach%s%s?page=%d", page->locale, asked->own ? "/own" : "", ending, at);
    if (asked->document != NULL)
        g_string_append_printf (to, "&document=%s", asked->document);
    return td_spread_keep (page, g_string_free (to, FALSE));
}

static int page_number (TdSpreadPage *page, const GPtrArray *list, int *ret_pages)
{
    gint64 at = 1;

    *ret_pages = MAX (1, (int) ((list->len + NOTES_A_PAGE - 1) / NOTES_A_PAGE));
    if (!g_ascii_string_to_signed (field (page, "page"), 10, 1, MOST_PAGES, &at, NULL))
        at = 1;
    return (int) MIN (at, *ret_pages);
}

static void render (TdSpreadPage *page, const Asked *asked, const TdOutreachFigures *f, const GPtrArray *list)
{
    g_autoptr (TdMarkup) map = td_outreach_map (page, f);
    GArray *groups = td_spread_list (page, sizeof (Group));
    int pages, at = page_number (page, list, &pages);
    GArray *notes = note_rows (page, list, at);
    struct html_outreach content = {
        .document = asked->title,
        .back = asked->document != NULL
                    ? td_spread_keep (page, g_strdup_printf ("/%s/documents/%s/spread", page->locale, asked->document))
                    : "",
        .notes = f->notes,
        .people = f->people > 0 ? people_words (page, f->people) : NULL,
        .quiet = f->quiet,
        .least = TD_LIMIT_SMALL_COUNT,
        .keeps = td_door_viewer_may (page->viewer, TD_ACT_SPREADING_KEEP),
        .own = asked->own,
        .error = asked->problem,
        .action = td_spread_keep (page, g_strdup_printf ("/%s/outreach/remove", page->locale)),
        .map = map,
        .json = td_spread_keep (page, g_strdup_printf ("/%s/outreach.json?document=%s", page->locale,
                                                       asked->document != NULL ? asked->document : "")),
        .csv = td_spread_keep (page, g_strdup_printf ("/%s/outreach.csv?document=%s", page->locale,
                                                      asked->document != NULL ? asked->document : "")),
        .mine = td_spread_keep (page, g_strdup_printf ("/%s/outreach/own", page->locale)),
        .page = at,
        .pages = pages,
        .many = pages > 1,
        .previous = at > 1 ? address (page, asked, "", at - 1) : "",
        .next = at < pages ? address (page, asked, "", at + 1) : "",
    };

    add_group (page, groups, N_ ("By country"), f->countries, country_label);
    add_group (page, groups, N_ ("By language"), f->languages, td_spread_language_name);
    add_group (page, groups, N_ ("By the way in which it was spread"), f->hows, how_label);
    TD_SPREAD_FILL (&content, groups, groups);
    TD_SPREAD_FILL (&content, list, notes);
    html_outreach (td_request_html (page->request), &content);
    td_reply_html (page->request, asked->problem != NULL ? 422 : 200);
}

static gboolean reply_as (TdSpreadPage *page, const Asked *asked, const TdOutreachFigures *f, const GPtrArray *list)
{
    if (td_request_form (page->request) == TD_FORM_JSON) {
        td_reply_json (page->request, 200, td_outreach_to_json (f, list));
    } else if (td_request_form (page->request) == TD_FORM_CSV) {
        char *table = td_outreach_to_csv (list);
        g_autoptr (GBytes) bytes = g_bytes_new_take (table, strlen (table));
        td_reply_bytes (page->request, "text/csv; charset=utf-8", "outreach.csv", bytes);
    } else {
        render (page, asked, f, list);
    }
    return TRUE;
}

/* The document that the list is of, where one is named. */
static gboolean ask_document (TdSpreadPage *page, Asked *asked, TdLibraryDocument **ret_document, GError **error)
{
    if (*field (page, "document") == '\0')
        return TRUE;
    *ret_document = td_library_get (page->instance, field (page, "document"), error);
    if (*ret_document == NULL)
        return FALSE;
    asked->document = (*ret_document)->id;
    asked->title = td_spread_title (page, *ret_document);
    return TRUE;
}

static gboolean show (TdSpreadPage *page, Asked asked, GError **error)
{
    g_autoptr (TdLibraryDocument) d = NULL;
    g_auto (TdOutreachFigures) figures = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    TdOutreachFilter filter = { .mine = asked.own };

    if (!ask_document (page, &asked, &d, error))
        return FALSE;
    filter.document = asked.document;
    filter.country = or_null (field (page, "country"));
    filter.language = or_null (field (page, "in"));
    list = td_outreach_list (page->instance, page->viewer, &filter, error);
    if (list == NULL || !td_outreach_figures (page->instance, asked.document, &figures, error))
        return FALSE;
    if (asked.own)
        td_reply_header (page->request, "Cache-Control", "no-store");
    return reply_as (page, &asked, &figures, list);
}

gboolean td_outreach_page (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };

    td_spread_page_init (&page, request);
    return show (&page, (Asked){ 0 }, error);
}

gboolean td_outreach_own_page (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };

    td_spread_page_init (&page, request);
    return show (&page, (Asked){ .own = TRUE }, error);
}

gboolean td_outreach_remove_post (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };
    g_autofree char *path = NULL;
    GError *problem = NULL;
    Asked asked = { 0 };

    td_spread_page_init (&page, request);
    if (!td_outreach_remove (page.instance, page.viewer, field (&page, "note"), field (&page, "reason"), &problem)) {
        asked.problem = td_spread_problem (&page, problem, error);
        return asked.problem != NULL && show (&page, asked, error);
    }
    path = g_strdup_printf ("/%s/outreach", page.locale);
    td_reply_redirect (request, path);
    return TRUE;
}

/* ---- noting ---- */

static GArray *how_choices (TdSpreadPage *page)
{
    GArray *choices = td_spread_choices (page);

    for (int how = 0; how < TD_N_OUTREACH_HOWS; how++)
        td_spread_choose (page, choices, td_outreach_how_word ((TdOutreachHow) how),
                          td_words (page->locale, td_outreach_how_label ((TdOutreachHow) how)), field (page, "how"));
    return choices;
}

typedef struct {
    const char *iso3, *name;
    char *key;
} Named;

static int by_name (gconstpointer a, gconstpointer b)
{
    return strcmp (((const Named *) a)->key, ((const Named *) b)->key);
}

static GArray *country_choices (TdSpreadPage *page)
{
    const TdProfile *profile = page->instance->profile;
    GArray *choices = td_spread_choices (page), *named = td_spread_list (page, sizeof (Named));

    for (gsize i = 0; i < profile->n_countries; i++) {
        Named one = { .iso3 = profile->countries[i].iso3,
                      .name = td_spread_country_name (page, profile->countries[i].iso3) };
        one.key = g_utf8_collate_key (one.name, -1);
        td_spread_keep (page, one.key);
        g_array_append_val (named, one);
    }
    g_array_sort (named, by_name);
    for (guint i = 0; i < named->len; i++)
        td_spread_choose (page, choices, g_array_index (named, Named, i).iso3, g_array_index (named, Named, i).name,
                          field (page, "country"));
    return choices;
}

static GArray *quiet_choice (TdSpreadPage *page)
{
    GArray *choices = td_spread_choices (page);
    const struct html_field_radios_choices row = {
        .id = "quiet",
        .value = "1",
        .label = td_words (page->locale, N_ ("Note it quietly")),
        .hint = td_words (page->locale, N_ ("Nobody else learns that it was you, where it was or what you write here: "
                                            "place and words are not kept. It only counts among all quiet ones.")),
        .chosen = *field (page, "quiet") != '\0',
    };

    g_array_append_val (choices, row);
    return choices;
}

static const char *error_at (const char *wrong, const char *name, const char *said)
{
    return g_strcmp0 (wrong, name) == 0 ? said : NULL;
}

static gboolean show_form (TdSpreadPage *page, const char *wrong, const char *said, GError **error)
{
    g_autoptr (TdLibraryDocument) d = td_spread_document (page, error);
    const struct html_error_summary_errors errors[] = { { .field = wrong != NULL ? wrong : "day", .text = said } };
    gboolean any = FALSE, fresh = *field (page, "day") == '\0' && said == NULL;
    GArray *organisations =
        d != NULL ? td_spread_organisations (page, field (page, "organisation"), &any, error) : NULL;
    GArray *languages = td_spread_languages (page, fresh ? page->locale : field (page, "language"));
    GArray *hows = how_choices (page), *countries = country_choices (page), *quiet = quiet_choice (page);

    if (organisations == NULL)
        return FALSE;
    if (!any)
        return td_spread_nobody (error);
    struct html_outreach_note content = {
        .action = td_spread_path (page, d, "/spread/note"),
        .back = td_spread_path (page, d, "/spread"),
        .title = td_spread_title (page, d),
        .errors = errors,
        .n_errors = said != NULL,
        .organisation_error = error_at (wrong, "organisation", said),
        .day = field (page, "day"),
        .day_error = error_at (wrong, "day", said),
        .how_error = error_at (wrong, "how", said),
        .other = field (page, "other"),
        .language_error = error_at (wrong, "language", said),
        .country_error = error_at (wrong, "country", said),
        .place = field (page, "place"),
        .place_error = error_at (wrong, "place", said),
        .people = field (page, "people"),
        .people_error = error_at (wrong, "people", said),
        .words = field (page, "words"),
        .words_error = error_at (wrong, "words", said),
        .least = TD_LIMIT_SMALL_COUNT,
    };
    TD_SPREAD_FILL (&content, organisations, organisations);
    TD_SPREAD_FILL (&content, languages, languages);
    TD_SPREAD_FILL (&content, hows, hows);
    TD_SPREAD_FILL (&content, countries, countries);
    TD_SPREAD_FILL (&content, quiet, quiet);
    td_reply_header (page->request, "Cache-Control", "no-store");
    html_outreach_note (td_request_html (page->request), &content);
    td_reply_html (page->request, said != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_outreach_note_page (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };

    td_spread_page_init (&page, request);
    return show_form (&page, NULL, NULL, error);
}

/* -1: it is no number. */
static int people_of (const char *text)
{
    gint64 people = 0;

    if (*text == '\0')
        return 0;
    return g_ascii_string_to_signed (text, 10, 1, 100000000, &people, NULL) ? (int) people : -1;
}

gboolean td_outreach_note_post (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };
    g_autofree char *path = NULL;
    const char *wrong = NULL, *said = td_request_field_problem (request, NULL);
    GError *problem = NULL;

    td_spread_page_init (&page, request);
    const TdOutreachEntry entry = { .document = td_request_part (request, "id"),
                                    .organisation = field (&page, "organisation"),
                                    .day = field (&page, "day"),
                                    .how = field (&page, "how"),
                                    .language = td_spread_asked_language (request),
                                    .country = or_null (field (&page, "country")),
                                    .place = or_null (field (&page, "place")),
                                    .words = or_null (field (&page, "words")),
                                    .people = people_of (field (&page, "people")),
                                    .quiet = *field (&page, "quiet") != '\0' };
    if (said == NULL && !td_outreach_note (page.instance, page.viewer, &entry, NULL, &wrong, &problem)) {
        said = td_spread_problem (&page, problem, error);
        if (said == NULL)
            return FALSE;
    }
    if (said != NULL)
        return show_form (&page, wrong, said, error);
    path = g_strdup_printf ("/%s/outreach/own", page.locale);
    td_reply_redirect (request, path);
    return TRUE;
}
