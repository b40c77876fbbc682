/* Typing in afterwards who spoke. */
#include "areas/live/pages.h"

#include "areas/live/live-view.h"
#include "areas/live/now-words.h"
#include "areas/live/results.html.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"
#include <stdlib.h>

enum { MOST_REPLIES = 12, FREE_REPLIES = 3 };

static char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

/* ---- the form ---- */

/* Their first turn that is no reply, and its number; NULL: they did not speak. */
static const TdSpoken *turn_of (const TdLiveView *v, const TdSpeaker *s, int *ret_number)
{
    for (guint i = 0, n = 0; v->spoken != NULL && i < v->spoken->len; i++) {
        const TdSpoken *one = v->spoken->pdata[i];
        if (one->speaker == NULL)
            continue;
        n++;
        if (!one->reply && g_str_equal (one->speaker, s->id)) {
            *ret_number = (int) n;
            return one;
        }
    }
    return NULL;
}

static const char *typed (TdRequest *request, const char *prefix, const char *id)
{
    g_autofree char *name = g_strconcat (prefix, id, NULL);

    return td_request_field (request, name);
}

static struct html_results_rows row_of (TdRequest *request, const TdLiveView *v, const TdSpeaker *s, gboolean back,
                                        GPtrArray *strings)
{
    int number = 0;
    const TdSpoken *turn = turn_of (v, s, &number);
    struct html_results_rows row = { .id = s->id,
                                     .name = s->shown,
                                     .state = td_live_state (td_request_instance (request), s->state,
                                                             td_request_locale (request)),
                                     .closed = s->closed,
                                     .planned = keep (strings, td_live_time (s->seconds)) };

    if (back) {
        row.order = keep (strings, g_strdup (typed (request, "o-", s->id)));
        row.time = keep (strings, g_strdup (typed (request, "t-", s->id)));
    } else {
        row.order = turn != NULL ? keep (strings, g_strdup_printf ("%d", number)) : "";
        row.time = turn != NULL ? keep (strings, td_live_time (turn->seconds)) : "";
    }
    return row;
}

/* ---- rights of reply ---- */

typedef struct {
    const char *speaker;
    int number, seconds;
} Reply;

/* Those that stand, of speakers in the list. Of Reply. */
static GArray *replies_of (const TdLiveView *v)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Reply));

    for (guint i = 0, n = 0; v->spoken != NULL && i < v->spoken->len; i++) {
        const TdSpoken *one = v->spoken->pdata[i];
        Reply reply = { one->speaker, (int) n + 1, one->seconds };
        if (one->speaker == NULL)
            continue;
        n++;
        if (one->reply && list->len < MOST_REPLIES)
            g_array_append_val (list, reply);
    }
    return list;
}

static GArray *choices_of (TdRequest *request, const TdLiveView *v, const char *chosen)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (struct html_results_replies_who));

    for (guint i = 0; v->speakers != NULL && i < MIN (v->speakers->len, TD_LIMIT_TYPED_TURNS); i++) {
        const TdSpeaker *s = v->speakers->pdata[i];
        struct html_results_replies_who row = { .id = s->id,
                                                .name = s->shown,
                                                .state = td_live_state (td_request_instance (request), s->state,
                                                                        td_request_locale (request)),
                                                .chosen = g_strcmp0 (s->id, chosen) == 0 };
        g_array_append_val (list, row);
    }
    return list;
}

/* The n-th row (from 1): what was typed where the form came back, else what stands, else empty. Keeps its lists in arrays. */
static struct html_results_replies reply_row (TdRequest *request, const TdLiveView *v, int n, const Reply *stands,
                                              gboolean back, GPtrArray *strings, GPtrArray *arrays)
{
    g_autofree char *id = g_strdup_printf ("%d", n);
    struct html_results_replies row = { .n = n, .order = "", .time = "" };
    const char *who = back ? typed (request, "r-", id) : stands != NULL ? stands->speaker : NULL;
    GArray *choices = choices_of (request, v, who);

    g_ptr_array_add (arrays, choices);
    row.who = (void *) choices->data;
    row.n_who = choices->len;
    if (back) {
        row.order = keep (strings, g_strdup (typed (request, "o-", id)));
        row.time = keep (strings, g_strdup (typed (request, "t-", id)));
    } else if (stands != NULL) {
        row.order = keep (strings, g_strdup_printf ("%d", stands->number));
        row.time = keep (strings, td_live_time (stands->seconds));
    }
    return row;
}

/* The last row in which something was typed. */
static int typed_replies (TdRequest *request)
{
    static const char *const fields[] = { "r-", "o-", "t-" };
    int last = 0;

    for (int n = 1; n <= MOST_REPLIES; n++) {
        g_autofree char *row = g_strdup_printf ("%d", n);
        for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
            last = *typed (request, fields[i], row) != '\0' ? n : last;
    }
    return last;
}

static GArray *reply_rows (TdRequest *request, const TdLiveView *v, gboolean back, GPtrArray *strings,
                           GPtrArray *arrays)
{
    g_autoptr (GArray) stand = replies_of (v);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_results_replies));
    int n = MIN (MOST_REPLIES, MAX ((int) stand->len, back ? typed_replies (request) : 0) + FREE_REPLIES);

    for (int i = 0; i < n; i++) {
        const Reply *one = i < (int) stand->len ? &g_array_index (stand, Reply, i) : NULL;
        struct html_results_replies row = reply_row (request, v, i + 1, one, back, strings, arrays);
        g_array_append_val (rows, row);
    }
    return rows;
}

static void show (TdRequest *request, const TdLiveView *v, int status, const char *problem)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_results_rows));
    g_autoptr (GPtrArray) arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    g_autoptr (GArray) replies = reply_rows (request, v, problem != NULL, strings, arrays);
    g_autofree char *title = td_meeting_title (instance->profile, v->meeting, locale);

    for (guint i = 0; v->speakers != NULL && i < MIN (v->speakers->len, TD_LIMIT_TYPED_TURNS); i++) {
        struct html_results_rows row = row_of (request, v, v->speakers->pdata[i], problem != NULL, strings);
        g_array_append_val (rows, row);
    }
    html_results (
        td_request_html (request),
        &(struct html_results){
            .title = keep (strings, td_words_fill (td_words (locale, N_ ("Who spoke: {title}")), "title", title, NULL)),
            .live = keep (strings, g_strdup_printf ("/%s/meetings/%s/live", locale, v->meeting->id)),
            .action = keep (strings, g_strdup_printf ("/%s/meetings/%s/results", locale, v->meeting->id)),
            .from = v->live->n,
            .runs = v->live->phase == TD_LIVE_RUNS || v->live->phase == TD_LIVE_PAUSED,
            .saved = *td_request_field (request, "saved") != '\0',
            .error = problem,
            .rows = (void *) rows->data,
            .n_rows = rows->len,
            .replies = (void *) replies->data,
            .n_replies = replies->len,
        });
    td_reply_html (request, status);
}

static TdLiveView *view_of (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdLiveView) view = td_live_view (instance, viewer, td_request_part (request, "id"), error);

    if (view == NULL
        || (!view->chairs && !td_meeting_viewer_may (instance, view->meeting, viewer, TD_ACT_MEETING_CHAIR, error)))
        return NULL;
    return g_steal_pointer (&view);
}

gboolean td_results_page (TdRequest *request, GError **error)
{
    g_autoptr (TdLiveView) view = view_of (request, error);

    if (view == NULL)
        return FALSE;
    show (request, view, 200, NULL);
    return TRUE;
}

/* ---- what was typed ---- */

typedef struct {
    gint64 number;
    TdTypedTurn turn;
} Typed;

static int by_number (gconstpointer a, gconstpointer b)
{
    const Typed *one = a, *two = b;

    return one->number < two->number ? -1 : one->number > two->number;
}

/* "4:30" or "4"; -1 where it is neither. */
static int seconds_of (const char *text)
{
    g_auto (GStrv) parts = g_strsplit (text, ":", 3);
    gint64 minutes = 0, seconds = 0;
    guint n = g_strv_length (parts);

    if (n < 1 || n > 2 || !g_ascii_string_to_signed (parts[0], 10, 0, 600, &minutes, NULL)
        || (n == 2 && !g_ascii_string_to_signed (parts[1], 10, 0, 59, &seconds, NULL)))
        return -1;
    return (int) (minutes * 60 + seconds);
}

static gboolean no (GError **error, const char *sentence)
{
    g_set_error_literal (error, TD_LIVE_ERROR, TD_ERROR_INPUT, sentence);
    return FALSE;
}

/* row: what stands behind o- and t- in the names of its fields. */
static gboolean add_typed (TdRequest *request, const char *speaker, const char *row, gboolean reply, GArray *list,
                           GError **error)
{
    const char *order = typed (request, "o-", row);
    Typed one = { .turn = { speaker, seconds_of (typed (request, "t-", row)), reply } };

    if (*order == '\0')
        return TRUE;
    if (!g_ascii_string_to_signed (order, 10, 1, 9999, &one.number, NULL))
        return no (error, N_ ("Write the order as numbers: 1, 2, 3."));
    if (one.turn.seconds < 1)
        return no (error, N_ ("Write the time as minutes and seconds, like 4:30, up to an hour."));
    g_array_append_val (list, one);
    return TRUE;
}

static gboolean add_turn (TdRequest *request, const TdSpeaker *s, GArray *list, GError **error)
{
    return add_typed (request, s->id, s->id, FALSE, list, error);
}

static gboolean add_reply (TdRequest *request, int n, GArray *list, GError **error)
{
    g_autofree char *row = g_strdup_printf ("%d", n);
    const char *who = typed (request, "r-", row);

    if (*who == '\0')
        return *typed (request, "o-", row) == '\0' || no (error, N_ ("Choose who had the right of reply."));
    if (*typed (request, "o-", row) == '\0')
        return no (error, N_ ("Write for each right of reply where in the order it was."));
    return add_typed (request, who, row, TRUE, list, error);
}

static GArray *typed_turns (TdRequest *request, const TdLiveView *v, GError **error)
{
    g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (Typed));
    GArray *turns;

    for (guint i = 0; v->speakers != NULL && i < MIN (v->speakers->len, TD_LIMIT_TYPED_TURNS); i++)
        if (!add_turn (request, v->speakers->pdata[i], list, error))
            return NULL;
    for (int n = 1; n <= MOST_REPLIES; n++)
        if (!add_reply (request, n, list, error))
            return NULL;
    g_array_sort (list, by_number);
    turns = g_array_new (FALSE, TRUE, sizeof (TdTypedTurn));
    for (guint i = 0; i < list->len; i++) {
        const Typed *one = &g_array_index (list, Typed, i);
        if (i > 0 && g_array_index (list, Typed, i - 1).number == one->number) {
            g_array_unref (turns);
            no (error, N_ ("Two turns have the same number. Give each one of its own."));
            return NULL;
        }
        g_array_append_val (turns, one->turn);
    }
    return turns;
}

static gboolean keep_turns (TdRequest *request, const TdLiveView *v, GError **error)
{
    g_autoptr (GArray) turns = typed_turns (request, v, error);
    TdStepOutcome outcome;
    gint64 from;

    if (turns == NULL)
        return FALSE;
    if (!g_ascii_string_to_signed (td_request_field (request, "from"), 10, 0, G_MAXINT32, &from, NULL))
        return no (error, N_ ("Something of this form is missing. Open the page anew."));
    if (!td_live_type (td_request_instance (request), td_request_viewer (request), v->meeting->id, (int) from,
                       (void *) turns->data, turns->len, &outcome, error))
        return FALSE;
    return outcome != TD_STEP_MEANWHILE
           || no (error, N_ ("Something else was noted meanwhile. What you typed stands here; look at the live page, "
                             "then keep it again."));
}

gboolean td_results_post (TdRequest *request, GError **error)
{
    g_autoptr (TdLiveView) view = view_of (request, error);
    g_autoptr (GError) problem = NULL;
    g_autofree char *back = NULL;

    if (view == NULL)
        return FALSE;
    if (keep_turns (request, view, &problem)) {
        back = g_strdup_printf ("/%s/meetings/%s/results?saved=1", td_request_locale (request), view->meeting->id);
        td_reply_redirect (request, back);
        return TRUE;
    }
    if (problem->domain != TD_LIVE_ERROR) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    show (request, view, td_error_code (problem) == TD_ERROR_CONFLICT ? 409 : 422,
          td_words (td_request_locale (request), problem->message));
    return TRUE;
}
