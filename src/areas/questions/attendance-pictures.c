#include "areas/questions/attendance-pictures.h"

#include "areas/questions/attendance-picture.html.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_attendance_picture_groups Group;
typedef struct html_attendance_picture_groups_rows Row;

static const char *title_of (TdAskPage *page, TdCountBy by)
{
    switch (by) {
    case TD_BY_ALL: return td_words (page->locale, N_ ("Everybody"));
    case TD_BY_KIND: return td_words (page->locale, N_ ("By whom they came for"));
    case TD_BY_REGION: return td_words (page->locale, N_ ("By region"));
    case TD_BY_WAY: return td_words (page->locale, N_ ("By the way in which they came"));
    case TD_BY_LANGUAGE: return td_words (page->locale, N_ ("By language"));
    case TD_N_BY: break;
    }
    return "";
}

static const char *kind_label (TdAskPage *page, const char *slug)
{
    const TdProfile *profile = page->instance->profile;
    const TdChoice *kind = td_profile_choice (profile->kinds, profile->n_kinds, slug);

    return td_words (page->locale, kind != NULL ? kind->label : slug);
}

static const char *way_label (TdAskPage *page, const char *word)
{
    TdCameHow how;

    return td_came_how_from_word (word, &how) ? td_words (page->locale, td_came_how_label (how)) : word;
}

static const char *label_of (TdAskPage *page, const TdAttendanceCount *c)
{
    if (c->by == TD_BY_ALL)
        return td_words (page->locale, N_ ("All who came"));
    if (*c->word == '\0')
        return td_words (page->locale, N_ ("not known"));
    switch (c->by) {
    case TD_BY_KIND: return kind_label (page, c->word);
    case TD_BY_WAY: return way_label (page, c->word);
    case TD_BY_LANGUAGE: return td_ask_keep (page, td_language_name (c->word, page->locale));
    case TD_BY_ALL:
    case TD_BY_REGION:
    case TD_N_BY: break;
    }
    return td_words (page->locale, c->word);
}

static gint64 widest_of (const GPtrArray *counts, TdCountBy by)
{
    gint64 widest = 1;

    for (guint i = 0; i < counts->len; i++) {
        const TdAttendanceCount *c = counts->pdata[i];
        if (c->by == by && !c->hidden)
            widest = MAX (widest, c->n);
    }
    return widest;
}

/* Those of one thing; the widest bar is the largest that is told, so that no length tells what is hidden. */
static GArray *rows_of (TdAskPage *page, const GPtrArray *counts, TdCountBy by)
{
    GArray *rows = td_ask_list (page, sizeof (Row));

    for (guint i = 0; i < counts->len; i++) {
        const TdAttendanceCount *c = counts->pdata[i];
        const Row row = { .label = label_of (page, c),
                          .n = c->hidden ? 0 : c->n,
                          .widest = widest_of (counts, by),
                          .hidden = c->hidden };
        if (c->by == by)
            g_array_append_val (rows, row);
    }
    return rows;
}

TdMarkup *td_attendance_picture (TdAskPage *page, const GPtrArray *counts)
{
    const TdHtml *of = td_request_html (page->request);
    TdHtml h = { .locale = of->locale, .direction = of->direction, .site = of->site };
    GArray *groups = td_ask_list (page, sizeof (Group));
    struct html_attendance_picture picture = { 0 };

    for (int by = 0; by < TD_N_BY; by++) {
        GArray *rows = rows_of (page, counts, (TdCountBy) by);
        Group group = { .title = title_of (page, (TdCountBy) by) };
        TD_ASK_FILL (&group, rows, rows);
        if (rows->len > 0)
            g_array_append_val (groups, group);
    }
    if (groups->len == 0)
        return NULL;
    h.out = g_string_new (NULL);
    TD_ASK_FILL (&picture, groups, groups);
    html_attendance_picture (&h, &picture);
    return td_markup_take (h.out);
}
