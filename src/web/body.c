#include "web/body.h"

#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"
#include "web/disposition.h"
#include "web/multipart.h"
#include "web/unlinked.h"
#include "web/urlencoded.h"
#include <errno.h>
#include <sodium.h>
#include <unistd.h>

typedef enum { FINE, TOO_LONG, CONTROL_CHARACTERS, TOO_MANY, FILE_TOO_LARGE, NOT_SEALED } Problem;

typedef struct {
    char *name;
    const TdField *field; /* NULL: the form's token */
    GString *text;        /* NULL for a file */
    char *file_name;
    int fd;
    TdSealedField *sealed; /* in place of fd */
    GError *why_not_sealed;
    gint64 size;
    Problem problem;
} Value;

struct TdBody {
    const TdField *fields;
    gboolean csrf_allowed;
    char *folder;
    gint64 file_bytes;
    GPtrArray *values; /* Value */
    Value *current;    /* the part that arrives */
    gsize text_bytes;  /* of all fields */
    TdMultipart *multipart;
    TdUrlencoded *urlencoded;
    GPtrArray *lent; /* what callers were given */
    TdAgeRecipient recipients[TD_AGE_MAX_RECIPIENTS];
    guint n_recipients; /* 0: nothing here is sealed */
};

static void value_free (gpointer data)
{
    Value *value = data;

    /* Whatever was typed, and what a file is called, is nobody's to find here later. */
    if (value->text != NULL) {
        sodium_memzero (value->text->str, value->text->allocated_len);
        g_string_free (value->text, TRUE);
    }
    if (value->fd >= 0)
        close (value->fd);
    td_sealed_field_free (value->sealed);
    g_clear_error (&value->why_not_sealed);
    g_free (value->name);
    if (value->file_name != NULL)
        sodium_memzero (value->file_name, strlen (value->file_name));
    g_free (value->file_name);
    g_free (value);
}

TdBody *td_body_new (const TdField *fields, gboolean csrf_allowed, const char *folder, gint64 file_bytes)
{
    TdBody *body = g_new0 (TdBody, 1);

    body->fields = fields;
    body->csrf_allowed = csrf_allowed;
    body->folder = g_strdup (folder);
    body->file_bytes = MIN (file_bytes > 0 ? file_bytes : TD_LIMIT_UPLOAD_BYTES, TD_LIMIT_UPLOAD_BYTES);
    body->values = g_ptr_array_new_with_free_func (value_free);
    body->lent = g_ptr_array_new_with_free_func (g_free);
    return body;
}

void td_body_free (TdBody *body)
{
    if (body == NULL)
        return;
    td_multipart_free (body->multipart);
    td_urlencoded_free (body->urlencoded);
    g_ptr_array_unref (body->values);
    g_ptr_array_unref (body->lent);
    g_free (body->folder);
    g_free (body);
}

void td_body_seal_to (TdBody *body, const TdAgeRecipient *recipients, guint n)
{
    memcpy (body->recipients, recipients, n * sizeof *recipients);
    body->n_recipients = n;
}

/* ---- the sink of both parsers ---- */

static gboolean refuse (GError **error, TdErrorCode code, const char *sentence)
{
    g_set_error_literal (error, TD_WEB_ERROR, code, sentence);
    return FALSE;
}

static const TdField *find_field (const TdBody *body, const char *name)
{
    for (const TdField *field = body->fields; field != NULL && field->name != NULL; field++) {
        gsize n = strlen (field->name);
        gboolean open_end = n > 0 && field->name[n - 1] == '*';

        if (open_end ? strncmp (name, field->name, n - 1) == 0 : strcmp (name, field->name) == 0)
            return field;
    }
    return NULL;
}

static guint count_of (const TdBody *body, const char *name)
{
    guint n = 0;

    for (guint i = 0; i < body->values->len; i++)
        n += strcmp (((Value *) body->values->pdata[i])->name, name) == 0;
    return n;
}

static int most_of (const TdField *field)
{
    if (field->most > 0)
        return field->most;
    return field->kind == TD_FIELD_TEXT   ? TD_LIMIT_TEXT_CHARACTERS
           : field->kind == TD_FIELD_LINE ? TD_LIMIT_NAME_CHARACTERS
                                          : 1;
}

static gboolean repeats (const TdField *field)
{
    return field->kind == TD_FIELD_CHOICES || field->kind == TD_FIELD_FILES;
}

static gboolean is_file (const TdField *field)
{
    return field->kind == TD_FIELD_FILE || field->kind == TD_FIELD_FILES || field->kind == TD_FIELD_SEALED;
}

/* How large one file of this field may be. */
static gint64 largest_of (const TdBody *body, const TdField *field)
{
    return field->kind == TD_FIELD_FILE && field->most > 0 ? field->most : body->file_bytes;
}

static gboolean on_begin (gpointer data, const char *name, const char *file_name, GError **error)
{
    TdBody *body = data;
    gboolean token = body->csrf_allowed && strcmp (name, "csrf") == 0;
    const TdField *field = token ? NULL : find_field (body, name);
    gboolean known = token || field != NULL;
    guint before;
    Value *value;

    if (!g_utf8_validate (name, -1, NULL) || !known)
        return refuse (error, TD_ERROR_INPUT,
                       "The form holds a field that this page does not have, so nothing of it was kept. "
                       "Please open the page again and fill it in anew.");
    if (body->values->len >= TD_LIMIT_FIELDS)
        return refuse (error, TD_ERROR_TOO_LARGE,
                       "The form holds more fields than can be read. Please send it in smaller parts.");
    before = count_of (body, name);
    if (before > 0 && (token || !repeats (field)))
        return refuse (error, TD_ERROR_INPUT,
                       "The form holds the same field twice, so nothing of it was kept. "
                       "Please open the page again and fill it in anew.");
    if ((file_name != NULL) != (field != NULL && is_file (field)))
        return refuse (
            error, TD_ERROR_INPUT,
            "The form holds a file where text belongs, or text where a file belongs, so nothing of it was kept. "
            "Please open the page again and fill it in anew.");
    value = g_new0 (Value, 1);
    value->name = g_strdup (name);
    value->field = field;
    value->fd = -1;
    value->file_name = g_strdup (file_name);
    if (file_name == NULL)
        value->text = g_string_new (NULL);
    else if (field->kind == TD_FIELD_SEALED && file_name[0] != '\0')
        value->sealed = td_sealed_field_new (body->recipients, body->n_recipients, body->folder);
    if (field != NULL && repeats (field) && before >= (guint) most_of (field))
        value->problem = TOO_MANY;
    g_ptr_array_add (body->values, value);
    body->current = value;
    return TRUE;
}

static gboolean cannot_keep (GError **error)
{
    g_warning ("An upload could not be written: %s.", g_strerror (errno));
    return refuse (error, TD_ERROR_BUSY,
                   "The file could not be kept because the server's disk refused it. Nothing was sent. "
                   "Please try again later; the Committee's secretariat can help.");
}

static gboolean file_bytes (TdBody *body, Value *value, const char *bytes, gsize size, GError **error)
{
    gint64 most = largest_of (body, value->field);

    value->size += (gint64) size;
    if (value->size > most) { /* the rest is counted, not kept */
        value->problem = FILE_TOO_LARGE;
        if (value->fd >= 0 && ftruncate (value->fd, 0) != 0)
            return cannot_keep (error);
        return TRUE;
    }
    if (value->fd < 0 && (value->fd = td_unlinked_open (body->folder)) < 0)
        return cannot_keep (error);
    return td_unlinked_write (value->fd, bytes, size) || cannot_keep (error);
}

/* What cannot be kept is a problem of its field, not of the form: what was typed beside it comes back to its writer. */
static gboolean not_sealed (Value *value)
{
    value->problem = NOT_SEALED;
    g_clear_pointer (&value->sealed, td_sealed_field_free);
    return TRUE;
}

static gboolean sealed_bytes (Value *value, const char *bytes, gsize size)
{
    value->size += (gint64) size;
    if (value->sealed == NULL || td_sealed_field_feed (value->sealed, bytes, size, &value->why_not_sealed))
        return TRUE;
    return not_sealed (value);
}

static gboolean sealed_end (Value *value)
{
    if (value->sealed == NULL || td_sealed_field_end (value->sealed, &value->why_not_sealed))
        return TRUE;
    return not_sealed (value);
}

static gboolean on_bytes (gpointer data, const char *bytes, gsize size, GError **error)
{
    TdBody *body = data;
    Value *value = body->current;

    if (value->field != NULL && value->field->kind == TD_FIELD_SEALED)
        return sealed_bytes (value, bytes, size);
    if (value->text == NULL)
        return file_bytes (body, value, bytes, size, error);
    body->text_bytes += size;
    if (value->text->len + size > TD_LIMIT_FIELD_BYTES || body->text_bytes > TD_BODY_TEXT_BYTES)
        return refuse (
            error, TD_ERROR_TOO_LARGE,
            "One of the answers is longer than a form can carry. Please go back, shorten it, or send it as a file.");
    g_string_append_len (value->text, bytes, (gssize) size);
    return TRUE;
}

/* Newlines as \n; other control characters become spaces and a problem; in a line so do newlines and tabs. */
static gboolean has_controls (char *text, gboolean line)
{
    gboolean found = FALSE;

    for (char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        gboolean bad = c < 0x20 || (c >= 0x7f && c < 0xa0);

        if (!bad || (!line && (c == '\n' || c == '\t')))
            continue;
        found = TRUE;
        memset (at, ' ', (gsize) (g_utf8_next_char (at) - at));
    }
    return found;
}

static void tidy (Value *value)
{
    const TdField *field = value->field;
    g_autofree char *composed = NULL;

    g_string_replace (value->text, "\r\n", "\n", 0);
    g_string_replace (value->text, "\r", "\n", 0);
    composed = g_utf8_normalize (value->text->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    g_strstrip (composed);
    if (has_controls (composed, field == NULL || field->kind != TD_FIELD_TEXT) && value->problem == FINE)
        value->problem = CONTROL_CHARACTERS;
    g_string_assign (value->text, composed);
    sodium_memzero (composed, strlen (composed));
    if (field != NULL && field->kind != TD_FIELD_CHOICES && value->problem == FINE
        && g_utf8_strlen (value->text->str, -1) > most_of (field))
        value->problem = TOO_LONG;
}

static gboolean on_end (gpointer data, GError **error)
{
    TdBody *body = data;
    Value *value = body->current;

    body->current = NULL;
    if (value->field != NULL && value->field->kind == TD_FIELD_SEALED)
        return sealed_end (value);
    if (value->text == NULL) {
        if (value->file_name[0] != '\0' && value->fd < 0 && (value->fd = td_unlinked_open (body->folder)) < 0)
            return cannot_keep (error);
        return TRUE;
    }
    if (!g_utf8_validate_len (value->text->str, value->text->len, NULL))
        return refuse (error, TD_ERROR_INPUT,
                       "The form holds letters that could not be read (they are not UTF-8), so nothing of it was kept. "
                       "Please open the page again and type them anew.");
    tidy (value);
    return TRUE;
}

static const TdFormSink sink = { on_begin, on_bytes, on_end };

/* ---- arriving ---- */

gboolean td_body_query (TdBody *body, const char *query, GError **error)
{
    g_autoptr (TdUrlencoded) parser = td_urlencoded_new (&sink, body);

    return td_urlencoded_feed (parser, query, strlen (query), error) && td_urlencoded_finish (parser, error);
}

static gboolean is_urlencoded (const char *type)
{
    return td_disposition_is (type, "application/x-www-form-urlencoded");
}

gboolean td_body_type_known (const char *content_type)
{
    return is_urlencoded (content_type) || td_disposition_is (content_type, "multipart/form-data");
}

gboolean td_body_start (TdBody *body, const char *content_type, GError **error)
{
    if (is_urlencoded (content_type))
        body->urlencoded = td_urlencoded_new (&sink, body);
    else
        body->multipart = td_multipart_new (content_type, &sink, body, error);
    return body->urlencoded != NULL || body->multipart != NULL;
}

gboolean td_body_feed (TdBody *body, const char *bytes, gsize size, GError **error)
{
    return body->multipart != NULL ? td_multipart_feed (body->multipart, bytes, size, error)
                                   : td_urlencoded_feed (body->urlencoded, bytes, size, error);
}

gboolean td_body_finish (TdBody *body, GError **error)
{
    return body->multipart != NULL ? td_multipart_finish (body->multipart, error)
                                   : td_urlencoded_finish (body->urlencoded, error);
}

/* ---- asking ---- */

static Value *first (TdBody *body, const char *name)
{
    for (guint i = 0; i < body->values->len; i++) {
        Value *value = body->values->pdata[i];

        if (value->field != NULL && strcmp (value->name, name) == 0)
            return value;
    }
    return NULL;
}

const char *td_body_value (TdBody *body, const char *name)
{
    Value *value = first (body, name);

    return value != NULL && value->text != NULL ? value->text->str : "";
}

const char *td_body_csrf (TdBody *body)
{
    for (guint i = 0; i < body->values->len; i++) {
        Value *value = body->values->pdata[i];

        if (value->field == NULL)
            return value->text->str;
    }
    return "";
}

static const char *const *lend (TdBody *body, GPtrArray *list)
{
    gpointer strings;

    g_ptr_array_add (list, NULL);
    strings = g_ptr_array_free (list, FALSE);
    g_ptr_array_add (body->lent, strings);
    return strings;
}

const char *const *td_body_values (TdBody *body, const char *name)
{
    GPtrArray *list = g_ptr_array_new ();

    for (guint i = 0; i < body->values->len; i++) {
        Value *value = body->values->pdata[i];

        if (value->field != NULL && value->text != NULL && strcmp (value->name, name) == 0)
            g_ptr_array_add (list, value->text->str);
    }
    return lend (body, list);
}

const char *const *td_body_names (TdBody *body, const char *prefix)
{
    GPtrArray *list = g_ptr_array_new ();
    gsize n = strcspn (prefix, "*");

    for (guint i = 0; i < body->values->len; i++) {
        Value *value = body->values->pdata[i];

        if (value->field != NULL && strncmp (value->name, prefix, n) == 0 && first (body, value->name) == value)
            g_ptr_array_add (list, value->name);
    }
    return lend (body, list);
}

int td_body_file (TdBody *body, const char *name, const char **ret_name, gint64 *ret_size)
{
    Value *value = first (body, name);

    if (value == NULL || value->fd < 0)
        return -1;
    lseek (value->fd, 0, SEEK_SET);
    if (ret_name != NULL)
        *ret_name = value->file_name;
    if (ret_size != NULL)
        *ret_size = value->size;
    return value->fd;
}

int td_body_file_at (TdBody *body, const char *name, guint n, const char **ret_name, gint64 *ret_size)
{
    for (guint i = 0; i < body->values->len; i++) {
        const Value *value = body->values->pdata[i];

        if (value->field == NULL || value->fd < 0 || strcmp (value->name, name) != 0 || n-- > 0)
            continue;
        lseek (value->fd, 0, SEEK_SET);
        *ret_name = value->file_name;
        *ret_size = value->size;
        return value->fd;
    }
    return -1;
}

int td_body_sealed (TdBody *body, const char *name, TdSealedFieldState *ret_state, const char **ret_name,
                    gint64 *ret_size)
{
    Value *value = first (body, name);

    if (value == NULL || value->sealed == NULL)
        return -1;
    *ret_name = value->file_name;
    *ret_size = value->size;
    return td_sealed_field_fd (value->sealed, ret_state);
}

/* As pages say limits: 25 MB, 64 KB, in powers of two. */
static char *file_size (const char *locale, gint64 bytes)
{
    gboolean large = bytes >= 1024 * 1024;
    g_autofree char *number = td_words_number (locale, bytes / (large ? 1024 * 1024 : 1024));

    return g_strconcat (number, large ? "\302\240MB" : "\302\240KB", NULL);
}

static char *sentence (const TdBody *body, const Value *value, const char *locale)
{
    g_autofree char *most = NULL;
    g_autofree char *now = NULL;

    switch (value->problem) {
    case TOO_LONG:
        most = td_words_number (locale, most_of (value->field));
        now = td_words_number (locale, g_utf8_strlen (value->text->str, -1));
        return td_words_fill (td_words (locale, N_ ("This answer has {now} characters; at most {most} fit here. "
                                                    "Please shorten it.")),
                              "now", now, "most", most, NULL);
    case CONTROL_CHARACTERS:
        return g_strdup (
            td_words (locale, N_ ("This answer held characters that cannot be shown, such as a line break in a line. "
                                  "They were replaced by spaces: please check it.")));
    case TOO_MANY:
        most = td_words_number (locale, most_of (value->field));
        return td_words_fill (td_words (locale, N_ ("At most {most} of these can be chosen. Please take some away.")),
                              "most", most, NULL);
    case FILE_TOO_LARGE:
        most = file_size (locale, largest_of (body, value->field));
        return td_words_fill (td_words (locale, N_ ("This file is larger than {most}, the most that can be sent. "
                                                    "Please make it smaller or send it in parts.")),
                              "most", most, NULL);
    case NOT_SEALED: return g_strdup (td_words (locale, value->why_not_sealed->message));
    default: return NULL;
    }
}

const char *td_body_problem (TdBody *body, const char *name, const char *locale)
{
    for (guint i = 0; i < body->values->len; i++) {
        Value *value = body->values->pdata[i];

        if (value->problem != FINE && value->field != NULL && (name == NULL || strcmp (value->name, name) == 0)) {
            char *text = sentence (body, value, locale);

            g_ptr_array_add (body->lent, text);
            return text;
        }
    }
    return NULL;
}
