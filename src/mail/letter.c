#include "mail/letter.h"

#include "base/errors.h"
#include "base/limits.h"
#include "mail/letter.html.h"
#include "mail/secret.h"
#include "text/clean.h"
#include "text/language.h"
#include "text/words.h"

#include <gmime/gmime.h>
#include <jansson.h>
#include <sodium.h>

/* ---- a letter and its row ---- */

void td_letter_free (TdLetter *letter)
{
    if (letter == NULL)
        return;
    g_free (letter->id);
    g_free (letter->to);
    g_free (letter->locale);
    g_free (letter->topic);
    g_free (letter->subject);
    g_strfreev (letter->paragraphs);
    g_free (letter->path);
    g_free (letter->button);
    g_free (letter);
}

static TdLetter *refuse (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_MAIL_ERROR, code, message);
    return NULL;
}

/* A line fit for a header or a button; what is longer than most is cut. */
static char *line_of (const char *text, glong most)
{
    g_autofree char *clean = td_text_clean_line (text, G_MAXINT);
    g_autofree char *cut = NULL;

    if (clean == NULL)
        return g_strdup ("");
    if (g_utf8_strlen (clean, -1) <= most)
        return g_steal_pointer (&clean);
    cut = g_utf8_substring (clean, 0, most - 1);
    return g_strconcat (cut, "…", NULL);
}

/* "/en/…": a place of this instance and nothing else. */
static gboolean path_ok (const char *path)
{
    return path[0] == '/' && path[1] != '/' && strlen (path) <= 1000
           && strspn (path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/?#&=%+,:@")
                  == strlen (path);
}

static gboolean topic_ok (const char *topic)
{
    gsize n = strlen (topic);

    return n > 0 && n <= 32 && strspn (topic, "abcdefghijklmnopqrstuvwxyz-") == n;
}

/* One that this site speaks: the letter's links lead to its pages. */
static const char *locale_of (const char *locale)
{
    const char *const *spoken = td_words_locales ();

    return locale != NULL && g_strv_contains (spoken, locale) ? locale : "en";
}

static char **paragraphs_of (const char *const *paragraphs, gsize *ret_characters)
{
    GPtrArray *clean = g_ptr_array_new ();

    *ret_characters = 0;
    for (gsize i = 0; paragraphs != NULL && paragraphs[i] != NULL; i++) {
        char *text = td_text_clean_text (paragraphs[i], G_MAXINT);
        g_ptr_array_add (clean, text != NULL ? text : g_strdup (""));
        *ret_characters += (gsize) g_utf8_strlen (clean->pdata[i], -1);
    }
    g_ptr_array_add (clean, NULL);
    return (char **) g_ptr_array_free (clean, FALSE);
}

TdLetter *td_letter_new (const TdInstance *instance, const char *id, const TdMail *mail, GError **error)
{
    g_autoptr (TdLetter) letter = g_new0 (TdLetter, 1);
    gsize characters = 0;

    letter->to = td_mail_address (mail->to);
    if (letter->to == NULL)
        return refuse (error, TD_ERROR_INPUT, N_ ("This is not a mail address. Write it like name@example.org."));
    if ((mail->path != NULL && !path_ok (mail->path)) || (mail->topic != NULL && !topic_ok (mail->topic))
        || (mail->neutral && (mail->path != NULL || mail->topic != NULL)))
        return refuse (error, TD_ERROR_OURS, N_ ("A letter was to lead somewhere that is not ours. Nothing was sent."));
    letter->id = g_strdup (id);
    letter->locale = g_strdup (locale_of (mail->locale));
    letter->topic = g_strdup (mail->topic);
    letter->subject = line_of (mail->subject, TD_LIMIT_MAIL_SUBJECT);
    letter->paragraphs = paragraphs_of (mail->paragraphs, &characters);
    if (characters > TD_LIMIT_MAIL_CHARACTERS)
        return refuse (error, TD_ERROR_TOO_LARGE, N_ ("This letter is too long to be sent by mail. Shorten it."));
    if (mail->path != NULL && mail->button != NULL) {
        letter->path = g_strdup (mail->path);
        letter->button = line_of (mail->button, TD_LIMIT_MAIL_SUBJECT);
    }
    letter->date = MAX (mail->not_before, td_clock_now (&instance->clock));
    letter->neutral = mail->neutral;
    return g_steal_pointer (&letter);
}

GBytes *td_letter_seal (const TdInstance *instance, const TdLetter *letter)
{
    json_t *paragraphs = json_array ();
    json_t *object;
    GBytes *sealed;
    char *text;

    for (gsize i = 0; letter->paragraphs[i] != NULL; i++)
        json_array_append_new (paragraphs, json_string (letter->paragraphs[i]));
    object =
        json_pack ("{s:s, s:s, s:s?, s:s, s:o, s:s?, s:s?, s:I, s:b}", "to", letter->to, "locale", letter->locale,
                   "topic", letter->topic, "subject", letter->subject, "paragraphs", paragraphs, "path", letter->path,
                   "button", letter->button, "date", (json_int_t) letter->date, "neutral", letter->neutral);
    text = json_dumps (object, JSON_COMPACT);
    sealed = td_mail_seal (instance, letter->id, text);
    sodium_memzero (text, strlen (text));
    free (text);
    json_decref (object);
    return sealed;
}

static char *copy_of (const json_t *object, const char *key)
{
    return g_strdup (json_string_value (json_object_get (object, key)));
}

TdLetter *td_letter_unseal (const TdInstance *instance, const char *id, const void *sealed, gsize size)
{
    g_autoptr (TdLetter) letter = g_new0 (TdLetter, 1);
    char *text = td_mail_unseal (instance, id, sealed, size);
    json_t *object, *paragraphs;
    gsize n;

    if (text == NULL)
        return NULL;
    object = json_loads (text, JSON_REJECT_DUPLICATES, NULL);
    sodium_memzero (text, strlen (text));
    g_free (text);
    paragraphs = json_object_get (object, "paragraphs");
    n = json_array_size (paragraphs);
    letter->id = g_strdup (id);
    letter->to = copy_of (object, "to");
    letter->locale = copy_of (object, "locale");
    letter->topic = copy_of (object, "topic");
    letter->subject = copy_of (object, "subject");
    letter->path = copy_of (object, "path");
    letter->button = copy_of (object, "button");
    letter->date = json_integer_value (json_object_get (object, "date"));
    letter->neutral = json_is_true (json_object_get (object, "neutral"));
    letter->paragraphs = g_new0 (char *, n + 1);
    for (gsize i = 0; i < n; i++)
        letter->paragraphs[i] = g_strdup (json_string_value (json_array_get (paragraphs, i)));
    json_decref (object);
    return letter->to != NULL && letter->locale != NULL && letter->subject != NULL ? g_steal_pointer (&letter) : NULL;
}

/* ---- addresses of ours ---- */

/* The instance's host as a mail domain: a number as RFC 5321 writes it. */
static char *mail_domain (const TdInstance *instance)
{
    g_autoptr (GUri) uri = g_uri_parse (instance->address, G_URI_FLAGS_NONE, NULL);
    const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
    g_autofree char *ascii = NULL;

    if (host == NULL || *host == '\0')
        return g_strdup ("localhost");
    if (g_hostname_is_ip_address (host))
        return g_strdup_printf (strchr (host, ':') != NULL ? "[IPv6:%s]" : "[%s]", host);
    ascii = g_hostname_to_ascii (host);
    return ascii != NULL ? g_steal_pointer (&ascii) : g_strdup ("localhost");
}

char *td_letter_from (const TdInstance *instance)
{
    g_autofree char *domain = NULL;

    if (instance->mail.from != NULL)
        return td_mail_address (instance->mail.from);
    domain = mail_domain (instance);
    return g_strconcat ("noreply@", domain, NULL);
}

/* Where the letter's topic is stopped, or NULL. */
static char *stop_link (const TdInstance *instance, const TdLetter *letter)
{
    guint8 receiver[TD_MAIL_RECEIVER_BYTES];
    g_autofree char *token = NULL;

    if (letter->topic == NULL)
        return NULL;
    td_mail_receiver (instance, letter->to, receiver);
    token = td_mail_token (instance, receiver, letter->topic);
    return g_strconcat (instance->address, "/", letter->locale, "/unsubscribe/", token, NULL);
}

/* ---- its two parts ---- */

static char *plain_part (TdInstance *instance, const TdLetter *letter, const char *link, const char *stop)
{
    GString *text = g_string_new (NULL);

    if (instance->clock.rehearsal)
        g_string_append_printf (text, "%s\n\n",
                                td_words (letter->locale, N_ ("Rehearsal: nothing in this letter is real.")));
    for (gsize i = 0; letter->paragraphs[i] != NULL; i++)
        g_string_append_printf (text, "%s\n\n", letter->paragraphs[i]);
    if (link != NULL)
        g_string_append_printf (text, "%s\n%s\n\n", letter->button, link);
    if (!letter->neutral)
        g_string_append_printf (text, "-- \n%s\n", td_words (letter->locale, instance->name));
    if (stop != NULL)
        g_string_append_printf (text, "%s\n%s\n", td_words (letter->locale, N_ ("No more letters of this kind")), stop);
    return g_string_free (text, FALSE);
}

static void split_lines (const char *text, struct html_letter_paragraphs *ret_paragraph, GPtrArray *owned)
{
    char **lines = g_strsplit (text, "\n", -1);
    gsize n = g_strv_length (lines);
    struct html_letter_paragraphs_lines *rows = g_new0 (struct html_letter_paragraphs_lines, n + 1);

    for (gsize i = 0; i < n; i++) {
        rows[i] = (struct html_letter_paragraphs_lines){ .text = lines[i], .more = i > 0 };
        g_ptr_array_add (owned, lines[i]);
    }
    g_free (lines);
    g_ptr_array_add (owned, rows);
    *ret_paragraph = (struct html_letter_paragraphs){ .lines = rows, .n_lines = n };
}

/* NULL: a value was missing, which is our mistake; then the letter goes as plain text. */
static char *html_part (TdInstance *instance, const TdLetter *letter, const char *link, const char *stop)
{
    const TdHtmlSite site = { .body = td_words (letter->locale, instance->name),
                              .short_name = "",
                              .style = "",
                              .work = "",
                              .pictures = "",
                              .script = "",
                              .icon = "",
                              .rehearsal = instance->clock.rehearsal };
    TdHtml h = { .out = g_string_new (NULL),
                 .locale = letter->locale,
                 .direction = td_language_direction (letter->locale),
                 .path = "",
                 .site = &site };
    gsize n = g_strv_length (letter->paragraphs);
    g_autofree struct html_letter_paragraphs *paragraphs = g_new0 (struct html_letter_paragraphs, n + 1);
    g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
    const struct html_letter page = { .subject = letter->subject,
                                      .paragraphs = paragraphs,
                                      .n_paragraphs = n,
                                      .button = link != NULL ? letter->button : NULL,
                                      .link = link != NULL ? link : "",
                                      .link_text = link != NULL ? link : "",
                                      .stop = stop != NULL ? stop : "",
                                      .stops = stop != NULL };

    for (gsize i = 0; i < n; i++)
        split_lines (letter->paragraphs[i], &paragraphs[i], owned);
    td_html_whole ();
    html_letter (&h, &page);
    return g_string_free (h.out, !td_html_whole ());
}

/* ---- the message ---- */

static GMimeObject *text_part (const char *subtype, const char *locale, const char *text)
{
    GMimeTextPart *part = g_mime_text_part_new_with_subtype (subtype);

    g_mime_text_part_set_charset (part, "utf-8");
    g_mime_text_part_set_text (part, text);
    g_mime_part_set_content_encoding (GMIME_PART (part), GMIME_CONTENT_ENCODING_BASE64);
    if (locale != NULL)
        g_mime_object_set_header (GMIME_OBJECT (part), "Content-Language", locale, NULL);
    return GMIME_OBJECT (part);
}

/* As RFC 2046 wants it, the plainest first. The boundary comes from the id, so that each try makes the same. */
static GMimeObject *both_parts (TdInstance *instance, const TdLetter *letter, const char *plain, const char *link,
                                const char *stop)
{
    GMimeObject *first = text_part ("plain", letter->locale, plain);
    g_autofree char *html = html_part (instance, letter, link, stop);
    if (html == NULL)
        return first;
    GMimeObject *second = text_part ("html", letter->locale, html);
    GMimeMultipart *parts = g_mime_multipart_new_with_subtype ("alternative");
    g_autofree char *boundary = g_strconcat ("td-", letter->id, NULL);

    g_mime_multipart_set_boundary (parts, boundary);
    g_mime_multipart_add (parts, first);
    g_mime_multipart_add (parts, second);
    g_object_unref (first);
    g_object_unref (second);
    return GMIME_OBJECT (parts);
}

/* As it is, on one line: a long address would be made encoded words, and a mail program would not know it again. */
static void set_raw_header (GMimeObject *object, const char *name, const char *value)
{
    g_autofree char *raw = g_strconcat (" ", value, "\n", NULL);

    g_mime_object_set_header (object, name, "", NULL);
    g_mime_header_set_raw_value (g_mime_header_list_get_header (g_mime_object_get_header_list (object), name), raw);
}

static void add_headers (TdInstance *instance, const TdLetter *letter, const char *stop, GMimeMessage *message)
{
    GMimeObject *object = GMIME_OBJECT (message);
    g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (letter->date / G_USEC_PER_SEC);
    g_autofree char *domain = mail_domain (instance);
    g_autofree char *message_id = g_strconcat (letter->id, "@", domain, NULL);
    g_autofree char *stop_header = stop != NULL ? g_strconcat ("<", stop, ">", NULL) : NULL;

    g_mime_message_set_date (message, date);
    g_mime_message_set_message_id (message, message_id);
    g_mime_object_set_header (object, "Auto-Submitted", "auto-generated", NULL);
    g_mime_object_set_header (object, "Content-Language", letter->locale, NULL);
    if (stop_header == NULL)
        return;
    set_raw_header (object, "List-Unsubscribe", stop_header);
    /* RFC 8058 allows it for https alone: over http the token could be read on its way. */
    if (g_str_has_prefix (stop, "https://"))
        g_mime_object_set_header (object, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", NULL);
}

static void ready_gmime (void)
{
    static gsize once;

    if (g_once_init_enter (&once)) {
        g_mime_init ();
        g_once_init_leave (&once, 1);
    }
}

static char *write_message (GMimeMessage *message, gboolean crlf)
{
    GMimeFormatOptions *options = g_mime_format_options_new ();
    char *text;

    g_mime_format_options_set_newline_format (options, crlf ? GMIME_NEWLINE_FORMAT_DOS : GMIME_NEWLINE_FORMAT_UNIX);
    text = g_mime_object_to_string (GMIME_OBJECT (message), options);
    g_mime_format_options_free (options);
    return text;
}

void td_message_make (TdInstance *instance, const TdLetter *letter, const char *from, gboolean crlf,
                      TdMessage *ret_message)
{
    g_autofree char *link = letter->path != NULL ? g_strconcat (instance->address, letter->path, NULL) : NULL;
    g_autofree char *stop = stop_link (instance, letter);
    g_autofree char *plain = plain_part (instance, letter, link, stop);
    const char *name = letter->neutral ? NULL : td_words (letter->locale, instance->name);
    GMimeMessage *message;
    GMimeObject *parts;

    ready_gmime ();
    message = g_mime_message_new (TRUE);
    g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, name, from);
    internet_address_set_charset (internet_address_list_get_address (g_mime_message_get_from (message), 0), "utf-8");
    g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_TO, NULL, letter->to);
    g_mime_message_set_subject (message, letter->subject, "utf-8");
    add_headers (instance, letter, stop, message);
    parts = letter->neutral ? text_part ("plain", NULL, plain) /* the letter's own header says it */
                            : both_parts (instance, letter, plain, link, stop);
    g_mime_message_set_mime_part (message, parts);
    g_object_unref (parts);
    *ret_message = (TdMessage){ .from = g_strdup (from),
                                .to = g_strdup (letter->to),
                                .message = write_message (message, crlf),
                                .plain = g_steal_pointer (&plain) };
    g_object_unref (message);
}

void td_message_clear (TdMessage *message)
{
    g_free (message->from);
    g_free (message->to);
    g_free (message->message);
    g_free (message->plain);
    *message = (TdMessage){ 0 };
}
