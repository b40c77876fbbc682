#include "areas/calls/now-short-page.h"

#include "areas/calls/deadline.h"
#include "areas/calls/now-short.html.h"
#include "areas/calls/now-words.h"
#include "areas/people/zone-cookie.h"
#include "text/words.h"

enum { MOST = 3 };

static GArray *rows_of (const TdNowWords *w, const TdOpenings *o)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_now_short_open));

    for (guint i = 0; i < MIN (o->open->len, MOST); i++) {
        const TdOpening *c = o->open->pdata[i];
        const struct html_now_short_open row = {
            .title = td_now_keep (w, g_strdup (td_words (w->locale, c->label))),
            .link = td_now_keep (w, g_strdup_printf ("/%s%s", w->locale, c->page)),
            .send = td_now_first_step (w, c),
            .button = c->first_step_label != NULL ? c->first_step_label : N_ ("Begin"),
            .when = td_now_when (w, c->closes, c->zone),
            .distance = c->closes != 0 ? td_now_keep (w, td_deadline_distance (c->closes, o->now, w->locale)) : NULL,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* "Alternative reports, opens Monday 4 January 2027, 09:00 in Geneva", or what is to be expected. */
static const char *next_of (const TdNowWords *w, const TdOpenings *o)
{
    const TdOpening *planned = o->planned->len > 0 ? o->planned->pdata[0] : NULL;
    const TdExpected *expected = o->expected->len > 0 ? &g_array_index (o->expected, TdExpected, 0) : NULL;
    const char *label = planned != NULL ? planned->label : expected != NULL ? expected->kind->label : NULL;

    if (label == NULL)
        return NULL;
    return td_now_keep (
        w, td_words_fill (td_words (w->locale, planned != NULL
                                                   ? N_ ("{what}, opens {when}")
                                                   : N_ ("{what}, to be expected by {when}; there is no call yet")),
                          "what", td_words (w->locale, label), "when",
                          planned != NULL ? td_now_when (w, planned->opens, planned->zone)
                                          : td_now_when (w, expected->closes, w->profile->zone),
                          NULL));
}

gboolean td_now_short (TdRequest *request, const TdState *state, TdMarkup **ret_part, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *states[] = { state->iso3, NULL };
    const TdOpeningFilter filter = { .states = states };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *zone = NULL;
    g_auto (TdOpenings) o = { NULL };
    g_autoptr (GArray) rows = NULL;
    TdNowWords w = {
        .profile = instance->profile, .locale = td_request_locale (request), .state = state->iso3, .strings = strings
    };
    struct html_now_short part = { NULL };
    TdHtml h = *td_request_html (request);

    if (!td_reader_zone (request, &zone, error) || !td_openings (instance, &filter, &o, error))
        return FALSE;
    w.zone = zone;
    rows = rows_of (&w, &o);
    part.all = td_now_keep (&w, g_strdup_printf ("/%s/now?state=%s", w.locale, state->iso3));
    part.open = (const void *) rows->data;
    part.n_open = rows->len;
    part.next = next_of (&w, &o);
    h.out = g_string_new (NULL);
    html_now_short (&h, &part);
    *ret_part = td_markup_take (h.out);
    return TRUE;
}
