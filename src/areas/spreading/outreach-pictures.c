#include "areas/spreading/outreach-pictures.h"

#include "areas/spreading/outreach-map.html.h"
#include "text/words.h"

#include <math.h>

/* Ten units a degree; the map goes from 85 degrees north to 65 south. */
static gint64 x_of (double longitude)
{
    return (gint64) lround ((longitude + 180) * 10);
}

static gint64 y_of (double latitude)
{
    return (gint64) lround ((85 - latitude) * 10);
}

static const TdOutreachCount *count_of (const TdOutreachFigures *figures, const char *iso3)
{
    for (guint i = 0; i < figures->countries->len; i++) {
        const TdOutreachCount *c = figures->countries->pdata[i];
        if (g_str_equal (c->word, iso3))
            return c;
    }
    return NULL;
}

static const char *name_of (TdSpreadPage *page, const TdOutreachCount *c)
{
    g_autofree char *n = td_words_number (page->locale, c->notes);

    return td_spread_keep (page, td_words_fill (td_words_n (page->locale, N_ ("{country}: {n} note"),
                                                            N_ ("{country}: {n} notes"), c->notes),
                                                "country", td_spread_country_name (page, c->word), "n", n, NULL));
}

/* Where the names of continents are read: on the sea beside them. */
static GArray *continents (TdSpreadPage *page)
{
    static const struct {
        const char *name;
        int x, y;
    } names[] = { { N_ ("Africa"), 1730, 960 },
                  { N_ ("Americas"), 620, 780 },
                  { N_ ("Asia"), 2800, 120 },
                  { N_ ("Europe"), 1560, 320 },
                  { N_ ("Oceania"), 3150, 1280 } };
    GArray *rows = td_spread_list (page, sizeof (struct html_outreach_map_names));

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        const struct html_outreach_map_names row = { .x = names[i].x,
                                                     .y = names[i].y,
                                                     .name = td_words (page->locale, names[i].name) };
        g_array_append_val (rows, row);
    }
    return rows;
}

TdMarkup *td_outreach_map (TdSpreadPage *page, const TdOutreachFigures *figures)
{
    const TdProfile *profile = page->instance->profile;
    const TdHtml *of = td_request_html (page->request);
    TdHtml h = { .out = g_string_new (NULL), .locale = of->locale, .direction = of->direction, .site = of->site };
    GArray *dots = td_spread_list (page, sizeof (struct html_outreach_map_dots));
    GArray *there = td_spread_list (page, sizeof (struct html_outreach_map_there));
    GArray *names = continents (page);
    struct html_outreach_map map = { 0 };

    for (gsize i = 0; i < profile->n_countries; i++) {
        const TdCountry *country = &profile->countries[i];
        const TdOutreachCount *c = count_of (figures, country->iso3);
        const struct html_outreach_map_dots dot = { .x = x_of (country->longitude), .y = y_of (country->latitude) };
        if (c == NULL) {
            g_array_append_val (dots, dot);
            continue;
        }
        /* The area says how many. */
        const struct html_outreach_map_there large = { .x = dot.x,
                                                       .y = dot.y,
                                                       .r = (gint64) lround (30 + 14 * sqrt (MIN (c->notes, 100))),
                                                       .name = name_of (page, c) };
        g_array_append_val (there, large);
    }
    map.countries = there->len;
    TD_SPREAD_FILL (&map, dots, dots);
    TD_SPREAD_FILL (&map, there, there);
    TD_SPREAD_FILL (&map, names, names);
    html_outreach_map (&h, &map);
    return td_markup_take (h.out);
}
