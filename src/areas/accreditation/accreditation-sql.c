#include "areas/accreditation/accreditation-sql.h"

#include "instance/seal.h"

#include <jansson.h>
#include <string.h>

void td_accreditation_free (TdAccreditation *a)
{
    if (a == NULL)
        return;
    g_free (a->id);
    g_free (a->person);
    g_free (a->organisation);
    g_free (a->organisation_name);
    g_free (a->organisation_kind);
    g_free (a->state);
    g_free (a->country);
    g_free (a->language);
    g_free (a->name);
    g_free (a->shown);
    g_free (a->function);
    g_free (a->note);
    g_free (a->submission);
    g_free (a->reason);
    g_free (a->badge);
    g_free (a);
}

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

/* ---- what is kept encrypted ---- */

#define PURPOSE "accreditation"

static GBytes *seal_content (const TdInstance *instance, const TdAccreditation *a)
{
    json_t *json = json_pack ("{s:s, s:s*, s:s*, s:s*}", "name", a->name, "shown", a->shown, "function", a->function,
                              "note", a->note);
    char *text = json_dumps (json, JSON_COMPACT);
    GBytes *sealed = td_seal (instance, PURPOSE, a->id, (const guint8 *) text, strlen (text));

    free (text);
    json_decref (json);
    return sealed;
}

static void open_content (const TdInstance *instance, const void *sealed, gsize size, TdAccreditation *a)
{
    g_autoptr (GBytes) plain = sealed != NULL ? td_unseal (instance, PURPOSE, a->id, sealed, size) : NULL;
    gsize length = 0;
    const char *text = plain != NULL ? g_bytes_get_data (plain, &length) : NULL;
    json_t *json = text != NULL ? json_loadb (text, length, JSON_REJECT_DUPLICATES, NULL) : NULL;

    a->name = g_strdup (json_string_value (json_object_get (json, "name")));
    a->shown = g_strdup (json_string_value (json_object_get (json, "shown")));
    a->function = g_strdup (json_string_value (json_object_get (json, "function")));
    a->note = g_strdup (json_string_value (json_object_get (json, "note")));
    json_decref (json);
}

/* ---- rows ---- */

gboolean td_accreditation_insert (TdTx *tx, const TdInstance *instance, const TdAccreditation *a, const char *actor,
                                  GError **error)
{
    g_autoptr (GBytes) content = seal_content (instance, a);
    gsize size;
    const void *bytes = g_bytes_get_data (content, &size);

    return td_exec (
        tx,
        "insert into accreditation (id, session, category, status, person, organisation, state, country, language,"
        " content, plain, submission, ordinal, late, actor, created, decided, reason, secret)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        error, TD_TEXT (a->id), TD_INT (a->session), TD_TEXT (td_comes_as_word (a->as)),
        TD_TEXT (td_accreditation_status_word (a->status)), TD_TEXT (a->person), TD_TEXT (a->organisation),
        TD_TEXT (a->state), TD_TEXT (a->country), TD_TEXT (a->language), TD_BYTES (bytes, size), TD_FLAG (a->plain),
        TD_TEXT (a->submission), TD_INT (a->ordinal), TD_FLAG (a->late), TD_TEXT (actor), TD_INT (a->created),
        a->decided != 0 ? TD_INT (a->decided) : TD_NULL (), TD_TEXT (a->reason),
        TD_BYTES (a->secret, sizeof a->secret));
}

static TdAccreditationStatus status_of (const char *word)
{
    for (int status = 0; status < TD_N_ACCREDITATION_STATUSES; status++)
        if (g_strcmp0 (td_accreditation_status_word ((TdAccreditationStatus) status), word) == 0)
            return (TdAccreditationStatus) status;
    return TD_ACCREDITATION_REFUSED; /* what opens least */
}

#define COLUMNS                                                                                                        \
    "a.id, a.session, a.category, a.status, a.person, a.organisation, a.state, a.country, a.language, a.content, "     \
    "a.plain, a.submission, a.ordinal, a.late, a.created, a.decided, a.reason, a.secret, case when o.at_risk = 0 "     \
    "then o.name end, o.kind, b.id"
#define FROM                                                                                                           \
    " from accreditation a left join organisation o on o.id = a.organisation"                                          \
    " left join badge b on b.accreditation = a.id and b.revoked is null"

static TdAccreditation *one_of_row (TdRows *rows, const TdInstance *instance)
{
    TdAccreditation *a = g_new0 (TdAccreditation, 1);
    gsize size = 0;
    const void *bytes;

    a->id = g_strdup (td_rows_text (rows, 0));
    a->session = (int) td_rows_int (rows, 1);
    td_comes_as_from_word (td_rows_text (rows, 2), &a->as);
    a->status = status_of (td_rows_text (rows, 3));
    a->person = g_strdup (td_rows_text (rows, 4));
    a->organisation = g_strdup (td_rows_text (rows, 5));
    a->state = g_strdup (td_rows_text (rows, 6));
    a->country = g_strdup (td_rows_text (rows, 7));
    a->language = g_strdup (td_rows_text (rows, 8));
    bytes = td_rows_bytes (rows, 9, &size);
    open_content (instance, bytes, size, a);
    a->plain = td_rows_int (rows, 10) != 0;
    a->submission = g_strdup (td_rows_text (rows, 11));
    a->ordinal = (int) td_rows_int (rows, 12);
    a->late = td_rows_int (rows, 13) != 0;
    a->created = td_rows_int (rows, 14);
    a->decided = td_rows_int (rows, 15);
    a->reason = g_strdup (td_rows_text (rows, 16));
    bytes = td_rows_bytes (rows, 17, &size);
    if (size == sizeof a->secret)
        memcpy (a->secret, bytes, size);
    a->organisation_name = g_strdup (td_rows_text (rows, 18));
    a->organisation_kind = g_strdup (td_rows_text (rows, 19));
    a->badge = g_strdup (td_rows_text (rows, 20));
    return a;
}

static GPtrArray *all_of (TdRows *take_rows, const TdInstance *instance, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_accreditation_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, one_of_row (rows, instance));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_accreditation_load (TdTx *tx, const TdInstance *instance, const char *id, TdAccreditation **ret,
                                GError **error)
{
    g_autoptr (GPtrArray) list =
        all_of (td_select (tx, "select " COLUMNS FROM " where a.id = $1", error, TD_TEXT (id)), instance, error);

    *ret = NULL;
    if (list == NULL)
        return FALSE;
    if (list->len > 0)
        *ret = g_ptr_array_steal_index (list, 0);
    return TRUE;
}

static void add_whose (TdQuery *query, const TdAccreditationSearch *s)
{
    td_query_add (query, " and (a.person = $?", TD_TEXT (s->person));
    for (gsize i = 0; s->or_organisations != NULL && s->or_organisations[i] != NULL; i++)
        td_query_add (query, " or a.organisation = $?", TD_TEXT (s->or_organisations[i]));
    td_query_add (query, ")");
}

static void add_conditions (TdQuery *query, const TdAccreditationSearch *s)
{
    if (s->session != 0)
        td_query_add (query, " and a.session = $?", TD_INT (s->session));
    if (s->person != NULL || s->or_organisations != NULL)
        add_whose (query, s);
    if (s->status != NULL)
        td_query_add (query, " and a.status = $?", TD_TEXT (s->status));
    if (s->as != NULL)
        td_query_add (query, " and a.category = $?", TD_TEXT (s->as));
    if (s->state != NULL)
        td_query_add (query, " and a.state = $?", TD_TEXT (s->state));
    if (s->organisation != NULL)
        td_query_add (query, " and a.organisation = $?", TD_TEXT (s->organisation));
}

static gboolean count (TdTx *tx, const TdAccreditationSearch *s, gint64 *ret_total, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select count(*) from accreditation a where 1 = 1");
    add_conditions (query, s);
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        *ret_total = td_rows_int (rows, 0);
    return ended_well (error, &problem);
}

GPtrArray *td_accreditations_select (TdTx *tx, const TdInstance *instance, const TdAccreditationSearch *s,
                                     gint64 *ret_total, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    if (ret_total != NULL && !count (tx, s, ret_total, error))
        return NULL;
    td_query_add (query, "select " COLUMNS FROM " where 1 = 1");
    add_conditions (query, s);
    if (s->state != NULL)
        td_query_add (query, " order by a.ordinal, a.created, a.id");
    else if (s->waiting_first)
        td_query_add (query, " order by case a.status when 'asked' then 0 else 1 end, a.created, a.id");
    else
        td_query_add (query, " order by a.created desc, a.id");
    if (s->limit > 0)
        td_query_add (query, " limit $? offset $?", TD_INT (s->limit), TD_INT (s->offset));
    return all_of (td_query_run (query, tx, error), instance, error);
}

gboolean td_accreditation_set_status (TdTx *tx, const TdAccreditation *a, TdAccreditationStatus status,
                                      const char *reason, gint64 now, GError **error)
{
    return td_exec (tx, "update accreditation set status = $2, reason = $3, decided = $4 where id = $1", error,
                    TD_TEXT (a->id), TD_TEXT (td_accreditation_status_word (status)), TD_TEXT (reason), TD_INT (now));
}

gboolean td_accreditations_forget_person (TdTx *tx, const char *person, GError **error)
{
    return td_exec (tx, "delete from badge where accreditation in (select id from accreditation where person = $1)",
                    error, TD_TEXT (person))
           && td_exec (tx,
                       "update attendance set who = id, name = null where who = $1 or who in"
                       " (select id from accreditation where person = $1)",
                       error, TD_TEXT (person))
           && td_exec (tx,
                       "update accreditation set content = null, person = null, submission = null where person = $1",
                       error, TD_TEXT (person));
}

gboolean td_accreditations_move (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_exec (tx, "update accreditation set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                    TD_TEXT (into));
}

gboolean td_accreditations_forget_submission (TdTx *tx, const char *submission, GError **error)
{
    return td_exec (tx, "update accreditation set submission = null where submission = $1", error, TD_TEXT (submission))
           && td_exec (tx, "delete from briefing_paper where submission = $1", error, TD_TEXT (submission));
}

/* A delegation keeps its number. */
gboolean td_accreditations_erase (TdTx *tx, int session, GError **error)
{
    return td_exec (tx, "delete from badge where session = $1", error, TD_INT (session))
           && td_exec (tx, "delete from accreditation where session = $1 and state is null", error, TD_INT (session))
           && td_exec (tx, "update accreditation set content = null, person = null, reason = null where session = $1",
                       error, TD_INT (session));
}
