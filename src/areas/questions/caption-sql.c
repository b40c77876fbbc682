#include "areas/questions/caption-sql.h"

#include "areas/organisations/risk-seen.h"

#include <string.h>

static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

#define COLUMNS                                                                                                        \
    "c.meeting, c.language, c.n, c.at, c.speaker, " TD_RISK_SEEN (                                                     \
        "c.shown") ", c.text, c.closed, c.version, c.changed, c.search_key"

static TdCaption *caption_of_row (TdRows *rows)
{
    TdCaption *c = g_new0 (TdCaption, 1);

    c->meeting = g_strdup (td_rows_text (rows, 0));
    c->language = g_strdup (td_rows_text (rows, 1));
    c->n = (int) td_rows_int (rows, 2);
    c->at = td_rows_int (rows, 3);
    c->speaker = g_strdup (td_rows_text (rows, 4));
    c->shown = g_strdup (td_rows_text (rows, 5));
    c->text = g_strdup (td_rows_text (rows, 6));
    c->closed = td_rows_int (rows, 7) != 0;
    c->version = (int) td_rows_int (rows, 8);
    c->changed = td_rows_int (rows, 9);
    c->search_key = td_rows_int (rows, 10);
    return c;
}

/* Takes rows. */
static GPtrArray *captions_of (TdRows *take_rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_caption_free);
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, caption_of_row (rows));
    return ended (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

/* The newest come first out of the store. */
static void turn_round (GPtrArray *list)
{
    for (guint i = 0; i < list->len / 2; i++) {
        gpointer first = list->pdata[i];
        list->pdata[i] = list->pdata[list->len - 1 - i];
        list->pdata[list->len - 1 - i] = first;
    }
}

GPtrArray *td_caption_select (TdTx *tx, const char *meeting, const TdCaptionAsk *ask, gboolean closed_too,
                              GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    GPtrArray *list;

    td_query_add (query,
                  "select " COLUMNS " from meeting_caption c where c.meeting = $? and c.language = $? and c.n > $?"
                  " and c.text <> ''",
                  TD_TEXT (meeting), TD_TEXT (ask->language), TD_INT (ask->after));
    if (!closed_too)
        td_query_add (query, " and c.closed = 0");
    if (ask->last > 0)
        td_query_add (query, " order by c.n desc limit $?", TD_INT (ask->last));
    else
        td_query_add (query, " order by c.n");
    if (ask->last <= 0 && ask->most > 0)
        td_query_add (query, " limit $?", TD_INT (ask->most));
    list = captions_of (td_query_run (query, tx, error), error);
    if (list != NULL && ask->last > 0)
        turn_round (list);
    return list;
}

gboolean td_caption_load (TdTx *tx, const char *meeting, const char *language, int n, TdCaption **ret, GError **error)
{
    g_autoptr (GPtrArray) found =
        captions_of (td_select (tx,
                                "select " COLUMNS " from meeting_caption c where c.meeting = $1 and c.language = $2"
                                " and c.n = $3",
                                error, TD_TEXT (meeting), TD_TEXT (language), TD_INT (n)),
                     error);

    *ret = NULL;
    if (found == NULL)
        return FALSE;
    if (found->len > 0)
        *ret = g_ptr_array_steal_index (found, 0);
    return TRUE;
}

/* ---- channels ---- */

GPtrArray *td_channel_select (TdTx *tx, const char *meeting, gboolean closed_too, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_channel_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select c.language, count(*), max(c.at), max(c.changed) from meeting_caption c"
                  " where c.meeting = $? and c.text <> ''",
                  TD_TEXT (meeting));
    if (!closed_too)
        td_query_add (query, " and c.closed = 0");
    td_query_add (query, " group by c.language order by c.language");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdChannel *channel = g_new0 (TdChannel, 1);
        channel->language = g_strdup (td_rows_text (rows, 0));
        channel->lines = (int) td_rows_int (rows, 1);
        channel->last = td_rows_int (rows, 2);
        channel->changed = td_rows_int (rows, 3);
        g_ptr_array_add (list, channel);
    }
    return ended (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

static gboolean number (TdRows *take_rows, gint64 *ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret = td_rows_int (rows, 0);
    return TRUE;
}

gboolean td_channel_count (TdTx *tx, const char *meeting, int *ret_n, GError **error)
{
    gint64 n = 0;

    if (!number (td_select (tx, "select count(*) from meeting_channel where meeting = $1", error, TD_TEXT (meeting)),
                 &n, error))
        return FALSE;
    *ret_n = (int) n;
    return TRUE;
}

gboolean td_channel_secret (TdTx *tx, const char *meeting, const char *language, guint8 ret_secret[32],
                            gboolean *ret_found, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select secret from meeting_channel where meeting = $1 and language = $2",
                                         error, TD_TEXT (meeting), TD_TEXT (language));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_found = td_rows_next (rows, &problem);
    if (*ret_found) {
        gsize size = 0;
        const void *secret = td_rows_bytes (rows, 0, &size);
        if (size == 32)
            memcpy (ret_secret, secret, size);
    }
    return ended (g_steal_pointer (&problem), error);
}

gboolean td_channel_insert (TdTx *tx, const char *meeting, const char *language, const guint8 secret[32], gint64 now,
                            GError **error)
{
    return td_exec (tx, "insert into meeting_channel (meeting, language, secret, begun) values ($1, $2, $3, $4)", error,
                    TD_TEXT (meeting), TD_TEXT (language), TD_BYTES (secret, 32), TD_INT (now));
}

/* ---- writing ---- */

gboolean td_caption_last (TdTx *tx, const char *meeting, const char *language, int *ret_n, GError **error)
{
    gint64 n = 0;

    if (!number (td_select (tx, "select coalesce(max(n), 0) from meeting_caption where meeting = $1 and language = $2",
                            error, TD_TEXT (meeting), TD_TEXT (language)),
                 &n, error))
        return FALSE;
    *ret_n = (int) n;
    return TRUE;
}

gboolean td_caption_insert (TdTx *tx, const TdCaption *c, const char *actor, GError **error)
{
    return td_exec (tx,
                    "insert into meeting_caption (meeting, language, n, at, speaker, shown, text, closed, version,"
                    " changed, actor, search_key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                    error, TD_TEXT (c->meeting), TD_TEXT (c->language), TD_INT (c->n), TD_INT (c->at),
                    TD_TEXT (c->speaker), TD_TEXT (c->shown), TD_TEXT (c->text), TD_FLAG (c->closed),
                    TD_INT (c->version), TD_INT (c->changed), TD_TEXT (actor), TD_INT (c->search_key));
}

gboolean td_caption_update (TdTx *tx, const TdCaption *c, GError **error)
{
    return td_exec (tx,
                    "update meeting_caption set text = $4, version = $5, changed = $6 where meeting = $1"
                    " and language = $2 and n = $3",
                    error, TD_TEXT (c->meeting), TD_TEXT (c->language), TD_INT (c->n), TD_TEXT (c->text),
                    TD_INT (c->version), TD_INT (c->changed));
}

gboolean td_caption_typed_since (TdTx *tx, const char *meeting, const char *language, const char *actor, gint64 since,
                                 gboolean *ret_typed, GError **error)
{
    gint64 n = 0;

    if (!number (td_select (tx,
                            "select count(*) from meeting_caption where meeting = $1 and language = $2 and at > $3"
                            " and actor <> $4",
                            error, TD_TEXT (meeting), TD_TEXT (language), TD_INT (since), TD_TEXT (actor)),
                 &n, error))
        return FALSE;
    *ret_typed = n > 0;
    return TRUE;
}
