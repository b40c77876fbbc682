#include "areas/calls/now-words.h"

#include "areas/calls/deadline.h"
#include "areas/calls/now-pictures.h"
#include "text/language.h"
#include "text/words.h"

const char *td_now_keep (const TdNowWords *w, char *take_text)
{
    g_ptr_array_add (w->strings, take_text);
    return take_text;
}

const char *td_now_when (const TdNowWords *w, gint64 instant, const char *zone)
{
    return instant != 0 ? td_now_keep (w, td_deadline_words_for (instant, zone, w->zone, w->locale)) : NULL;
}

const char *td_now_at (const TdNowWords *w, gint64 instant)
{
    return w->zone == NULL && instant != 0 ? td_now_keep (w, td_instant_to_text (instant)) : NULL;
}

const char *td_now_day (const TdNowWords *w, gint64 instant, const char *zone)
{
    char *day = w->zone == NULL && instant != 0 ? td_instant_to_local (instant, zone) : NULL;

    if (day != NULL)
        day[strlen ("2026-12-18")] = '\0';
    return td_now_keep (w, day);
}

const char *td_now_here (const TdNowWords *w)
{
    return td_words (w->locale, N_ (", {here} where you are"));
}

const char *td_now_zone_link (const TdNowWords *w, const char *path, const char *rest)
{
    g_autofree char *here = g_strconcat (path, rest, NULL);
    g_autofree char *escaped = g_uri_escape_string (here, "/", FALSE);

    return td_now_keep (w, g_strdup_printf ("/%s/zone?to=%s", w->locale, escaped));
}

const char *td_now_send (const TdNowWords *w, const char *purpose)
{
    return td_now_keep (w, g_strdup_printf ("/%s/send?purpose=%s%s%s", w->locale, purpose,
                                            w->state != NULL ? "&state=" : "", w->state != NULL ? w->state : ""));
}

const char *td_now_first_step (const TdNowWords *w, const TdOpening *o)
{
    if (o->call != NULL && w->state != NULL)
        return td_now_send (w, o->purpose);
    return td_now_keep (w, g_strdup_printf ("/%s%s", w->locale, o->first_step != NULL ? o->first_step : o->page));
}

const char *td_now_languages (const TdNowWords *w, const char *tags)
{
    g_auto (GStrv) own = tags != NULL ? g_strsplit (tags, ";", -1) : NULL;
    const char *const *list = own != NULL ? (const char *const *) own : w->profile->languages;
    g_autoptr (GString) text = g_string_new (NULL);

    for (gsize i = 0; list[i] != NULL; i++) {
        g_autofree char *name = td_language_name (list[i], w->locale);
        g_string_append (text, i > 0 ? td_words (w->locale, N_ (", ")) : "");
        g_string_append (text, name);
    }
    return td_now_keep (w, g_string_free (g_steal_pointer (&text), FALSE));
}

static const char *theme_words (const TdNowWords *w, const TdOpening *o)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (gsize i = 0; o->themes != NULL && o->themes[i] != NULL; i++) {
        const TdTheme *theme = td_profile_theme (w->profile, o->themes[i]);
        g_string_append (text, i > 0 ? td_words (w->locale, N_ ("; ")) : "");
        g_string_append (text, theme != NULL ? td_words (w->locale, theme->title) : o->themes[i]);
    }
    return text->len > 0 ? td_now_keep (w, g_string_free (g_steal_pointer (&text), FALSE)) : NULL;
}

static const char *title_of (const TdNowWords *w, const TdOpening *o)
{
    return td_now_keep (w, td_opening_title (w->profile, o, w->locale));
}

static const char *link_of (const TdNowWords *w, const TdOpening *o)
{
    return td_now_keep (w, g_strdup_printf ("/%s%s", w->locale, o->page));
}

GArray *td_now_open_rows (const TdNowWords *w, const TdOpenings *o)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_now_open));

    for (guint i = 0; i < MIN (o->open->len, TD_NOW_MOST); i++) {
        const TdOpening *c = o->open->pdata[i];
        const struct html_now_open row = {
            .anchor = td_now_keep (w, td_now_anchor (c)),
            .title = title_of (w, c),
            .link = link_of (w, c),
            .send = td_now_first_step (w, c),
            .button = c->first_step_label != NULL ? c->first_step_label : N_ ("Begin"),
            .every = c->states == NULL || c->states[0] == NULL,
            .when = td_now_when (w, c->closes, c->zone),
            .at = td_now_at (w, c->closes),
            .day = td_now_day (w, c->closes, c->zone),
            .distance = c->closes != 0 ? td_now_keep (w, td_deadline_distance (c->closes, o->now, w->locale)) : NULL,
            .guidance = c->guidance,
            .limits = c->limits,
            .asked = c->asked,
            .languages = td_now_languages (w, c->languages),
            .themes = theme_words (w, c),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

GArray *td_now_planned_rows (const TdNowWords *w, const TdOpenings *o)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_now_planned));

    for (guint i = 0; i < MIN (o->planned->len, TD_NOW_MOST); i++) {
        const TdOpening *c = o->planned->pdata[i];
        const struct html_now_planned row = { .anchor = td_now_keep (w, td_now_anchor (c)),
                                              .title = title_of (w, c),
                                              .link = link_of (w, c),
                                              .opens = td_now_when (w, c->opens, c->zone),
                                              .when = td_now_when (w, c->closes, c->zone) };
        g_array_append_val (rows, row);
    }
    return rows;
}

GArray *td_now_expected_rows (const TdNowWords *w, const TdOpenings *o)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_now_expected));

    for (guint i = 0; i < MIN (o->expected->len, TD_NOW_MOST); i++) {
        const TdExpected *e = &g_array_index (o->expected, TdExpected, i);
        const struct html_now_expected row = {
            .anchor = td_now_keep (w, td_now_expected_anchor (e)),
            .title = td_now_keep (w, g_strdup_printf ("%s: %s", td_words (w->locale, e->kind->label),
                                                      td_profile_state_name (w->profile, e->state, w->locale))),
            .when = td_now_when (w, e->closes, w->profile->zone),
            .session = e->session,
            .origin = e->kind->origin,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

GArray *td_now_always_rows (const TdNowWords *w, const TdOpenings *o)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_now_always));

    for (guint i = 0; i < o->always->len; i++) {
        const TdCallKind *kind = o->always->pdata[i];
        const struct html_now_always row = { .title = kind->label,
                                             .send = td_now_send (w, kind->purpose),
                                             .guidance = kind->guidance };
        g_array_append_val (rows, row);
    }
    return rows;
}

GArray *td_now_closed_rows (const TdNowWords *w, const TdOpenings *o)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_now_closed));

    for (guint i = 0; i < o->closed->len; i++) {
        const TdOpening *c = o->closed->pdata[i];
        const struct html_now_closed row = { .title = title_of (w, c),
                                             .link = link_of (w, c),
                                             .when = td_now_when (w, td_opening_end (c), c->zone) };
        g_array_append_val (rows, row);
    }
    return rows;
}
