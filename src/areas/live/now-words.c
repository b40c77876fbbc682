#include "areas/live/now-words.h"

#include "areas/live/live-now.html.h"
#include "text/language.h"
#include "text/words.h"

enum { FOLLOWS_SHOWN = 6, TOTALS_SHOWN = 40, SOON_SECONDS = 60 };

static char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

const char *td_live_state (const TdInstance *instance, const char *iso3, const char *locale)
{
    const TdState *state = iso3 != NULL ? td_profile_state (instance->profile, iso3) : NULL;

    return state != NULL ? td_profile_state_name (instance->profile, state, locale) : iso3;
}

const char *td_live_tone (const TdLive *live, gint64 at, const char **ret_word)
{
    int left = td_live_left (live, at);

    if (live->paused != 0) {
        *ret_word = N_ ("left, the clock stands");
        return "stands";
    }
    if (left < 0) {
        *ret_word = N_ ("over time");
        return "over";
    }
    *ret_word = left <= SOON_SECONDS ? N_ ("left, soon over") : N_ ("left");
    return left <= SOON_SECONDS ? "soon" : "enough";
}

/* ---- parts ---- */

static GArray *follows_of (const TdInstance *instance, const TdLiveView *v, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_live_now_follows));

    for (guint i = 0; v->follows != NULL && i < MIN (v->follows->len, FOLLOWS_SHOWN); i++) {
        const TdSpeaker *s = v->follows->pdata[i];
        const struct html_live_now_follows row = { .name = s->shown,
                                                   .state = td_live_state (instance, s->state, locale),
                                                   .time = keep (strings, td_live_time (s->seconds)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* To everybody who follows, what was before the turn that runs: the page's script adds the clock. */
static int shown_seconds (const TdLiveTotal *t, TdNowFor what_for)
{
    return what_for == TD_NOW_STREAM ? t->seconds - t->running : t->seconds;
}

static GArray *states_of (const TdInstance *instance, const GPtrArray *totals, const char *locale, TdNowFor what_for,
                          GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_live_now_states));

    for (guint i = 0; i < totals->len; i++) {
        const TdLiveTotal *t = totals->pdata[i];
        const struct html_live_now_states row = { .name = td_live_state (instance, t->label, locale),
                                                  .now = t->now,
                                                  .before = t->seconds - t->running,
                                                  .time = keep (strings, td_live_time (shown_seconds (t, what_for))) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *totals_of (const TdInstance *instance, const GPtrArray *totals, const char *locale, TdNowFor what_for,
                          GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_live_now_totals));

    for (guint i = 0; i < MIN (totals->len, TOTALS_SHOWN); i++) {
        const TdLiveTotal *t = totals->pdata[i];
        const struct html_live_now_totals row = { .name = t->label,
                                                  .state = td_live_state (instance, t->state, locale),
                                                  .now = t->now,
                                                  .before = t->seconds - t->running,
                                                  .time = keep (strings, td_live_time (shown_seconds (t, what_for))) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* What a screen reader says when it changes: the speaker alone. */
static const char *said_of (const TdLiveView *v, const char *locale, GPtrArray *strings)
{
    const char *name = td_live_view_name (v);

    if (v->hidden)
        return td_words (locale, N_ ("A closed part of the meeting runs."));
    if (v->live->phase == TD_LIVE_OVER)
        return td_words (locale, N_ ("The meeting is over."));
    if (v->live->phase == TD_LIVE_NOT_YET)
        return "";
    if (name == NULL)
        return td_words (locale, N_ ("The chair has the floor."));
    return keep (strings, td_words_fill (td_words (locale, N_ ("{name} has the floor.")), "name",
                                         td_words (locale, name), NULL));
}

static void fill_clock (const TdLiveView *v, TdNowFor what_for, struct html_live_now *in, GPtrArray *strings)
{
    const TdLive *live = v->live;

    in->clock = live->since != 0;
    in->given = keep (strings, td_live_time (live->seconds));
    in->left = what_for != TD_NOW_STREAM ? keep (strings, td_live_time (td_live_left (live, v->at))) : "";
    in->tone = "enough";
    if (what_for != TD_NOW_STREAM)
        in->tone = td_live_tone (live, v->at, &in->word);
    in->since = live->since / 1000;
    in->seconds = live->seconds;
    in->paused = live->paused / 1000;
}

static void fill_speaker (const TdLiveView *v, struct html_live_now *in)
{
    const TdSpeaker *now = td_live_view_speaker (v);

    in->name = td_live_view_name (v);
    in->reply = v->live->reply;
    if (now != NULL && now->mode != TD_MODE_IN_PERSON)
        in->mode = td_speak_mode_label (now->mode);
}

static TdMarkup *render (const struct html_live_now *in, const char *locale)
{
    static const TdHtmlSite site = {
        .body = "", .short_name = "", .style = "", .work = "", .pictures = "", .script = "", .icon = ""
    };
    TdHtml h = { .out = g_string_new (NULL),
                 .locale = locale,
                 .direction = td_language_direction (locale),
                 .path = "",
                 .site = &site };

    html_live_now (&h, in);
    return td_markup_take (h.out);
}

TdMarkup *td_live_now_markup (const TdInstance *instance, const TdLiveView *v, const char *locale, TdNowFor what_for)
{
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) by_state = td_live_totals (v, TRUE), by_name = td_live_totals (v, FALSE);
    g_autoptr (GArray) follows = follows_of (instance, v, locale, strings);
    g_autoptr (GArray) states = states_of (instance, by_state, locale, what_for, strings);
    g_autoptr (GArray) totals = totals_of (instance, by_name, locale, what_for, strings);
    const TdLive *live = v->live;
    struct html_live_now in = {
        .phase = td_live_phase_label (v->hidden ? TD_LIVE_RUNS : live->phase),
        .begins = live->phase == TD_LIVE_NOT_YET
                      ? keep (strings, td_words_instant (locale, v->meeting->begins, v->meeting->zone))
                      : NULL,
        .hidden = v->hidden,
        .closed_part = live->closed_part,
        .recording = live->recording,
        .list_closed = live->list_closed && !v->hidden && live->phase != TD_LIVE_OVER,
        .state = v->hidden || live->phase == TD_LIVE_OVER ? NULL : td_live_state (instance, live->state, locale),
        .item = live->phase == TD_LIVE_OVER ? NULL : td_live_item_label (live->item),
        .said = said_of (v, locale, strings),
        .runs = live->phase == TD_LIVE_RUNS || live->phase == TD_LIVE_PAUSED,
        .more = v->follows != NULL && v->follows->len > FOLLOWS_SHOWN ? v->follows->len - FOLLOWS_SHOWN : 0,
        .follows = (void *) follows->data,
        .n_follows = follows->len,
        .states = (void *) states->data,
        .n_states = states->len,
        .totals = (void *) totals->data,
        .n_totals = totals->len,
    };

    if (live->phase == TD_LIVE_OVER || what_for == TD_NOW_CONSOLE)
        in.n_follows = in.more = 0;
    if (what_for == TD_NOW_CONSOLE)
        in.n_states = in.n_totals = 0;
    fill_speaker (v, &in);
    fill_clock (v, what_for, &in, strings);
    return render (&in, locale);
}
