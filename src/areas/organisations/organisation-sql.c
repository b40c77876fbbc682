#include "areas/organisations/organisation-sql.h"

#include "base/errors.h"
#include "text/name-likeness.h"

enum { USUAL_LIMIT = 50 };

void td_organisation_free (TdOrganisation *o)
{
    if (o == NULL)
        return;
    g_free (o->id);
    g_free (o->name);
    g_free (o->kind);
    g_free (o->website);
    g_free (o->about);
    g_strfreev (o->countries);
    g_strfreev (o->themes);
    g_strfreev (o->languages);
    g_free (o->decision_reason);
    g_free (o->merged_into);
    g_free (o);
}

#define COLUMNS                                                                                                        \
    "o.id, o.name, o.kind, o.status, o.visibility, o.website, o.about, o.again, o.decision_reason, o.merged_into,"     \
    " o.secret, o.created, o.changed, o.decided, o.at_risk"

static TdOrganisation *from_row (TdRows *rows)
{
    TdOrganisation *o = g_new0 (TdOrganisation, 1);
    const void *secret;
    gsize size;

    o->id = g_strdup (td_rows_text (rows, 0));
    o->name = g_strdup (td_rows_text (rows, 1));
    o->kind = g_strdup (td_rows_text (rows, 2));
    td_status_from_word (td_rows_text (rows, 3), &o->status);
    o->visibility_chosen = td_visibility_from_word (td_rows_text (rows, 4), &o->visibility);
    o->website = g_strdup (td_rows_text (rows, 5));
    o->about = g_strdup (td_rows_text (rows, 6));
    o->again = td_rows_int (rows, 7) != 0;
    o->decision_reason = g_strdup (td_rows_text (rows, 8));
    o->merged_into = g_strdup (td_rows_text (rows, 9));
    secret = td_rows_bytes (rows, 10, &size);
    if (size == sizeof o->secret)
        memcpy (o->secret, secret, size);
    o->created = td_rows_int (rows, 11);
    o->changed = td_rows_int (rows, 12);
    o->decided = td_rows_int (rows, 13);
    o->at_risk = td_rows_int (rows, 14) != 0;
    return o;
}

/* The first column of rows; takes them. NULL with error. */
static char **texts_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, g_strdup (td_rows_text (rows, 0)));
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    g_ptr_array_add (list, NULL);
    g_ptr_array_set_free_func (list, NULL);
    return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

static gboolean load_rest (TdTx *tx, TdOrganisation *o, GError **error)
{
    o->countries =
        texts_of (td_select (tx, "select country from organisation_country where organisation = $1 order by country",
                             error, TD_TEXT (o->id)),
                  error);
    if (o->countries == NULL)
        return FALSE;
    o->themes = texts_of (td_select (tx, "select theme from organisation_theme where organisation = $1 order by theme",
                                     error, TD_TEXT (o->id)),
                          error);
    if (o->themes == NULL)
        return FALSE;
    o->languages =
        texts_of (td_select (tx, "select language from organisation_language where organisation = $1 order by language",
                             error, TD_TEXT (o->id)),
                  error);
    return o->languages != NULL;
}

TdOrganisation *td_organisation_load (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdOrganisation) o = NULL;
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx, "select " COLUMNS " from organisation o where o.id = $1", error, TD_TEXT (id));

    if (rows == NULL)
        return NULL;
    if (!td_rows_next (rows, &problem)) {
        if (problem != NULL)
            g_propagate_error (error, g_steal_pointer (&problem));
        else
            td_door_unknown (error);
        return NULL;
    }
    o = from_row (rows);
    g_clear_pointer (&rows, td_rows_free);
    return load_rest (tx, o, error) ? g_steal_pointer (&o) : NULL;
}

/* ---- lists ---- */

/* What stands in a like pattern as it is. */
static char *pattern_of (const char *word)
{
    GString *pattern = g_string_new ("%");

    for (const char *p = word; *p != '\0'; p++) {
        if (*p == '%' || *p == '_' || *p == '!')
            g_string_append_c (pattern, '!');
        g_string_append_c (pattern, *p);
    }
    return g_string_free (g_string_append_c (pattern, '%'), FALSE);
}

static void add_words (TdQuery *query, const char *words)
{
    g_autofree char *folded = td_name_folded (words);
    g_auto (GStrv) each = g_strsplit (folded, " ", -1);

    /* Words without a letter or digit are in no name. */
    if (*folded == '\0')
        td_query_add (query, " and 1 = 0");
    for (char **word = each; *word != NULL; word++) {
        g_autofree char *pattern = pattern_of (*word);
        if (**word != '\0')
            td_query_add (query, " and o.folded like $? escape '!'", TD_TEXT (pattern));
    }
}

static void add_mine (TdQuery *query, const TdViewer *viewer)
{
    td_query_add (query, " and o.id in (''");
    for (gsize i = 0; i < viewer->n_organisations && viewer->trust >= TD_TRUST_PASSWORD; i++)
        td_query_add (query, ", $?", TD_TEXT (viewer->organisations[i].organisation));
    td_query_add (query, ")");
}

static void add_conditions (TdQuery *query, const TdViewer *viewer, const TdOrganisationFilter *filter)
{
    td_query_add (query, " from organisation o where o.merged_into is null");
    td_door_filter_organisations (query, viewer);
    if (filter->words != NULL && *filter->words != '\0')
        add_words (query, filter->words);
    if (filter->kind != NULL)
        td_query_add (query, " and o.kind = $?", TD_TEXT (filter->kind));
    if (filter->status != NULL)
        td_query_add (query, " and o.status = $?", TD_TEXT (filter->status));
    if (filter->country != NULL)
        td_query_add (query,
                      " and exists (select 1 from organisation_country c where c.organisation = o.id"
                      " and c.country = $?)",
                      TD_TEXT (filter->country));
    if (filter->theme != NULL)
        td_query_add (query,
                      " and exists (select 1 from organisation_theme t where t.organisation = o.id and t.theme = $?)",
                      TD_TEXT (filter->theme));
    if (filter->mine)
        add_mine (query, viewer);
}

static gboolean count (TdTx *tx, const TdViewer *viewer, const TdOrganisationFilter *filter, gint64 *ret_total,
                       GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;

    td_query_add (query, "select count(*)");
    add_conditions (query, viewer, filter);
    rows = td_query_run (query, tx, error);
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_total = td_rows_int (rows, 0);
    return TRUE;
}

GPtrArray *td_organisation_select (TdTx *tx, const TdViewer *viewer, const TdOrganisationFilter *filter,
                                   gint64 *ret_total, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    if (ret_total != NULL && !count (tx, viewer, filter, ret_total, error))
        return NULL;
    td_query_add (query, "select " COLUMNS);
    add_conditions (query, viewer, filter);
    td_query_add (query, " order by o.sort_key, o.id limit $? offset $?",
                  TD_INT (filter->limit > 0   ? filter->limit
                          : filter->limit < 0 ? G_MAXINT32
                                              : USUAL_LIMIT),
                  TD_INT (MAX (filter->offset, 0)));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, from_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    for (guint i = 0; i < list->len; i++)
        if (!load_rest (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

static void looks_free (gpointer data)
{
    TdOrganisationLooks *looks = data;

    g_free (looks->id);
    g_free (looks->name);
    g_free (looks->likeness);
    g_free (looks->looks);
    g_free (looks->host);
    g_free (looks);
}

GPtrArray *td_organisation_looks (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (looks_free);
    g_autoptr (TdRows) rows = td_select (
        tx, "select id, name, likeness, looks, host from organisation where merged_into is null order by id", error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdOrganisationLooks *looks = g_new0 (TdOrganisationLooks, 1);
        looks->id = g_strdup (td_rows_text (rows, 0));
        looks->name = g_strdup (td_rows_text (rows, 1));
        looks->likeness = g_strdup (td_rows_text (rows, 2));
        looks->looks = g_strdup (td_rows_text (rows, 3));
        looks->host = g_strdup (td_rows_text (rows, 4));
        g_ptr_array_add (list, looks);
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}
