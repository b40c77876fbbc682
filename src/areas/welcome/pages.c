/* The pages that belong to no other area: the first one, about. */
#include "areas/welcome/pages.h"

#include "areas/submissions/submission.h"
#include "areas/welcome/about.html.h"
#include "areas/welcome/home.html.h"
#include "base/base.h"
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
