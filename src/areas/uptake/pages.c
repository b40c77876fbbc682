/* What resembles one's own words, side by side. */
#include "areas/uptake/pages.h"

#include "areas/library/library.h"
#include "areas/submissions/draft-cookie.h"
#include "areas/uptake/uptake.h"
#include "areas/uptake/uptake.html.h"
#include "base/errors.h"
#include "text/analyzer.h"
#include "text/language.h"
#include "text/resemblance.h"
#include "text/words.h"

enum { PAIRS_A_PAGE = 10, MOST_PAGES = 200 };

static int page_of (TdRequest *request)
{
    gint64 page;

    return g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, MOST_PAGES, &page, NULL) ? (int) page
                                                                                                         : 1;
}

static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

/* ---- one pair ---- */

static const char *label_of (const TdUptake *u)
{
    if (u->mine[0] == 'r')
        return N_ ("One of your priorities");
    return u->kind == TD_PARAGRAPH_QUESTION ? N_ ("A question of yours") : N_ ("A recommendation of yours");
}

/* A text with the words marked that both sides share. */
static TdMarkup *marked (const char *text, const char *language, const char *other, const char *other_language)
{
    g_autoptr (GPtrArray) shared = td_resemblance_shared (text, language, other, other_language);
    g_autoptr (GArray) ranges = td_analyze_highlights (text, language, shared);

    return td_markup_from_highlights (text, ranges);
}

static struct html_uptake_rows row_of (const TdUptakes *all, const TdUptake *u, const char *locale, const char *zone,
                                       GPtrArray *strings)
{
    const char *id = all->submission->id;
    const char *name = u->symbol != NULL ? u->symbol : u->document;

    return (struct html_uptake_rows){
        .place = keep (strings, g_strdup_printf ("%s-%s-%s", u->mine, u->document, u->anchor)),
        .mine = u->mine,
        .label = label_of (u),
        .own = keep (strings,
                     g_strdup_printf ("/%s/submissions/%s#%s", locale, id, u->mine[0] == 'r' ? "priorities" : u->mine)),
        .text = marked (u->text, u->language, u->theirs, u->their_language),
        .language = u->language,
        .direction = td_language_direction (u->language),
        .document = u->document,
        .anchor = u->anchor,
        .source = u->symbol != NULL  ? u->symbol
                  : u->title != NULL ? u->title
                                     : td_words (locale, N_ ("A document of the Committee")),
        .number = td_uptake_number (u->anchor),
        .link = keep (strings, td_library_address (locale, name, u->anchor)),
        .theirs = marked (u->theirs, u->their_language, u->text, u->language),
        .their_language = u->their_language,
        .their_direction = td_language_direction (u->their_language),
        .confirmed = u->said == TD_UPTAKE_CONFIRMED,
        .denied = u->said == TD_UPTAKE_DENIED,
        .published = u->published != 0 ? keep (strings, td_words_day (locale, u->published, zone)) : NULL,
        .can_publish = all->why_unpublished == NULL && u->said == TD_UPTAKE_CONFIRMED,
    };
}

/* ---- the page ---- */

static GArray *rows_of (const TdUptakes *all, int page, const char *locale, const char *zone, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_uptake_rows));

    for (guint i = (guint) (page - 1) * PAIRS_A_PAGE; i < all->list->len && rows->len < PAIRS_A_PAGE; i++) {
        struct html_uptake_rows row = row_of (all, all->list->pdata[i], locale, zone, strings);
        g_array_append_val (rows, row);
    }
    return rows;
}

static void free_rows (GArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        td_markup_free ((TdMarkup *) g_array_index (rows, struct html_uptake_rows, i).text);
        td_markup_free ((TdMarkup *) g_array_index (rows, struct html_uptake_rows, i).theirs);
    }
    g_array_unref (rows);
}

static const char *page_link (const char *locale, const char *id, int page, gboolean there, GPtrArray *strings)
{
    return there ? keep (strings, g_strdup_printf ("/%s/submissions/%s/uptake?page=%d", locale, id, page)) : "";
}

static void show (TdRequest *request, const TdUptakes *all, int status, const char *problem)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request), *id = all->submission->id;
    const TdSubmission *s = all->submission;
    const char *language = s->title != NULL && s->language != NULL ? s->language : locale;
    const TdState *state = td_profile_state (profile, s->state);
    TdThing thing = td_submission_thing (s);
    int pages = (int) (all->list->len + PAIRS_A_PAGE - 1) / PAIRS_A_PAGE,
        page = CLAMP (page_of (request), 1, MAX (pages, 1));
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    GArray *rows = rows_of (all, page, locale, profile->zone, strings);
    const struct html_uptake content = {
        .back = keep (strings, g_strdup_printf ("/%s/submissions/%s", locale, id)),
        .action = keep (strings, g_strdup_printf ("/%s/submissions/%s/uptake", locale, id)),
        .title = s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title")),
        .language = language,
        .direction = td_language_direction (language),
        .state = state != NULL ? td_profile_state_name (profile, state, locale) : "",
        .mine = all->mine,
        .theirs = all->theirs,
        .can_say = td_door_may (td_request_viewer (request), TD_ACT_SUBMISSION_LINK, &thing, NULL),
        .why = all->why_unpublished,
        .error = problem != NULL ? td_words (locale, problem) : NULL,
        .many = pages > 1,
        .previous = page_link (locale, id, page - 1, page > 1, strings),
        .next = page_link (locale, id, page + 1, page < pages, strings),
        .page = page,
        .pages = pages,
        .json = keep (strings, g_strdup_printf ("/%s/submissions/%s/uptake.json", locale, id)),
        .rows = (const struct html_uptake_rows *) (void *) rows->data,
        .n_rows = rows->len,
    };

    html_uptake (td_request_html (request), &content);
    td_reply_html (request, status);
    free_rows (rows);
}

static gboolean show_one (TdRequest *request, int status, const char *problem, GError **error)
{
    const char *id = td_request_part (request, "id");
    g_auto (TdDraftCookie) cookie = { 0 };
    g_auto (TdUptakes) all = { 0 };

    td_draft_cookie_read (request, &cookie);
    if (!td_uptakes_get (td_request_instance (request), td_request_viewer (request),
                         td_draft_cookie_key_for (&cookie, id), id, &all, error))
        return FALSE;
    td_reply_header (request, "Cache-Control", "no-store");
    if (td_request_wants_json (request))
        td_reply_json (request, status, td_uptakes_to_json (&all));
    else
        show (request, &all, status, problem);
    return TRUE;
}

gboolean td_uptake_page (TdRequest *request, GError **error)
{
    return show_one (request, 200, NULL, error);
}

/* Back to where the pair stands. */
static void go_back (TdRequest *request, const TdUptakeKey *which)
{
    g_autofree char *path =
        g_strdup_printf ("/%s/submissions/%s/uptake?page=%d#%s-%s-%s", td_request_locale (request), which->submission,
                         page_of (request), which->mine, which->document, which->anchor);

    td_reply_redirect (request, path);
}

gboolean td_uptake_post (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id");
    const TdUptakeKey which = { .submission = id,
                                .mine = td_request_field (request, "mine"),
                                .document = td_request_field (request, "document"),
                                .anchor = td_request_field (request, "anchor") };
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (GError) problem = NULL;
    TdSay say;

    td_draft_cookie_read (request, &cookie);
    if (!td_say_from_word (td_request_field (request, "say"), &say))
        return show_one (request, 422, N_ ("Choose with the buttons what you say of it."), error);
    if (td_uptake_say (td_request_instance (request), td_request_viewer (request),
                       td_draft_cookie_key_for (&cookie, id), &which, say, &problem)) {
        go_back (request, &which);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT)
        return show_one (request, 422, problem->message, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
