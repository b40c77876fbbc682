/* Organisations at risk, for whoever marks them. */
#include "areas/organisations/organisation-risk.h"
#include "areas/reprisals/at-risk.html.h"
#include "areas/reprisals/pages.h"
#include "areas/reprisals/risk-texts.h"
#include "areas/reprisals/risk-texts.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)

typedef struct html_at_risk_marks Mark;

static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static gboolean show (TdRequest *request, const char *wrong, int status, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request), *zone = instance->profile->zone;
    g_autoptr (GPtrArray) marks = td_risk_list (instance, td_request_viewer (request), error), strings = NULL;
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Mark));
    const struct html_error_summary_errors errors[] = { { .field = "which", .text = wrong } };

    if (marks == NULL)
        return FALSE;
    strings = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; i < marks->len; i++) {
        const TdRiskMark *m = marks->pdata[i];
        const Mark row = { .id = m->organisation,
                           .name = m->name,
                           .since = keep (strings, td_words_day (locale, m->since, zone)),
                           .lifted = m->lifted != 0 ? keep (strings, td_words_day (locale, m->lifted, zone)) : NULL };
        g_array_append_val (rows, row);
    }
    const struct html_at_risk page = {
        .errors = errors,
        .n_errors = wrong != NULL,
        .saved = wrong == NULL && *F (request, "saved") != '\0',
        .action = keep (strings, g_strdup_printf ("/%s/desk/at-risk", locale)),
        .which = F (request, "which"),
        .marks = (const void *) rows->data,
        .n_marks = rows->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_at_risk (td_request_html (request), &page);
    td_reply_html (request, status);
    return TRUE;
}

gboolean td_at_risk_page (TdRequest *request, GError **error)
{
    return show (request, NULL, 200, error);
}

gboolean td_at_risk_post (TdRequest *request, GError **error)
{
    const char *locale = td_request_locale (request), *wrong = td_request_field_problem (request, NULL);
    g_autofree char *path = g_strdup_printf ("/%s/desk/at-risk?saved=1", locale);
    g_autoptr (GError) problem = NULL;

    if (wrong != NULL)
        return show (request, wrong, 422, error);
    if (td_risk_set (td_request_instance (request), td_request_viewer (request), F (request, "which"),
                     !g_str_equal (F (request, "do"), "lift"), NULL, &problem)) {
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_CONFLICT || td_error_code (problem) == TD_ERROR_NOT_FOUND)
        return show (request, td_words (locale, problem->message), 422, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- what is taken out by hand ---- */

gboolean td_risk_texts_page (TdRequest *request, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autoptr (TdRiskTexts) texts = td_risk_texts (td_request_instance (request), td_request_viewer (request),
                                                   td_request_part (request, "organisation"), error);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_risk_texts_rows));

    if (texts == NULL)
        return FALSE;
    for (guint i = 0; i < texts->hits->len; i++) {
        const TdSearchHit *hit = texts->hits->pdata[i];
        const struct html_risk_texts_rows row = {
            .link = keep (strings, td_search_hit_link (hit, locale)),
            .title = hit->title != NULL ? hit->title : td_words (locale, N_ ("Report without a title")),
            .text = hit->text,
            .language = hit->language,
        };
        g_array_append_val (rows, row);
    }
    const struct html_risk_texts page = {
        .name = texts->name, .more = texts->more, .rows = (const void *) rows->data, .n_rows = rows->len
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_risk_texts (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}
