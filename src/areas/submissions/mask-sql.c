#include "areas/submissions/mask-sql.h"

#include "base/errors.h"
#include "text/mask.h"

/* A text and a second one of a row, named by one or two numbers. */
typedef struct {
    gint64 a, b;
    char *one, *two; /* without the name; NULL: it is not in it */
} Change;

static void change_clear (gpointer data)
{
    g_free (((Change *) data)->one);
    g_free (((Change *) data)->two);
}

static char *masked (const char *text, const char *name, int *places)
{
    return text != NULL ? td_text_mask (text, name, places) : NULL;
}

/* Read to the end before anything is written. Columns: a, b, one, two. Takes rows. */
static GArray *changes_of (TdRows *take_rows, const char *name, int *places, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (Change));
    g_autoptr (GError) problem = NULL;

    g_array_set_clear_func (changes, change_clear);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        Change change = { td_rows_int (rows, 0), td_rows_int (rows, 1), masked (td_rows_text (rows, 2), name, places),
                          masked (td_rows_text (rows, 3), name, places) };
        if (change.one != NULL || change.two != NULL)
            g_array_append_val (changes, change);
    }
    if (problem == NULL)
        return g_steal_pointer (&changes);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

static gboolean mask_paragraphs (TdTx *tx, const char *id, const char *name, int *places, GError **error)
{
    g_autoptr (GArray) changes =
        changes_of (td_select (tx,
                               "select n, 0, coalesce(public_heading, heading), coalesce(public_text, text)"
                               " from paragraph where submission = $1",
                               error, TD_TEXT (id)),
                    name, places, error);

    for (guint i = 0; changes != NULL && i < changes->len; i++) {
        const Change *c = &g_array_index (changes, Change, i);
        if (!td_exec (tx,
                      "update paragraph set public_heading = coalesce($3, public_heading),"
                      " public_text = coalesce($4, public_text) where submission = $1 and n = $2",
                      error, TD_TEXT (id), TD_INT (c->a), TD_TEXT (c->one), TD_TEXT (c->two)))
            return FALSE;
    }
    return changes != NULL;
}

/* The words on which an article rests are words of the text. */
static gboolean mask_reasons (TdTx *tx, const char *id, const char *name, GError **error)
{
    int uncounted = 0;
    g_autoptr (GArray) changes = changes_of (td_select (tx,
                                                        "select n, article, coalesce(public_because, because), null"
                                                        " from paragraph_article where submission = $1",
                                                        error, TD_TEXT (id)),
                                             name, &uncounted, error);

    for (guint i = 0; changes != NULL && i < changes->len; i++) {
        const Change *c = &g_array_index (changes, Change, i);
        if (!td_exec (tx,
                      "update paragraph_article set public_because = $4"
                      " where submission = $1 and n = $2 and article = $3",
                      error, TD_TEXT (id), TD_INT (c->a), TD_INT (c->b), TD_TEXT (c->one)))
            return FALSE;
    }
    return changes != NULL;
}

static gboolean mask_priorities (TdTx *tx, const char *id, const char *name, int *places, GError **error)
{
    g_autoptr (GArray) changes = changes_of (
        td_select (tx, "select position, 0, coalesce(public_text, text), null from priority where submission = $1",
                   error, TD_TEXT (id)),
        name, places, error);

    for (guint i = 0; changes != NULL && i < changes->len; i++) {
        const Change *c = &g_array_index (changes, Change, i);
        if (!td_exec (tx, "update priority set public_text = $3 where submission = $1 and position = $2", error,
                      TD_TEXT (id), TD_INT (c->a), TD_TEXT (c->one)))
            return FALSE;
    }
    return changes != NULL;
}

static gboolean mask_head (TdTx *tx, const char *id, const char *name, gint64 now, int *places, GError **error)
{
    g_autoptr (GArray) changes = changes_of (td_select (tx,
                                                        "select 0, 0, coalesce(public_title, title),"
                                                        " coalesce(public_sender_name, sender_name)"
                                                        " from submission where id = $1",
                                                        error, TD_TEXT (id)),
                                             name, places, error);
    const Change none = { 0 }, *c;

    if (changes == NULL)
        return FALSE;
    c = changes->len > 0 ? &g_array_index (changes, Change, 0) : &none;
    return td_exec (tx,
                    "update submission set public_title = coalesce($2, public_title),"
                    " public_sender_name = coalesce($3, public_sender_name), masked = $4, changed = $4,"
                    " last_act = null where id = $1",
                    error, TD_TEXT (id), TD_TEXT (c->one), TD_TEXT (c->two), TD_INT (now));
}

gboolean td_mask_apply (TdTx *tx, const TdSubmission *s, const char *name, gint64 now, int *places, GError **error)
{
    return mask_paragraphs (tx, s->id, name, places, error) && mask_reasons (tx, s->id, name, error)
           && mask_priorities (tx, s->id, name, places, error) && mask_head (tx, s->id, name, now, places, error);
}

gboolean td_mask_clear (TdTx *tx, const char *id, gint64 now, GError **error)
{
    return td_exec (tx, "update paragraph set public_heading = null, public_text = null where submission = $1", error,
                    TD_TEXT (id))
           && td_exec (tx, "update paragraph_article set public_because = null where submission = $1", error,
                       TD_TEXT (id))
           && td_exec (tx, "update priority set public_text = null where submission = $1", error, TD_TEXT (id))
           && td_exec (tx,
                       "update submission set public_title = null, public_sender_name = null, masked = null,"
                       " changed = $2, last_act = null where id = $1",
                       error, TD_TEXT (id), TD_INT (now));
}
