/* Taking down, putting back, erasing, and who read it. */
#include "areas/submissions/draft-cookie.h"
#include "areas/submissions/erase.html.h"
#include "areas/submissions/pages.h"
#include "areas/submissions/readers.html.h"
#include "areas/submissions/reading.h"
#include "areas/submissions/take-down.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

static gboolean done (TdRequest *request, GError *problem, GError **error)
{
    g_autofree char *path =
        g_strdup_printf ("/%s/submissions/%s", td_request_locale (request), td_request_part (request, "id"));

    if (problem != NULL)
        return td_submission_show_again (request, problem, error);
    td_reply_redirect (request, path);
    return TRUE;
}

gboolean td_submission_take_down_page (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id");
    gboolean name_only = g_str_equal (td_request_field (request, "what"), "name");
    g_auto (TdDraftCookie) cookie = { 0 };
    GError *problem = NULL;

    td_draft_cookie_read (request, &cookie);
    td_submission_take_down (td_request_instance (request), td_request_viewer (request),
                             td_draft_cookie_key_for (&cookie, id), id,
                             name_only ? td_request_field (request, "name") : NULL, NULL, &problem);
    return done (request, problem, error);
}

gboolean td_submission_put_back_page (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id");
    g_auto (TdDraftCookie) cookie = { 0 };
    GError *problem = NULL;

    td_draft_cookie_read (request, &cookie);
    td_submission_put_back (td_request_instance (request), td_request_viewer (request),
                            td_draft_cookie_key_for (&cookie, id), id, &problem);
    return done (request, problem, error);
}

gboolean td_submission_forget_page (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id");
    g_autofree char *path = g_strdup_printf ("/%s/submissions/%s", td_request_locale (request), id);
    g_autofree char *receipt = g_strconcat (path, "/receipt#forget", NULL);
    gboolean meant = g_str_equal (td_request_field (request, "meant"), "1");
    g_auto (TdDraftCookie) cookie = { 0 };

    td_draft_cookie_read (request, &cookie);
    if (meant
        && !td_submission_forget_receipt (td_request_instance (request), td_request_viewer (request),
                                          td_draft_cookie_key_for (&cookie, id), id, error))
        return FALSE;
    td_reply_redirect (request, meant ? path : receipt);
    return TRUE;
}

/* ---- erasing ---- */

enum { CONFIRM_SIGNS = 4 };

static void erase_form (TdRequest *request, const char *message)
{
    const char *locale = td_request_locale (request), *id = td_request_part (request, "id");
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "confirm", .text = text } };
    g_autofree char *back = g_strdup_printf ("/%s/submissions/%s", locale, id);
    g_autofree char *action = g_strconcat (back, "/erase", NULL);
    g_autofree char *word = g_strndup (id, CONFIRM_SIGNS);
    const struct html_erase page = {
        .action = action, .back = back, .word = word, .error = text, .errors = errors, .n_errors = text != NULL
    };

    td_reply_header (request, "Cache-Control", "no-store");
    html_erase (td_request_html (request), &page);
    td_reply_html (request, text != NULL ? 422 : 200);
}

static gboolean may_erase (TdRequest *request, const TdDraftCookie *cookie, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id");
    g_autoptr (TdSubmission) s =
        td_submission_get (td_request_instance (request), viewer, td_draft_cookie_key_for (cookie, id), id, error);
    TdThing thing;

    if (s == NULL)
        return FALSE;
    thing = td_submission_thing (s);
    return td_door_may (viewer, TD_ACT_SUBMISSION_ERASE, &thing, error);
}

gboolean td_submission_erase_page (TdRequest *request, GError **error)
{
    g_auto (TdDraftCookie) cookie = { 0 };

    td_draft_cookie_read (request, &cookie);
    if (!may_erase (request, &cookie, error))
        return FALSE;
    erase_form (request, NULL);
    return TRUE;
}

gboolean td_submission_erase_now (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id"), *typed = td_request_field (request, "confirm");
    g_autofree char *small = g_ascii_strdown (typed, -1);
    g_auto (TdDraftCookie) cookie = { 0 };

    td_draft_cookie_read (request, &cookie);
    if (!may_erase (request, &cookie, error))
        return FALSE;
    if (strlen (small) != CONFIRM_SIGNS || strncmp (small, id, CONFIRM_SIGNS) != 0) {
        erase_form (request, N_ ("These are not the four signs. Type them as they are shown, or keep the report."));
        return TRUE;
    }
    if (!td_submission_erase (td_request_instance (request), td_request_viewer (request),
                              td_draft_cookie_key_for (&cookie, id), id, error))
        return FALSE;
    if (td_draft_cookie_key_for (&cookie, id) != NULL)
        td_draft_cookie_drop (request);
    const struct html_erase page = { .done = TRUE };
    td_reply_header (request, "Cache-Control", "no-store");
    html_erase (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- who read it ---- */

gboolean td_submission_readers_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request), *id = td_request_part (request, "id");
    g_autoptr (GPtrArray) readers = td_readers (instance, td_request_viewer (request), id, error);
    g_autofree char *back = g_strdup_printf ("/%s/submissions/%s", locale, id);
    g_autofree struct html_readers_rows *rows = NULL;

    if (readers == NULL)
        return FALSE;
    rows = g_new0 (struct html_readers_rows, readers->len + 1);
    for (guint i = 0; i < readers->len; i++) {
        const TdReader *r = readers->pdata[i];
        rows[i] = (struct html_readers_rows){ .name = r->name != NULL ? r->name : r->reader,
                                              .times = r->times,
                                              .shown = r->shown,
                                              .first = td_words_instant (locale, r->first, instance->profile->zone),
                                              .last = td_words_instant (locale, r->last, instance->profile->zone) };
    }
    const struct html_readers page = { .back = back, .rows = rows, .n_rows = readers->len };
    td_reply_header (request, "Cache-Control", "no-store");
    html_readers (td_request_html (request), &page);
    td_reply_html (request, 200);
    for (guint i = 0; i < readers->len; i++) {
        g_free ((char *) rows[i].first);
        g_free ((char *) rows[i].last);
    }
    return TRUE;
}
