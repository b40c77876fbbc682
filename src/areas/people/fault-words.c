#include "areas/people/fault-words.h"

#include "base/faults.h"
#include "text/words.h"

typedef struct html_error_summary_errors Row;

static void row_clear (gpointer data)
{
    Row *row = data;

    g_free ((char *) row->field);
    g_free ((char *) row->text);
}

void td_fault_words_clear (TdFaultWords *words)
{
    g_clear_pointer (&words->rows, g_array_unref);
    g_clear_pointer (&words->keys, g_ptr_array_unref);
}

void td_fault_words_add (TdFaultWords *words, const char *field, const char *said, const char *otherwise)
{
    const Row row = { .field = g_strdup (field != NULL ? field : otherwise), .text = g_strdup (said) };

    if (words->rows == NULL) {
        words->rows = g_array_new (FALSE, TRUE, sizeof (Row));
        g_array_set_clear_func (words->rows, row_clear);
        words->keys = g_ptr_array_new_with_free_func (g_free);
    }
    g_array_append_val (words->rows, row);
    g_ptr_array_add (words->keys, g_strdup (field));
}

void td_fault_words_take (TdFaultWords *words, const char *locale, const char *field, const GError *problem,
                          const char *otherwise)
{
    const char *key, *message;

    for (guint i = 0; td_fault_of (problem, field, i, &key, &message); i++)
        td_fault_words_add (words, key, td_words (locale, message), otherwise);
}

gboolean td_fault_words_typed (TdFaultWords *words, TdRequest *request, const char *const *fields)
{
    for (gsize i = 0; fields[i] != NULL; i++) {
        const char *problem = td_request_field_problem (request, fields[i]);
        if (problem != NULL)
            td_fault_words_add (words, fields[i], problem, NULL);
    }
    return td_fault_words_count (words) > 0;
}

void td_fault_words_link (TdFaultWords *words, const char *field, const char *id)
{
    for (guint i = 0; i < td_fault_words_count (words); i++)
        if (g_strcmp0 (words->keys->pdata[i], field) == 0) {
            Row *row = &g_array_index (words->rows, Row, i);
            g_free ((char *) row->field);
            row->field = g_strdup (id);
        }
}

const char *td_fault_at (const TdFaultWords *words, const char *field)
{
    for (guint i = 0; i < td_fault_words_count (words); i++)
        if (g_strcmp0 (words->keys->pdata[i], field) == 0)
            return g_array_index (words->rows, Row, i).text;
    return NULL;
}

guint td_fault_words_count (const TdFaultWords *words)
{
    return words->rows != NULL ? words->rows->len : 0;
}
