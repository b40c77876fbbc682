/* The parser of receipts: takes what td_receipt_to_text writes and nothing else. */
#include "journal/encode.h"
#include "journal/journal.h"
#include "journal/receipt-text.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"

enum { TEXT_LIMIT = TD_LIMIT_FIELD_BYTES, ORIGIN_LIMIT = 200, PATH_LIMIT = 63, SIGNATURE_BYTES = 68 };

typedef struct {
    const char *at, *end;
} Reader;

/* The next line, without its newline; FALSE at the end. */
static gboolean read_line (Reader *reader, const char **ret_line, gsize *ret_length)
{
    const char *stop = memchr (reader->at, '\n', (gsize) (reader->end - reader->at));

    if (!stop)
        return FALSE;
    *ret_line = reader->at;
    *ret_length = (gsize) (stop - reader->at);
    reader->at = stop + 1;
    return TRUE;
}

/* The rest of the next line if it begins with prefix; otherwise nothing is read. */
static gboolean read_after (Reader *reader, const char *prefix, const char **ret_value, gsize *ret_length)
{
    Reader ahead = *reader;
    const gsize n = strlen (prefix);

    if (!read_line (&ahead, ret_value, ret_length) || *ret_length < n || memcmp (*ret_value, prefix, n) != 0)
        return FALSE;
    *ret_value += n;
    *ret_length -= n;
    *reader = ahead;
    return TRUE;
}

static gboolean read_exactly (Reader *reader, const char *line)
{
    Reader ahead = *reader;
    const char *rest;
    gsize length;

    if (!read_after (&ahead, line, &rest, &length) || length != 0)
        return FALSE;
    *reader = ahead;
    return TRUE;
}

static gboolean read_origin (Reader *reader, TdReceipt *receipt)
{
    const char *value;
    gsize length;

    if (!read_after (reader, "origin: ", &value, &length) || length == 0 || length > ORIGIN_LIMIT)
        return FALSE;
    for (gsize i = 0; i < length; i++) /* ours are plain addresses; so is every name of a key */
        if (!g_ascii_isgraph (value[i]) || value[i] == '+')
            return FALSE;
    receipt->origin = g_strndup (value, length);
    return TRUE;
}

static gboolean read_submission (Reader *reader, TdReceipt *receipt)
{
    const char *value;
    gsize length;

    if (!read_after (reader, "submission: ", &value, &length) || length != TD_ID_LENGTH)
        return FALSE;
    receipt->submission = g_strndup (value, length);
    return td_id_valid (receipt->submission);
}

static gboolean read_instant (const char *value, gsize length, gint64 *ret_instant)
{
    g_autofree char *text = g_strndup (value, length), *again = NULL;

    if (!td_instant_from_text (text, ret_instant, NULL))
        return FALSE;
    again = td_instant_to_text (*ret_instant); /* seconds, UTC, Z: one spelling for each instant */
    return g_str_equal (again, text);
}

static gboolean read_times (Reader *reader, TdReceipt *receipt)
{
    const char *value;
    gsize length;

    if (!read_after (reader, "received: ", &value, &length) || !read_instant (value, length, &receipt->received))
        return FALSE;
    if (!read_after (reader, "began: ", &value, &length))
        return TRUE;
    return read_instant (value, length, &receipt->began) && receipt->began != 0 && receipt->began <= receipt->received;
}

static gboolean read_late (Reader *reader, TdReceipt *receipt)
{
    const char *value;
    gsize length;

    if (!read_after (reader, "late: ", &value, &length))
        return TRUE;
    receipt->late = g_strndup (value, length);
    return td_receipt_late_known (receipt->late);
}

static gboolean read_files (Reader *reader, TdReceipt *receipt)
{
    const char *value;
    gsize length;
    guint8 hash[32];

    while (read_after (reader, "file: ", &value, &length)) {
        if (receipt->files->len == TD_LIMIT_FILES_PER_SUBMISSION || !td_hex32_read (value, length, hash))
            return FALSE;
        g_ptr_array_add (receipt->files, g_strndup (value, length));
    }
    return receipt->files->len > 0;
}

static gboolean read_hashes (Reader *reader, TdReceipt *receipt)
{
    const char *value;
    gsize length;

    return read_after (reader, "document: ", &value, &length) && td_hex32_read (value, length, receipt->document)
           && read_after (reader, "nonce: ", &value, &length) && td_base64_read (value, length, receipt->nonce, 32)
           && read_after (reader, "leaf: ", &value, &length) && td_base64_read (value, length, receipt->leaf, 32);
}

/* The empty line and the one signature, by the name of the log itself. */
static gboolean read_signature (Reader *reader, const TdReceipt *receipt)
{
    g_autofree char *prefix = g_strdup_printf ("— %s ", receipt->origin);
    guint8 signature[SIGNATURE_BYTES];
    const char *value;
    gsize length;

    return read_exactly (reader, "") && read_after (reader, prefix, &value, &length)
           && td_base64_read (value, length, signature, sizeof signature);
}

static gboolean read_promise (Reader *reader, TdReceipt *receipt)
{
    const char *start = reader->at;

    if (!read_exactly (reader, TD_RECEIPT_TITLE) || !read_origin (reader, receipt) || !read_submission (reader, receipt)
        || !read_times (reader, receipt) || !read_late (reader, receipt))
        return FALSE;
    receipt->rehearsal = read_exactly (reader, "rehearsal: yes");
    if (!read_files (reader, receipt) || !read_hashes (reader, receipt) || !read_signature (reader, receipt))
        return FALSE;
    receipt->promise = g_strndup (start, (gsize) (reader->at - start));
    return TRUE;
}

static gboolean read_path (Reader *reader, TdReceipt *receipt)
{
    const char *line;
    gsize length;
    guint8 hash[32];

    while (!read_exactly (reader, "")) {
        if (receipt->path->len == PATH_LIMIT * 32 || !read_line (reader, &line, &length)
            || !td_base64_read (line, length, hash, 32))
            return FALSE;
        g_byte_array_append (receipt->path, hash, 32);
    }
    return TRUE;
}

static gboolean read_proof (Reader *reader, TdReceipt *receipt)
{
    const char *value;
    gsize length;
    guint64 index;

    if (!read_exactly (reader, "") || !read_exactly (reader, TD_RECEIPT_PROOF_TITLE)
        || !read_after (reader, "index ", &value, &length) || !td_decimal_read (value, length, &index))
        return FALSE;
    receipt->path = g_byte_array_new ();
    if (!read_path (reader, receipt) || reader->at == reader->end || reader->end[-1] != '\n')
        return FALSE;
    receipt->index = (gint64) index;
    receipt->checkpoint = g_strndup (reader->at, (gsize) (reader->end - reader->at));
    return TRUE;
}

TdReceipt *td_receipt_from_text (const char *text, gsize length, GError **error)
{
    g_autoptr (TdReceipt) receipt = g_new0 (TdReceipt, 1);
    Reader reader = { text, text + length };

    receipt->index = -1;
    receipt->files = g_ptr_array_new_with_free_func (g_free);
    if (length > TEXT_LIMIT || !g_utf8_validate_len (text, length, NULL) || !read_promise (&reader, receipt)
        || (reader.at != reader.end && !read_proof (&reader, receipt))) {
        g_set_error (error, TD_JOURNAL_ERROR, TD_ERROR_INPUT,
                     "This is not a receipt, or it was changed. Use the file as it was given to you.");
        return NULL;
    }
    return g_steal_pointer (&receipt);
}
