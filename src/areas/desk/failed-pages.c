/* Work that failed, and trying a letter again or giving it up. For the secretariat, and for who runs the server. */
#include "areas/desk/desk-failed.html.h"
#include "areas/desk/desk.h"
#include "areas/desk/pages.h"
#include "base/errors.h"
#include "text/words.h"

static GArray *letters_of (TdRequest *request, const GPtrArray *list)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_failed_letters));

    for (guint i = 0; i < list->len; i++) {
        const TdMailFailure *f = list->pdata[i];
        struct html_desk_failed_letters row = { .id = f->id,
                                                .when = td_words_instant (locale, f->created, zone),
                                                .last = td_words_instant (locale, f->last_try, zone),
                                                .tries = f->tries,
                                                .why = f->reason != NULL ? f->reason : "" };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *works_of (TdRequest *request, const GPtrArray *list)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_failed_works));

    for (guint i = 0; i < list->len; i++) {
        const TdJobFailure *f = list->pdata[i];
        struct html_desk_failed_works row = { .kind = f->kind,
                                              .name = f->name,
                                              .since = td_words_instant (locale, f->since, zone),
                                              .times = f->times,
                                              .why = f->reason };
        g_array_append_val (rows, row);
    }
    return rows;
}

gboolean td_desk_failed_page (TdRequest *request, GError **error)
{
    g_autoptr (GPtrArray) letters = td_mail_failures (td_request_instance (request), error);
    g_autoptr (GPtrArray) jobs = td_jobs_failures ();
    g_autoptr (GArray) letter_rows = NULL;
    g_autoptr (GArray) work_rows = NULL;

    if (letters == NULL)
        return FALSE;
    letter_rows = letters_of (request, letters);
    work_rows = works_of (request, jobs);
    const struct html_desk_failed page = {
        .desk = td_door_viewer_may (td_request_viewer (request), TD_ACT_DESK),
        .letters = (const struct html_desk_failed_letters *) (void *) letter_rows->data,
        .n_letters = letter_rows->len,
        .works = (const struct html_desk_failed_works *) (void *) work_rows->data,
        .n_works = work_rows->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_desk_failed (td_request_html (request), &page);
    td_reply_html (request, 200);
    for (guint i = 0; i < letter_rows->len; i++) {
        g_free ((char *) page.letters[i].when);
        g_free ((char *) page.letters[i].last);
    }
    for (guint i = 0; i < work_rows->len; i++)
        g_free ((char *) page.works[i].since);
    return TRUE;
}

gboolean td_desk_failed_post (TdRequest *request, GError **error)
{
    const char *what = td_request_field (request, "do");
    g_autofree char *path = g_strdup_printf ("/%s/desk/failed", td_request_locale (request));
    gboolean drop = g_str_equal (what, "drop");

    if (!drop && !g_str_equal (what, "retry")) {
        g_set_error_literal (error, TD_DESK_ERROR, TD_ERROR_INPUT, "Choose to try the letter again, or to give it up.");
        return FALSE;
    }
    if (!td_mail_retry (td_request_instance (request), td_viewer_actor (td_request_viewer (request)),
                        td_request_field (request, "letter"), drop, error))
        return FALSE;
    td_reply_redirect (request, path);
    return TRUE;
}
