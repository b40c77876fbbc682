#include "areas/mails/pages.h"

#include "areas/mails/outbox-letter.html.h"
#include "areas/mails/outbox.html.h"
#include "areas/mails/unsubscribe.html.h"
#include "base/errors.h"
#include "mail/mail.h"
#include "mail/shown.h"
#include "text/language.h"
#include "text/words.h"

/* ---- unsubscribing ---- */

static void unsubscribe_page (TdRequest *request, gboolean done)
{
    g_autofree char *action =
        g_strdup_printf ("/%s/unsubscribe/%s", td_request_locale (request), td_request_part (request, "token"));
    const struct html_unsubscribe page = { .action = action, .done = done };

    html_unsubscribe (td_request_html (request), &page);
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_html (request, 200);
}

gboolean td_unsubscribe_page (TdRequest *request, GError **error)
{
    if (!td_mail_token_ok (td_request_instance (request), td_request_part (request, "token"))) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "This address stops no letters. Open it from the letter itself, whole and unchanged.");
        return FALSE;
    }
    unsubscribe_page (request, FALSE);
    return TRUE;
}

gboolean td_unsubscribe_post (TdRequest *request, GError **error)
{
    if (!td_mail_unsubscribe (td_request_instance (request), td_request_part (request, "token"), NULL, error))
        return FALSE;
    unsubscribe_page (request, TRUE);
    return TRUE;
}

/* ---- the outbox ---- */

/* A name that a browser on this machine calls it by. Anything else is a proxy, or a page elsewhere whose name was made to lead
 * here (DNS rebinding). */
static gboolean is_own_machine (const char *host)
{
    static const char *const names[] = { "127.0.0.1", "localhost", "[::1]" };

    for (gsize i = 0; host != NULL && i < G_N_ELEMENTS (names); i++) {
        gsize n = strlen (names[i]);
        if (strncmp (host, names[i], n) == 0
            && (host[n] == '\0' || (host[n] == ':' && strspn (host + n + 1, "0123456789") == strlen (host + n + 1))))
            return TRUE;
    }
    return FALSE;
}

/* `serve` clears mail.show unless it listens on this machine alone, under an address of this machine. */
static gboolean may_show (TdRequest *request)
{
    return td_request_instance (request)->mail.show && is_own_machine (td_request_header (request, "Host"))
           && td_request_header (request, "X-Forwarded-For") == NULL && td_request_header (request, "Forwarded") == NULL
           && td_request_header (request, "Via") == NULL;
}

static gboolean nothing_here (GError **error)
{
    g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                         "There is no page at this address. Check it, or start from the first page.");
    return FALSE;
}

gboolean td_outbox_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) letters = NULL;
    g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
    g_autofree struct html_outbox_rows *rows = NULL;

    if (!may_show (request))
        return nothing_here (error);
    letters = td_mail_shown_list (instance);
    rows = g_new0 (struct html_outbox_rows, letters->len + 1);
    for (guint i = 0; i < letters->len; i++) {
        const TdShownMail *mail = letters->pdata[i];
        char *link = g_strdup_printf ("/%s/outbox/%s", locale, mail->id);
        char *when = td_words_instant (locale, mail->date, instance->profile->zone);
        g_ptr_array_add (owned, link);
        g_ptr_array_add (owned, when);
        rows[i] = (struct html_outbox_rows){ .link = link,
                                             .subject = mail->subject,
                                             .to = mail->to,
                                             .when = when,
                                             .locale = mail->locale,
                                             .direction = td_language_direction (mail->locale) };
    }
    const struct html_outbox page = { .rows = rows, .n_rows = letters->len };
    html_outbox (td_request_html (request), &page);
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_outbox_letter_page (TdRequest *request, GError **error)
{
    g_autofree char *back = g_strdup_printf ("/%s/outbox", td_request_locale (request));
    g_autoptr (TdShownMail) mail = NULL;

    if (!may_show (request))
        return nothing_here (error);
    mail = td_mail_shown_get (td_request_instance (request), td_request_part (request, "id"), error);
    if (mail == NULL)
        return FALSE;
    const struct html_outbox_letter page = { .back = back,
                                             .subject = mail->subject,
                                             .headers = mail->headers,
                                             .text = mail->text,
                                             .locale = mail->locale,
                                             .direction = td_language_direction (mail->locale),
                                             .open = mail->path != NULL ? mail->path : "",
                                             .opens = mail->path != NULL };
    html_outbox_letter (td_request_html (request), &page);
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_html (request, 200);
    return TRUE;
}
