#include "areas/accreditation/briefing-file-sql.h"

#include "instance/seal.h"

#include <string.h>

#define PURPOSE "briefing file"

void td_briefing_file_free (TdBriefingFile *f)
{
    if (f == NULL)
        return;
    g_free (f->id);
    g_free (f->meeting);
    g_free (f->organisation);
    g_free (f->person);
    g_free (f->title);
    g_free (f->format);
    g_free (f->language);
    g_free (f->sha256);
    g_free (f->blob);
    g_free (f->sender);
    g_free (f);
}

gboolean td_briefing_file_insert (TdTx *tx, const TdInstance *instance, const TdBriefingFile *f, const char *actor,
                                  GError **error)
{
    g_autoptr (GBytes) title =
        f->title != NULL ? td_seal (instance, PURPOSE, f->id, (const guint8 *) f->title, strlen (f->title)) : NULL;
    gsize size = 0;
    const void *bytes = title != NULL ? g_bytes_get_data (title, &size) : NULL;

    return td_exec (tx,
                    "insert into briefing_file (id, meeting, organisation, person, house, title, format, language,"
                    " pages, size, sha256, kept, actor, at)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                    error, TD_TEXT (f->id), TD_TEXT (f->meeting), TD_TEXT (f->organisation), TD_TEXT (f->person),
                    TD_FLAG (f->house), bytes != NULL ? TD_BYTES (bytes, size) : TD_NULL (), TD_TEXT (f->format),
                    TD_TEXT (f->language), TD_INT (f->pages), TD_INT (f->size), TD_TEXT (f->sha256), TD_TEXT (f->blob),
                    TD_TEXT (actor), TD_INT (f->at));
}

static char *title_of_row (TdRows *rows, const TdInstance *instance, const char *id)
{
    gsize size = 0;
    const void *bytes = td_rows_bytes (rows, 5, &size);
    g_autoptr (GBytes) plain = bytes != NULL ? td_unseal (instance, PURPOSE, id, bytes, size) : NULL;
    const char *text = plain != NULL ? g_bytes_get_data (plain, &size) : NULL;

    return text != NULL && size > 0 ? g_strndup (text, size) : NULL;
}

static TdBriefingFile *file_of_row (TdRows *rows, const TdInstance *instance)
{
    TdBriefingFile *f = g_new0 (TdBriefingFile, 1);

    f->id = g_strdup (td_rows_text (rows, 0));
    f->meeting = g_strdup (td_rows_text (rows, 1));
    f->organisation = g_strdup (td_rows_text (rows, 2));
    f->person = g_strdup (td_rows_text (rows, 3));
    f->house = td_rows_int (rows, 4) != 0;
    f->title = title_of_row (rows, instance, f->id);
    f->format = g_strdup (td_rows_text (rows, 6));
    f->language = g_strdup (td_rows_text (rows, 7));
    f->pages = (int) td_rows_int (rows, 8);
    f->size = td_rows_int (rows, 9);
    f->sha256 = g_strdup (td_rows_text (rows, 10));
    f->blob = g_strdup (td_rows_text (rows, 11));
    f->at = td_rows_int (rows, 12);
    return f;
}

GPtrArray *td_briefing_files_select (TdTx *tx, const TdInstance *instance, const char *meeting, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_briefing_file_free);
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select id, meeting, organisation, person, house, title, format, language, pages, size, sha256,"
                   " kept, at from briefing_file where meeting = $1 order by at, id",
                   error, TD_TEXT (meeting));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, file_of_row (rows, instance));
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_briefing_file_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from briefing_file where id = $1", error, TD_TEXT (id));
}

gboolean td_briefing_files_forget_person (TdTx *tx, const char *person, GError **error)
{
    return td_exec (tx, "update briefing_file set person = null where person = $1", error, TD_TEXT (person));
}

gboolean td_briefing_files_move (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_exec (tx, "update briefing_file set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                    TD_TEXT (into));
}
