/* Both sides in one view. */
#include "areas/cooperation/pages.h"

#include "areas/cooperation/cooperation-words.h"
#include "areas/cooperation/cooperation.html.h"
#include "text/words.h"

enum { MOST_SAYS = 10, MOST_LINKS = 5, MOST_ACCOUNTS = 100 };

typedef struct html_cooperation_questions Question;

/* What one page is made from; lists and strings live until it is rendered. */
typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *locale;
    const TdBothSides *sides;
    GPtrArray *strings, *lists;
} Page;

static void page_clear (Page *page)
{
    g_ptr_array_unref (page->lists);
    g_ptr_array_unref (page->strings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static const char *keep (Page *page, char *take_text)
{
    g_ptr_array_add (page->strings, take_text);
    return take_text;
}

static GArray *new_list (Page *page, guint size)
{
    GArray *list = g_array_new (FALSE, TRUE, size);

    g_ptr_array_add (page->lists, list);
    return list;
}

static const char *account_link (Page *page, const char *id)
{
    return keep (page, g_strdup_printf ("/%s/own-accounts/%s", page->locale, id));
}

static gboolean is_private (const Page *page, const TdOwnAccount *a)
{
    const TdThing thing = td_own_account_thing (a);

    return page->sides->whole && !(a->status == TD_STATUS_PUBLISHED && thing.visibility != TD_VISIBILITY_COMMITTEE);
}

#define FILL(row, list, array) ((row)->list = (const void *) (array)->data, (row)->n_##list = (array)->len)

/* ---- the parts of one question ---- */

static void put_known (Page *page, Question *row, const TdStandingQuestion *q)
{
    GPtrArray *lines = td_known_lines (page->instance, &page->sides->known, q->evidence, page->locale);
    GArray *rows = new_list (page, sizeof (struct html_cooperation_questions_known));

    for (guint i = 0; i < lines->len; i++) {
        const TdKnownLine *line = lines->pdata[i];
        struct html_cooperation_questions_known known = { .text = keep (page, g_strdup (line->text)),
                                                          .link = keep (page, g_strdup (line->link)) };
        g_array_append_val (rows, known);
    }
    g_ptr_array_unref (lines);
    FILL (row, known, rows);
}

static void put_tallies (Page *page, Question *row, const TdStandingQuestion *q)
{
    GArray *rows = new_list (page, sizeof (struct html_cooperation_questions_tallies));

    for (guint i = 0; i < page->sides->tallies->len; i++) {
        const TdTally *t = &g_array_index (page->sides->tallies, TdTally, i);
        struct html_cooperation_questions_tallies tally = { .question = td_words (page->locale, t->question->question),
                                                            .yes = t->n[TD_SIDE_YES],
                                                            .partly = t->n[TD_SIDE_PARTLY],
                                                            .no = t->n[TD_SIDE_NO],
                                                            .unknown = t->n[TD_SIDE_UNKNOWN] };
        tally.partly_at = tally.yes;
        tally.no_at = tally.partly_at + tally.partly;
        tally.unknown_at = tally.no_at + tally.no;
        tally.width = tally.unknown_at + tally.unknown;
        if (t->question->standing == q)
            g_array_append_val (rows, tally);
    }
    FILL (row, tallies, rows);
}

static void add_link (GArray *links, const char *label, const char *link)
{
    struct html_cooperation_questions_contradictions_links row = { .label = label, .link = link };

    g_array_append_val (links, row);
}

/* To both sources: what the State says or what is recorded, and the accounts. */
static GArray *links_of (Page *page, const TdContradiction *c)
{
    GArray *links = new_list (page, sizeof (struct html_cooperation_questions_contradictions_links));
    gboolean of_record = c->kind == TD_CONTRADICTION_DAYS || c->kind == TD_CONTRADICTION_LANGUAGES;
    gboolean both = c->kind == TD_CONTRADICTION_NO_RECORD || c->kind == TD_CONTRADICTION_NO_REPORT;

    if (!of_record)
        add_link (links, td_words (page->locale, N_ ("The State's answer")),
                  keep (page, g_strdup_printf ("#s-%s", c->standing->slug)));
    if (of_record && page->sides->known.ids != NULL)
        add_link (links, td_words (page->locale, N_ ("The record")),
                  keep (page, g_strdup_printf ("/%s/consultations/%s", page->locale, page->sides->known.ids[0])));
    if (both)
        add_link (links, td_words (page->locale, N_ ("What is recorded here")),
                  keep (page, g_strdup_printf ("#k-%s", c->standing->slug)));
    for (guint i = 0; i < c->accounts->len && i < MOST_LINKS; i++) {
        g_autofree char *n = td_words_number (page->locale, i + 1);
        add_link (links, keep (page, td_words_fill (td_words (page->locale, N_ ("Account {n}")), "n", n, NULL)),
                  account_link (page, c->accounts->pdata[i]));
    }
    return links;
}

static void put_contradictions (Page *page, Question *row, const TdStandingQuestion *q)
{
    GArray *rows = new_list (page, sizeof (struct html_cooperation_questions_contradictions));

    for (guint i = 0; i < page->sides->contradictions->len; i++) {
        const TdContradiction *c = page->sides->contradictions->pdata[i];
        struct html_cooperation_questions_contradictions one = { 0 };
        GArray *links;
        if (c->standing != q)
            continue;
        links = links_of (page, c);
        one.sentence = keep (page, td_contradiction_sentence (c, page->locale));
        FILL (&one, links, links);
        g_array_append_val (rows, one);
    }
    FILL (row, contradictions, rows);
}

/* In their own words: what is no choice. */
static void add_says (Page *page, Question *row, GArray *rows, const TdOwnAccount *a, const TdStandingQuestion *q)
{
    for (guint i = 0; i < a->answers->len; i++) {
        const TdOwnAnswer *answer = &g_array_index (a->answers, TdOwnAnswer, i);
        struct html_cooperation_questions_says says;
        if (answer->question->standing != q || answer->question->kind == TD_OWN_CHOICE)
            continue;
        if (rows->len >= MOST_SAYS) {
            row->more++;
            continue;
        }
        says = (struct html_cooperation_questions_says){
            .question = td_words (page->locale, answer->question->question),
            .text = keep (page, td_own_answer_words (answer, page->locale)),
            .who = td_own_account_who (a, page->viewer, page->locale),
            .link = account_link (page, a->id),
            .private = is_private (page, a),
        };
        g_array_append_val (rows, says);
    }
}

static void put_says (Page *page, Question *row, const TdStandingQuestion *q)
{
    GArray *rows = new_list (page, sizeof (struct html_cooperation_questions_says));

    for (guint i = 0; i < page->sides->accounts->len; i++)
        add_says (page, row, rows, page->sides->accounts->pdata[i], q);
    FILL (row, says, rows);
}

static void put_answer (Page *page, Question *row, const TdStandingQuestion *q)
{
    const TdStateAnswer *a = td_state_answer_to (page->sides->answers, q->slug);

    if (a == NULL)
        return;
    for (int side = 0; side < TD_N_SIDES; side++)
        if (g_str_equal (a->answer, td_side_word (side)))
            row->answer = td_side_label (side);
    row->words = a->words;
    row->when = keep (page, td_words_day (page->locale, a->at, page->instance->profile->zone));
    row->older = a->version - 1;
}

static GArray *question_rows (Page *page)
{
    const TdProfile *profile = page->instance->profile;
    GArray *rows = new_list (page, sizeof (Question));

    for (gsize i = 0; i < profile->n_standing; i++) {
        const TdStandingQuestion *q = &profile->standing[i];
        Question row = { .slug = q->slug,
                         .question = td_words (page->locale, q->question),
                         .source = q->source != NULL ? td_words (page->locale, q->source) : NULL };
        put_answer (page, &row, q);
        put_known (page, &row, q);
        put_tallies (page, &row, q);
        put_contradictions (page, &row, q);
        put_says (page, &row, q);
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *account_rows (Page *page)
{
    GArray *rows = new_list (page, sizeof (struct html_cooperation_accounts));

    for (guint i = 0; i < page->sides->accounts->len && i < MOST_ACCOUNTS; i++) {
        const TdOwnAccount *a = page->sides->accounts->pdata[i];
        struct html_cooperation_accounts row = {
            .who = td_own_account_who (a, page->viewer, page->locale),
            .when = keep (page, td_words_day (page->locale, a->changed, page->instance->profile->zone)),
            .link = account_link (page, a->id),
            .private = is_private (page, a),
            .unverified = a->organisation == NULL && a->person == NULL,
            .counts = td_own_account_counts (a),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void render (TdRequest *request, const TdBothSides *sides)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *iso3 = sides->state->iso3;
    g_auto (Page) made = { .instance = instance,
                           .viewer = viewer,
                           .locale = locale,
                           .sides = sides,
                           .strings = g_ptr_array_new_with_free_func (g_free),
                           .lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
    gboolean for_state = g_strcmp0 (viewer->state, iso3) == 0;
    GArray *questions = question_rows (&made), *accounts = account_rows (&made);
    struct html_cooperation page = {
        .state_name = td_profile_state_name (instance->profile, sides->state, locale),
        .state = keep (&made, g_strdup_printf ("/%s/states/%s", locale, iso3)),
        .cycle = sides->cycle,
        .whole = sides->whole,
        .counted = sides->counted,
        .contradictions_marked = sides->contradictions->len,
        .give = for_state || sides->whole ? NULL
                                          : keep (&made, g_strdup_printf ("/%s/states/%s/own-account", locale, iso3)),
        .answer = for_state && td_door_viewer_may (viewer, TD_ACT_STATE_ANSWER_GIVE)
                      ? keep (&made, g_strdup_printf ("/%s/states/%s/state-answers", locale, iso3))
                      : NULL,
        .json = keep (&made, g_strdup_printf ("/%s/states/%s/cooperation.json", locale, iso3)),
    };

    FILL (&page, questions, questions);
    FILL (&page, accounts, accounts);
    html_cooperation (td_request_html (request), &page);
    td_reply_html (request, 200);
}

gboolean td_cooperation_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    gint64 cycle = 0;
    g_auto (TdBothSides) sides = { 0 };

    if (*td_request_field (request, "cycle") != '\0'
        && !g_ascii_string_to_signed (td_request_field (request, "cycle"), 10, 1, 99, &cycle, NULL))
        return td_door_unknown (error);
    if (!td_both_sides (instance, viewer, td_request_part (request, "state"), (int) cycle, &sides, error))
        return FALSE;
    if (viewer->person != NULL)
        td_reply_header (request, "Cache-Control", "no-store");
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_both_sides_to_json (instance, &sides, viewer, td_request_locale (request)));
    else
        render (request, &sides);
    return TRUE;
}
