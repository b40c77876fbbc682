/* Opening one submission: its page (submission-pages.c), receipt, the file as it came. */
#include "areas/submissions/pages.h"

#include "areas/submissions/co-sign.h"
#include "areas/submissions/draft-cookie.h"
#include "areas/submissions/reading.h"
#include "areas/submissions/submission-pictures.h"
#include "areas/submissions/submission-receipt.html.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "text/words.h"

/* ---- opening ---- */

static TdSubmission *open_one (TdRequest *request, TdDraftCookie *cookie, GError **error)
{
    const char *id = td_request_part (request, "id");
    TdSubmission *s;

    td_draft_cookie_read (request, cookie);
    s = td_submission_get (td_request_instance (request), td_request_viewer (request),
                           td_draft_cookie_key_for (cookie, id), id, error);
    /* What is not for everybody is kept by no browser, no proxy and not by our own cache: the sender's view of a public
     * submission holds more than the public's. */
    if (s != NULL && (s->relations != 0 || s->status != TD_STATUS_PUBLISHED))
        td_reply_header (request, "Cache-Control", "no-store");
    return s;
}

static gboolean reply_json (TdRequest *request, const TdSubmission *s, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (GPtrArray) paragraphs = td_submission_read_paragraphs (instance, s, error);
    g_autoptr (GPtrArray) signers = paragraphs != NULL ? td_co_sign_names (instance, viewer, s, error) : NULL;
    json_t *json, *names;

    if (signers == NULL)
        return FALSE;
    json = td_submission_to_json (instance, s, paragraphs, viewer);
    names = json_array ();
    for (guint i = 0; i < signers->len; i++)
        json_array_append_new (names, json_string (signers->pdata[i]));
    json_object_set_new (json, "co_signed_by", names);
    td_reply_json (request, 200, json);
    return TRUE;
}

gboolean td_submission_page (TdRequest *request, GError **error)
{
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = open_one (request, &cookie, error);

    if (s == NULL)
        return FALSE;
    if (s->status == TD_STATUS_DRAFT) {
        gboolean writes = (s->relations & (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR)) != 0;
        g_autofree char *path = !writes && (s->relations & TD_RELATION_ASKED) != 0
                                    ? g_strdup_printf ("/%s/submissions/%s/co-sign", td_request_locale (request), s->id)
                                    : g_strdup_printf ("/%s/send/answers", td_request_locale (request));
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (!td_reading_note (td_request_instance (request), td_request_viewer (request), s, TD_READING_PAGE, error))
        return FALSE;
    return td_request_wants_json (request) ? reply_json (request, s, error)
                                           : td_submission_show (request, s, &(TdShow){ .status = 200 }, error);
}

/* ---- receipt and file ---- */

static TdReceipt *open_receipt (TdRequest *request, TdSubmission **ret_submission, GError **error)
{
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = open_one (request, &cookie, error);
    TdReceipt *receipt;

    if (s == NULL)
        return NULL;
    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_reading_note (td_request_instance (request), td_request_viewer (request), s, TD_READING_RECEIPT, error))
        return NULL;
    receipt = td_submission_receipt (td_request_instance (request), td_request_viewer (request),
                                     td_draft_cookie_key_for (&cookie, s->id), s->id, error);
    if (receipt != NULL)
        *ret_submission = g_steal_pointer (&s);
    return receipt;
}

gboolean td_submission_receipt_page (TdRequest *request, GError **error)
{
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (TdReceipt) receipt = open_receipt (request, &s, error);
    g_autoptr (TdMarkup) slip = NULL;
    g_autofree char *text = NULL;
    g_autofree char *back = NULL;
    g_autofree char *forget = NULL;
    TdThing thing;

    if (receipt == NULL)
        return FALSE;
    slip = td_submission_slip (request, receipt, s);
    text = td_receipt_to_text (receipt);
    back = g_strdup_printf ("/%s/submissions/%s", td_request_locale (request), s->id);
    forget = g_strconcat (back, "/receipt/forget", NULL);
    thing = td_submission_thing (s);
    const struct html_submission_receipt page = {
        .slip = slip,
        .text = text,
        .back = back,
        .forget = td_door_may (td_request_viewer (request), TD_ACT_RECEIPT_FORGET, &thing, NULL) ? forget : NULL
    };
    html_submission_receipt (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_submission_receipt_file (TdRequest *request, GError **error)
{
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (TdReceipt) receipt = open_receipt (request, &s, error);
    g_autofree char *name = NULL;
    g_autoptr (GBytes) bytes = NULL;
    char *text;

    if (receipt == NULL)
        return FALSE;
    text = td_receipt_to_text (receipt);
    bytes = g_bytes_new_take (text, strlen (text));
    name = g_strdup_printf ("receipt-%s.txt", s->id);
    td_reply_bytes (request, "text/plain; charset=utf-8", name, bytes);
    return TRUE;
}

gboolean td_submission_file_page (TdRequest *request, GError **error)
{
    g_auto (TdDraftCookie) cookie = { 0 };
    const char *id = td_request_part (request, "id");
    g_autofree char *name = NULL;
    g_autofree char *format = NULL;
    g_autofree char *shown = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GBytes) bytes = NULL;
    gint64 position = 0;

    td_draft_cookie_read (request, &cookie);
    s = td_submission_get (td_request_instance (request), td_request_viewer (request),
                           td_draft_cookie_key_for (&cookie, id), id, error);
    g_ascii_string_to_signed (td_request_part (request, "position"), 10, 1, 99, &position, NULL);
    if (s != NULL)
        bytes = td_submission_file_of (td_request_instance (request), td_request_viewer (request), s, (int) position,
                                       &name, &format, error);
    if (bytes == NULL)
        return FALSE;
    /* The download's name is ours: a sender's may tell who they are, or hold what a header may not. */
    shown = g_strdup_printf ("%s-%d.%s", id, (int) position, td_submission_file_ending (format));
    td_reply_header (request, "Cache-Control", "no-store");
    /* What the secretariat looked at and published is shown where the browser can, at the page that the dossier names. */
    if (s->status == TD_STATUS_PUBLISHED && g_str_equal (format, "pdf"))
        td_reply_pdf (request, shown, bytes);
    else
        td_reply_bytes (request, "application/octet-stream", shown, bytes);
    return TRUE;
}
