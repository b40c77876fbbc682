/* Choosing the time zone in which one reads. */
#include "areas/people/zone-pages.h"

#include "areas/people/person-words.h"
#include "areas/people/zone-cookie.h"
#include "areas/people/zone.h"
#include "areas/people/zone.html.h"
#include "text/words.h"

/* A path of ours behind the language, "/now?state=GHA"; whatever else was sent leads to the first page. */
static const char *way_back (TdRequest *request)
{
    const char *to = td_request_field (request, "to");

    return to[0] == '/' && to[1] != '/' && to[1] != '\\' && g_str_is_ascii (to) ? to : "";
}

/* "Accra (UTC+0)", by the clocks of now. */
static char *label_of (const char *zone, const char *locale, gint64 now)
{
    g_autofree char *city = td_words_zone_city (locale, zone);
    int minutes = (int) (td_zone_offset (now, zone) / 60);
    const char *sign = minutes < 0 ? "\u2212" : "+";

    /* An isolate: the sign stays before its number where the line runs from right to left. */
    if (minutes % 60 == 0)
        return g_strdup_printf ("%s (\u2066UTC%s%d\u2069)", city, sign, ABS (minutes) / 60);
    return g_strdup_printf ("%s (\u2066UTC%s%d:%02d\u2069)", city, sign, ABS (minutes) / 60, ABS (minutes) % 60);
}

static int by_label (gconstpointer a, gconstpointer b, gpointer locale)
{
    g_autofree char *first = td_words_sort_key (locale, ((const struct html_zone_groups_zones *) a)->label);
    g_autofree char *second = td_words_sort_key (locale, ((const struct html_zone_groups_zones *) b)->label);

    return strcmp (first, second);
}

static GArray *zone_rows (const TdZoneGroup *group, TdRequest *request, const char *chosen, TdPersonWords *words)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_zone_groups_zones));
    const char *locale = td_request_locale (request);
    gint64 now = td_clock_now (&td_request_instance (request)->clock);

    for (gsize i = 0; group->zones[i] != NULL; i++) {
        struct html_zone_groups_zones row = { .zone = group->zones[i],
                                              .label = td_person_keep (words, label_of (group->zones[i], locale, now)),
                                              .chosen = g_strcmp0 (chosen, group->zones[i]) == 0 };
        if (td_zone_known (row.zone))
            g_array_append_val (rows, row);
    }
    g_array_sort_with_data (rows, by_label, (gpointer) locale);
    return rows;
}

static gboolean is_listed (const char *zone)
{
    for (const TdZoneGroup *group = td_zone_groups (); group->region != NULL; group++)
        if (g_strv_contains (group->zones, zone))
            return TRUE;
    return FALSE;
}

/* A zone that the list lacks stands in front of it, so that keeping it is a press of the button. */
static void add_own (GArray *groups, GPtrArray *lists, TdRequest *request, const char *chosen, TdPersonWords *words)
{
    const char *const own[] = { chosen, NULL };
    const TdZoneGroup group = { N_ ("Yours"), own };

    if (chosen == NULL || is_listed (chosen))
        return;
    g_ptr_array_add (lists, zone_rows (&group, request, chosen, words));
    g_array_append_vals (groups, &(struct html_zone_groups){ .region = group.region }, 1);
}

static gboolean render (TdRequest *request, const char *wrong, GError **error)
{
    const char *locale = td_request_locale (request), *to = way_back (request);
    const TdProfile *profile = td_request_instance (request)->profile;
    const struct html_error_summary_errors errors[] = { { .field = "zone", .text = wrong } };
    g_auto (TdPersonWords) words = { 0 };
    g_autofree char *chosen = NULL, *city = td_words_zone_city (locale, profile->zone), *here = NULL;
    g_autoptr (GArray) groups = g_array_new (FALSE, TRUE, sizeof (struct html_zone_groups));
    g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

    if (!td_reader_zone (request, &chosen, error))
        return FALSE;
    td_person_words_init (&words);
    add_own (groups, lists, request, chosen, &words);
    for (const TdZoneGroup *group = td_zone_groups (); group->region != NULL; group++) {
        g_ptr_array_add (lists, zone_rows (group, request, chosen, &words));
        g_array_append_vals (groups, &(struct html_zone_groups){ .region = group->region }, 1);
    }
    for (guint i = 0; i < groups->len; i++) {
        const GArray *list = lists->pdata[i];
        g_array_index (groups, struct html_zone_groups, i).zones = (const void *) list->data;
        g_array_index (groups, struct html_zone_groups, i).n_zones = list->len;
    }
    here = chosen != NULL ? td_words_zone_city (locale, chosen) : NULL;
    const struct html_zone page = { .action = td_person_keep (&words, g_strdup_printf ("/%s/zone", locale)),
                                    .to = to,
                                    .back = td_person_keep (&words, g_strdup_printf ("/%s%s", locale, to)),
                                    .committee = city,
                                    .chosen = here,
                                    .account = td_request_viewer (request)->person != NULL,
                                    .error = wrong,
                                    .errors = errors,
                                    .n_errors = wrong != NULL,
                                    .groups = (const void *) groups->data,
                                    .n_groups = groups->len };
    html_zone (td_request_html (request), &page);
    td_person_reply (request, wrong != NULL);
    return TRUE;
}

gboolean td_zone_page (TdRequest *request, GError **error)
{
    return render (request, NULL, error);
}

gboolean td_zone_post (TdRequest *request, GError **error)
{
    g_auto (TdPersonWords) words = { 0 };
    GError *problem = NULL;
    const char *wrong;

    td_person_words_init (&words);
    if (td_reader_set_zone (request, td_request_field (request, "zone"), &problem)) {
        td_person_go (request, way_back (request));
        return TRUE;
    }
    wrong = td_person_problem (&words, request, problem, error);
    return wrong != NULL && render (request, wrong, error);
}
