/* The pages that belong to no other area: the first one, who can see what, about. */
#include "areas/welcome/pages.h"

#include "areas/area.h"
#include "areas/submissions/submission.h"
#include "areas/welcome/about.html.h"
#include "areas/welcome/home.html.h"
#include "areas/welcome/who-can-see-what.html.h"
#include "base/base.h"
#include "door/door-rules.h"
#include "text/words.h"

enum { NEWEST = 5 };

static void free_rows (struct html_home_reports *rows, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_free ((char *) rows[i].link);
        g_free ((char *) rows[i].when);
    }
    g_free (rows);
}

static struct html_home_reports *rows_of (TdInstance *instance, const char *locale, const GPtrArray *list)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    struct html_home_reports *rows = g_new0 (struct html_home_reports, list->len + 1);

    for (guint i = 0; i < list->len; i++) {
        const TdSubmission *s = list->pdata[i];
        const TdState *state = td_profile_state (instance->profile, s->state);
        const char *name = td_submission_name_for (s, &nobody);
        rows[i].title = s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title"));
        rows[i].link = g_strdup_printf ("/%s/submissions/%s", locale, s->id);
        rows[i].who = name != NULL ? name : td_words (locale, N_ ("Name withheld"));
        rows[i].about = td_profile_state_name (instance->profile, state, locale);
        rows[i].when = td_words_day (locale, s->received, instance->profile->zone);
    }
    return rows;
}

gboolean td_home_page (TdRequest *request, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    TdSubmissionFilter filter = { .limit = NEWEST, .status = "published" };
    /* The same bytes for everybody: asked as nobody, so that the page may be kept. */
    g_autoptr (GPtrArray) list = td_submission_list (instance, &nobody, &filter, error);
    struct html_home page;
    struct html_home_reports *rows;

    if (list == NULL)
        return FALSE;
    rows = rows_of (instance, locale, list);
    page = (struct html_home){ .convention = td_words (locale, instance->profile->convention),
                               .states = (gint64) instance->profile->n_states,
                               .reports = rows,
                               .n_reports = list->len };
    html_home (td_request_html (request), &page);
    free_rows (rows, list->len);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_about_page (TdRequest *request, GError **error)
{
    const struct html_about page = { .version = td_version () };

    (void) error;
    html_about (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- who can see what ---- */

static char *who_may (const char *locale, TdAct act)
{
    const char *comma = td_words (locale, N_ (", "));
    GString *who = g_string_new (NULL);
    gsize n;
    const TdDoorRule *rules = td_door_rules (&n);

    for (int role = 0; role < TD_N_ROLES; role++)
        if (td_door_role_may ((TdRole) role, act))
            g_string_append_printf (who, "%s%s", who->len > 0 ? comma : "",
                                    td_words (locale, td_role_word ((TdRole) role)));
    for (gsize i = 0; i < n; i++)
        for (guint bit = 1; rules[i].act == act && bit <= rules[i].relations; bit <<= 1)
            if ((rules[i].relations & bit) != 0)
                g_string_append_printf (who, "%s%s", who->len > 0 ? comma : "",
                                        td_words (locale, td_relation_meaning ((TdRelation) bit)));
    return g_string_free (who, FALSE);
}

static gboolean has_page (const GArray *pages, const char *summary)
{
    for (guint i = 0; i < pages->len; i++)
        if (g_str_equal (g_array_index (pages, struct html_who_can_see_what_acts_pages, i).summary, summary))
            return TRUE;
    return FALSE;
}

/* The summaries of the routes that name this act, each once (a page and its form are two routes). */
static GArray *pages_of (TdAct act)
{
    GArray *pages = g_array_new (FALSE, FALSE, sizeof (struct html_who_can_see_what_acts_pages));

    for (gsize a = 0; td_areas[a] != NULL; a++)
        for (const TdRoute *r = td_areas[a]->routes; r != NULL && r->method != NULL; r++) {
            struct html_who_can_see_what_acts_pages page = { .summary = r->summary };
            if (r->act == act && !has_page (pages, r->summary))
                g_array_append_val (pages, page);
        }
    return pages;
}

gboolean td_who_can_see_what_page (TdRequest *request, GError **error)
{
    const char *locale = td_request_locale (request);
    struct html_who_can_see_what_roles roles[TD_N_ROLES];
    struct html_who_can_see_what_acts acts[TD_N_ACTS] = { 0 };
    GArray *pages[TD_N_ACTS] = { NULL };
    struct html_who_can_see_what page = {
        .roles = roles, .n_roles = TD_N_ROLES, .acts = acts + 1, .n_acts = TD_N_ACTS - 1
    };

    (void) error;
    for (int i = 0; i < TD_N_ROLES; i++)
        roles[i] = (struct html_who_can_see_what_roles){ .role = td_role_word ((TdRole) i),
                                                         .meaning = td_role_meaning ((TdRole) i) };
    for (int i = 1; i < TD_N_ACTS; i++) {
        pages[i] = pages_of ((TdAct) i);
        acts[i] = (struct html_who_can_see_what_acts){
            .meaning = td_act_meaning ((TdAct) i),
            .who = who_may (locale, (TdAct) i),
            .pages = (const struct html_who_can_see_what_acts_pages *) (void *) pages[i]->data,
            .n_pages = pages[i]->len,
        };
    }
    html_who_can_see_what (td_request_html (request), &page);
    for (int i = 1; i < TD_N_ACTS; i++) {
        g_array_unref (pages[i]);
        g_free ((char *) acts[i].who);
    }
    td_reply_html (request, 200);
    return TRUE;
}
