/* Contract in document/cleaner.h; the records: document/cleaner/main.c. */
#include "document/cleaner.h"

#include "base/errors.h"
#include "document/document-private.h"

enum { MOST_FOUND = 100, MOST_LINE = 1024 };

typedef struct {
    TdCleanSink sink;
    gpointer data;
    GPtrArray *found;
    gboolean any, ended, cleaned;
} Answer;

static gboolean distrust (GError **error)
{
    g_set_error (
        error, TD_DOCUMENT_ERROR, TD_ERROR_INPUT,
        "Looking into this file gave an answer that makes no sense, so it was stopped. The file may be damaged.");
    return FALSE;
}

static gboolean take_found (Answer *answer, const char *bytes, gsize size, GError **error)
{
    g_autofree char *line = g_strndup (bytes, size);

    if (answer->found->len >= MOST_FOUND || strlen (line) != size || !g_utf8_validate (line, -1, NULL)
        || !td_answer_text_good (line, MOST_LINE))
        return distrust (error);
    g_ptr_array_add (answer->found, g_steal_pointer (&line));
    return TRUE;
}

static gboolean take_end (Answer *answer, gboolean cleaned, gsize size, GError **error)
{
    if (size != 0 || (!cleaned && answer->any))
        return distrust (error);
    answer->ended = TRUE;
    answer->cleaned = cleaned;
    return TRUE;
}

static gboolean take_record (const char *data, gsize size, gpointer user_data, GError **error)
{
    Answer *answer = user_data;

    if (size == 0 || answer->ended)
        return distrust (error);
    switch (data[0]) {
    case 'F': answer->any = TRUE; return take_found (answer, data + 1, size - 1, error);
    case 'B': answer->any = TRUE; return answer->sink ((const guint8 *) data + 1, size - 1, answer->data, error);
    case 'C': return take_end (answer, TRUE, size - 1, error);
    case 'U': return take_end (answer, FALSE, size - 1, error);
    default: return distrust (error);
    }
}

gboolean td_cleaner_clean (TdCellPool *cleaners, int fd, TdCleanSink sink, gpointer data, GPtrArray *found,
                           gboolean *ret_cleaned, GError **error)
{
    Answer answer = { .sink = sink, .data = data, .found = found };

    if (!td_cell_run (cleaners, fd, take_record, &answer, error))
        return FALSE;
    if (!answer.ended)
        return distrust (error);
    *ret_cleaned = answer.cleaned;
    return TRUE;
}
