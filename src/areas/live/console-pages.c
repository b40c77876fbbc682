/* The chair's console. */
#include "areas/live/pages.h"

#include "areas/live/console.html.h"
#include "areas/live/live-view.h"
#include "areas/live/now-words.h"
#include "base/errors.h"
#include "text/words.h"
#include "web/static.h"
#include <string.h>

enum { FOLLOWS_SHOWN = 12, HANDS_SHOWN = 20 };

static char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static const char *address (GPtrArray *strings, const char *locale, const TdMeeting *meeting, const char *rest)
{
    return keep (strings, g_strdup_printf ("/%s/meetings/%s%s", locale, meeting->id, rest));
}

/* ---- what the last step came to ---- */

static const struct {
    const char *word, *sentence, *kind;
} outcomes[] = {
    [TD_STEP_DONE] = { "done", NULL, "good" },
    [TD_STEP_ALREADY] = { "already", N_ ("That was done already, and was not done again."), "note" },
    [TD_STEP_MEANWHILE] = { "meanwhile",
                            N_ ("Another step was made meanwhile, so yours was not. Look at what stands now, and press "
                                "again "
                                "where it still makes sense."),
                            "warning" },
};

static void say_outcome (TdRequest *request, struct html_console *page)
{
    const char *word = td_request_field (request, "said");

    page->said_kind = "note";
    for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
        if (g_str_equal (word, outcomes[i].word)) {
            page->said = outcomes[i].sentence;
            page->said_kind = outcomes[i].kind;
        }
}

/* ---- the page ---- */

static const char *source_label (const char *source)
{
    if (g_str_equal (source, "telephone"))
        return N_ ("By telephone");
    return g_str_equal (source, "room") ? N_ ("From the room") : N_ ("From the live page");
}

static GArray *hands_of (const TdLiveView *v)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_console_hands));

    for (guint i = 0; v->hands != NULL && i < MIN (v->hands->len, HANDS_SHOWN); i++) {
        const TdHand *h = v->hands->pdata[i];
        const struct html_console_hands row = { h->id, h->shown, source_label (h->source) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *there_of (const TdLiveView *v, const char *speaker)
{
    return v->there != NULL && speaker != NULL ? g_hash_table_lookup (v->there, speaker) : NULL;
}

/* Where what is played or read at their turn stands, or NULL. */
static const char *statement_of (const TdLiveView *v, const char *speaker, const char *locale, GPtrArray *strings)
{
    g_autofree char *rest = NULL;

    if (v->said == NULL || speaker == NULL || !g_hash_table_contains (v->said, speaker))
        return NULL;
    rest = g_strdup_printf ("/speakers/%s/statement", speaker);
    return address (strings, locale, v->meeting, rest);
}

static GArray *follows_of (const TdInstance *instance, const TdLiveView *v, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_console_follows));

    for (guint i = 0; v->follows != NULL && i < MIN (v->follows->len, FOLLOWS_SHOWN); i++) {
        const TdSpeaker *s = v->follows->pdata[i];
        const TdSpeaker *before = i > 0 ? v->follows->pdata[i - 1] : NULL;
        const struct html_console_follows row = { .id = s->id,
                                                  .name = s->shown,
                                                  .state = td_live_state (instance, s->state, locale),
                                                  .time = keep (strings, td_live_time (s->seconds)),
                                                  .there = there_of (v, s->id),
                                                  .statement = statement_of (v, s->id, locale, strings),
                                                  .before = before != NULL ? before->id : NULL };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *after_of (const TdLiveView *v)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_console_after));

    for (guint i = 0; v->follows != NULL && i < v->follows->len; i++) {
        const TdSpeaker *s = v->follows->pdata[i];
        const struct html_console_after row = { s->id, s->shown };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *all_of (const TdInstance *instance, const TdLiveView *v, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_console_all));

    for (guint i = 0; v->speakers != NULL && i < v->speakers->len; i++) {
        const TdSpeaker *s = v->speakers->pdata[i];
        const struct html_console_all row = { s->id, s->shown, td_live_state (instance, s->state, locale) };
        if (!s->closed || v->meeting->closed || v->live->closed_part)
            g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *items_of (const TdLive *live)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_console_items));

    for (gsize i = 0; td_live_items[i] != NULL; i++) {
        const struct html_console_items row = { .word = td_live_items[i],
                                                .label = td_live_item_label (td_live_items[i]),
                                                .now = g_strcmp0 (td_live_items[i], live->item) == 0 };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void fill_next (const TdLiveView *v, struct html_console *page, GPtrArray *strings)
{
    const TdSpeaker *next = v->follows != NULL && v->follows->len > 0 ? v->follows->pdata[0] : NULL;

    page->next_value = page->next_time = "";
    if (next == NULL)
        return;
    page->next = next->shown;
    page->next_value = keep (strings, g_strconcat ("next ", next->id, NULL));
    page->next_time = keep (strings, td_live_time (next->seconds));
    page->next_there = there_of (v, next->id);
}

static void fill_live (const TdLiveView *v, struct html_console *page)
{
    const TdLive *live = v->live;

    page->from = live->n;
    page->begun = live->phase == TD_LIVE_RUNS || live->phase == TD_LIVE_PAUSED;
    page->over = live->phase == TD_LIVE_OVER;
    page->has_floor = live->since != 0;
    page->floor_there = there_of (v, live->speaker);
    page->paused = live->paused != 0;
    page->list_closed = live->list_closed;
    page->closed_part = live->closed_part;
    page->public_meeting = !v->meeting->closed;
    page->recording = live->recording;
    page->may_record = !v->meeting->closed && !live->closed_part;
}

/* Another one whenever the console looks different. */
static char *stands_of (const TdLiveView *v)
{
    guint there = 0;

    for (guint i = 0; v->there != NULL && i < v->speakers->len; i++) {
        const char *words = there_of (v, ((const TdSpeaker *) v->speakers->pdata[i])->id);
        there = there * 31 + (words != NULL ? g_str_hash (words) + i : 0);
    }
    return g_strdup_printf ("%d.%d.%u.%u", v->live->n, v->hands_stamp, v->speakers != NULL ? v->speakers->len : 0,
                            there);
}

static void show (TdRequest *request, const TdLiveView *v, int status, const char *problem)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) hands = hands_of (v), follows = follows_of (instance, v, locale, strings), after = after_of (v),
                       all = all_of (instance, v, locale), items = items_of (v->live);
    TdMarkup *now = td_live_now_markup (instance, v, locale, TD_NOW_CONSOLE);
    g_autofree char *title = td_meeting_title (instance->profile, v->meeting, locale);
    struct html_console page = {
        .title = keep (strings, td_words_fill (td_words (locale, N_ ("Lead: {title}")), "title", title, NULL)),
        .live = address (strings, locale, v->meeting, "/live"),
        .events = address (strings, locale, v->meeting, "/console/events"),
        .server = v->at / 1000,
        .stands = keep (strings, stands_of (v)),
        .module = td_static_address ("live.js"),
        .action = address (strings, locale, v->meeting, "/console"),
        .reload = address (strings, locale, v->meeting, "/console"),
        .error = problem,
        .now = now,
        .more_hands = v->hands != NULL && v->hands->len > HANDS_SHOWN ? v->hands->len - HANDS_SHOWN : 0,
        .items = (void *) items->data,
        .n_items = items->len,
        .hands = (void *) hands->data,
        .n_hands = hands->len,
        .follows = (void *) follows->data,
        .n_follows = follows->len,
        .all = (void *) all->data,
        .n_all = all->len,
        .after = (void *) after->data,
        .n_after = after->len > 1 ? after->len : 0,
    };

    say_outcome (request, &page);
    fill_next (v, &page, strings);
    page.floor_statement = statement_of (v, v->live->speaker, locale, strings);
    fill_live (v, &page);
    html_console (td_request_html (request), &page);
    td_reply_html (request, status);
    td_markup_free (now);
}

/* For who chairs alone; anybody else who may know of the meeting is told that they may not. */
static TdLiveView *view_of (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdLiveView) view = td_live_view (instance, viewer, td_request_part (request, "id"), error);

    if (view == NULL)
        return NULL;
    if (!view->chairs && !td_meeting_viewer_may (instance, view->meeting, viewer, TD_ACT_MEETING_CHAIR, error))
        return NULL;
    return g_steal_pointer (&view);
}

gboolean td_console_page (TdRequest *request, GError **error)
{
    g_autoptr (TdLiveView) view = view_of (request, error);

    if (view == NULL)
        return FALSE;
    show (request, view, 200, NULL);
    return TRUE;
}

/* ---- its stream: that something changed, and the console is asked for anew ---- */

static gboolean look (TdInstance *instance, TdTopic *topic, gint64 *position, GError **error)
{
    const char *id = strchr (td_topic_name (topic), '/') + 1;
    g_autoptr (TdLiveView) view = td_live_view_of_all (instance, id, TRUE, error);
    g_autofree char *stands = NULL;

    if (view == NULL)
        return FALSE;
    *position = view->live->n;
    stands = stands_of (view);
    td_topic_add (topic, "stands", 0, stands);
    return TRUE;
}

static gboolean may_still_chair (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    g_autoptr (TdLiveView) view = td_live_view (instance, viewer, meeting, error);

    return view != NULL && (view->chairs || td_door_unknown (error));
}

gboolean td_console_events_page (TdRequest *request, GError **error)
{
    g_autoptr (TdLiveView) view = view_of (request, error);
    g_autofree char *name = NULL;
    TdStreamWish wish = { .again = may_still_chair };

    if (view == NULL)
        return FALSE;
    name = g_strconcat ("console/", view->meeting->id, NULL);
    wish.key = view->meeting->id;
    wish.topics[0] = (TdTopicWish){ .name = name, .keep = 1, .look = look };
    return td_reply_stream (request, &wish, error);
}

/* ---- a step ---- */

/* A button's value: "next ID", "give ID", "hand ID", "swap ID ID", "item WORD", or a word alone with the fields who and other. */
static gboolean order_of (TdRequest *request, char **words, TdStepOrder *ret, GError **error)
{
    guint n = g_strv_length (words);
    const char *who = n > 1 ? words[1] : td_request_field (request, "who");
    const char *other = n > 2 ? words[2] : td_request_field (request, "other");
    gboolean hand = n > 0 && g_str_equal (words[0], "hand");
    gint64 from;

    if (n < 1 || n > 3 || !g_ascii_string_to_signed (td_request_field (request, "from"), 10, 0, G_MAXINT32, &from, NULL)
        || (!hand && !td_step_from_word (words[0], &ret->kind))) {
        g_set_error_literal (error, TD_LIVE_ERROR, TD_ERROR_INPUT,
                             N_ ("This is no step of a meeting. Use one of the console’s buttons."));
        return FALSE;
    }
    ret->from = (int) from;
    if (hand) {
        ret->kind = TD_STEP_GIVE;
        ret->hand = who;
        return TRUE;
    }
    if (ret->kind == TD_STEP_ITEM) {
        ret->other = who;
        return TRUE;
    }
    if (ret->kind == TD_STEP_NEXT ? n > 1 : *who != '\0')
        ret->speaker = who;
    if (ret->kind == TD_STEP_SWAP)
        ret->other = other;
    return TRUE;
}

static gboolean show_problem (TdRequest *request, GError *problem, GError **error)
{
    TdErrorCode code = td_error_code (problem);
    g_autoptr (TdLiveView) view = NULL;

    if (problem->domain != TD_LIVE_ERROR) {
        g_propagate_error (error, g_error_copy (problem));
        return FALSE;
    }
    view = view_of (request, error);
    if (view == NULL)
        return FALSE;
    show (request, view, code == TD_ERROR_CONFLICT ? 409 : 422,
          td_words (td_request_locale (request), problem->message));
    return TRUE;
}

gboolean td_console_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *id = td_request_part (request, "id");
    g_auto (GStrv) words = g_strsplit (td_request_field (request, "do"), " ", 4);
    TdStepOrder order = { 0 };
    TdStepOutcome outcome;
    g_autoptr (TdLive) now = NULL;
    g_autoptr (GError) problem = NULL;
    g_autofree char *back = NULL;

    if (!order_of (request, words, &order, &problem)
        || !td_live_step (instance, td_request_viewer (request), id, &order, &outcome, &now, &problem))
        return show_problem (request, problem, error);
    back = g_strdup_printf ("/%s/meetings/%s/console?said=%s", td_request_locale (request), id, outcomes[outcome].word);
    td_reply_redirect (request, back);
    return TRUE;
}
