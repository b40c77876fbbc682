/* The stages of a general comment as the cycle line. */
#include "areas/general_comments/general-words.h"
#include "areas/library/library.h"
#include "templates/cycle-line.html.h"
#include "text/words.h"

typedef struct html_cycle_line_stages Row;

/* Civil society can act in a call, on a day of discussion, and on a draft. */
static gboolean is_door (const TdGeneralStage *s)
{
    return s->is == TD_GENERAL_INPUT || s->is == TD_GENERAL_DISCUSSION || s->is == TD_GENERAL_COMMENTS;
}

static const char *mark_of (TdGeneralPage *p, const TdGeneralStage *s)
{
    switch (td_general_stage_when (s, p->now)) {
    case TD_GENERAL_PLANNED: return "ahead";
    case TD_GENERAL_OVER: return "done";
    case TD_GENERAL_OPEN: break;
    }
    return is_door (s) ? "open" : "done";
}

static const char *when_of (TdGeneralPage *p, const TdGeneralStage *s)
{
    const char *opens = td_general_day (p, s->opens);

    if (s->closes == 0)
        return opens;
    if (td_general_stage_when (s, p->now) == TD_GENERAL_OPEN)
        return td_general_keep (
            p, td_words_fill (td_words (p->locale, N_ ("until {when}")), "when", td_general_when (p, s->closes), NULL));
    return td_general_keep (p, g_strdup_printf ("%s – %s", opens, td_general_day (p, s->closes)));
}

static const TdCommentDraft *draft_with (const GPtrArray *drafts, const char *id)
{
    for (guint i = 0; id != NULL && i < drafts->len; i++)
        if (g_str_equal (((const TdCommentDraft *) drafts->pdata[i])->id, id))
            return drafts->pdata[i];
    return NULL;
}

/* What belongs to the stage, as a door to it. */
static void add_thing (TdGeneralPage *p, const TdGeneralStage *s, const GPtrArray *drafts, Row *row)
{
    const TdCommentDraft *d = draft_with (drafts, s->draft);

    if (s->document != NULL) {
        row->note = td_general_keep (p, td_library_symbol_words (s->document));
        row->door = td_general_keep (p, td_library_address (p->locale, s->document, NULL));
    } else if (d != NULL) {
        row->note = s->is == TD_GENERAL_COMMENTS && td_general_stage_when (s, p->now) == TD_GENERAL_OPEN
                        ? td_words (p->locale, N_ ("Comment on the draft"))
                        : td_general_keep (p, td_comment_draft_name (d, p->locale));
        row->door = td_general_draft_path (p, d->id, "");
    } else if (s->call != NULL) {
        row->note = td_words (p->locale, N_ ("The call for input"));
        row->door = td_general_keep (p, g_strdup_printf ("/%s/calls/%s", p->locale, s->call));
    } else if (s->meeting != NULL) {
        row->note = td_words (p->locale, N_ ("The meeting"));
        row->door = td_general_keep (p, g_strdup_printf ("/%s/meetings/%s", p->locale, s->meeting));
    }
}

static void add_today (TdGeneralPage *p, GArray *rows)
{
    const Row row = {
        .mark = "today", .label = td_words (p->locale, N_ ("Today")), .when = td_general_day (p, p->now), .door = ""
    };

    g_array_append_val (rows, row);
}

/* The last stage that began; behind it stands today. -1: none. */
static int last_begun (TdGeneralPage *p, const TdGeneralComment *g)
{
    int last = -1;

    for (guint i = 0; i < g->stages->len; i++)
        if (td_general_stage_when (g->stages->pdata[i], p->now) != TD_GENERAL_PLANNED)
            last = (int) i;
    return last;
}

/* A stage without a time before one that began was left out by the Committee. */
static GArray *stage_rows (TdGeneralPage *p, const TdGeneralComment *g, const GPtrArray *drafts)
{
    GArray *rows = td_general_list (p, sizeof (Row));
    int last = last_begun (p, g);

    if (last < 0)
        add_today (p, rows);
    for (int i = 0; i < (int) g->stages->len; i++) {
        const TdGeneralStage *s = g->stages->pdata[i];
        Row row = {
            .mark = mark_of (p, s), .label = td_general_stage_label (p, s), .when = when_of (p, s), .door = ""
        };
        if (i > last || s->opens != 0) {
            add_thing (p, s, drafts, &row);
            g_array_append_val (rows, row);
        }
        if (i == last)
            add_today (p, rows);
    }
    return rows;
}

const TdMarkup *td_general_cycle (TdGeneralPage *p, const TdGeneralComment *g, const GPtrArray *drafts)
{
    GArray *rows = stage_rows (p, g, drafts);
    const struct html_cycle_line line = { .title = td_words (p->locale, N_ ("Where the general comment stands")),
                                          .stages = (const void *) rows->data,
                                          .n_stages = rows->len };
    TdHtml h = *td_request_html (p->request);
    TdMarkup *markup;

    h.out = g_string_new (NULL);
    html_cycle_line (&h, &line);
    markup = td_markup_take (h.out);
    g_ptr_array_add (p->markups, markup);
    return markup;
}
