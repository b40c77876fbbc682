/* Declarations of States. Contract in declaration.h. */
#include "areas/communications/declaration-sql.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"

TD_DEFINE_ERROR (declaration)

void td_declaration_free (TdDeclaration *d)
{
    if (d == NULL)
        return;
    g_free (d->id);
    g_free (d->day);
    g_free (d->source);
    g_free (d);
}

/* ---- reading ---- */

static TdDeclaration *of_profile (const TdDeclarationRow *row)
{
    TdDeclaration *d = g_new0 (TdDeclaration, 1);

    d->state = row->state;
    d->article = row->article;
    d->kind = row->kind;
    d->day = g_strdup (row->date);
    d->source = g_strdup (row->source);
    d->basis = row->basis;
    return d;
}

static int by_state_and_day (gconstpointer a, gconstpointer b)
{
    const TdDeclaration *first = *(const TdDeclaration *const *) a, *second = *(const TdDeclaration *const *) b;
    int order = strcmp (first->state->iso3, second->state->iso3);

    if (order == 0)
        order = strcmp (first->day, second->day);
    return order != 0 ? order : (first->at > second->at) - (first->at < second->at);
}

GPtrArray *td_declarations_in (TdTx *tx, const TdInstance *instance, int article, const char *state, GError **error)
{
    const TdProfile *profile = instance->profile;
    GPtrArray *list = td_declaration_select (tx, profile, article, state, error);

    if (list == NULL)
        return NULL;
    for (gsize i = 0; i < profile->n_declarations; i++) {
        const TdDeclarationRow *row = &profile->declarations[i];
        if (row->article == article && (state == NULL || g_str_equal (row->state->iso3, state)))
            g_ptr_array_add (list, of_profile (row));
    }
    g_ptr_array_sort (list, by_state_and_day);
    return list;
}

struct reading {
    const TdInstance *instance;
    int article;
    const char *state;
    GPtrArray *list;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_declarations_in (tx, r->instance, r->article, r->state, error);
    return r->list != NULL;
}

GPtrArray *td_declarations (TdInstance *instance, int article, const char *state, GError **error)
{
    struct reading r = { .instance = instance, .article = article, .state = state };

    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}

json_t *td_declarations_to_json (const GPtrArray *declarations)
{
    json_t *list = json_array ();

    for (guint i = 0; i < declarations->len; i++) {
        const TdDeclaration *d = declarations->pdata[i];
        json_array_append_new (list, json_pack ("{s:s?, s:s, s:i, s:s, s:s, s:s?, s:s, s:b}", "id", d->id, "state",
                                                d->state->iso3, "article", d->article, "kind",
                                                td_declaration_kind_word (d->kind), "day", d->day, "source", d->source,
                                                "basis", td_basis_name (d->basis), "struck", d->struck_at != 0));
    }
    return list;
}

/* ---- recording ---- */

static gboolean refuse (TdErrorCode code, GError **error, const char *message)
{
    g_set_error_literal (error, TD_DECLARATION_ERROR, (int) code, message);
    return FALSE;
}

static gboolean append (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = td_act_word (TD_ACT_DECLARATION_RECORD),
                                   .thing = "declaration",
                                   .thing_id = id,
                                   .public_change = TRUE,
                                   .clock = &instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

/* The day on which a declaration was made that no withdrawal up to `until` followed; NULL: none stands. */
static const char *standing_on (const GPtrArray *list, const char *until)
{
    const char *made = NULL;

    for (guint i = 0; i < list->len; i++) {
        const TdDeclaration *d = list->pdata[i];
        if (d->struck_at != 0 || strcmp (d->day, until) > 0)
            continue;
        if (d->kind == TD_DECLARATION_MADE)
            made = d->day;
        else if (d->kind == TD_DECLARATION_WITHDRAWN)
            made = NULL;
    }
    return made;
}

/* Whether one was made after that day which still counts. */
static gboolean made_after (const GPtrArray *list, const char *day)
{
    for (guint i = 0; i < list->len; i++) {
        const TdDeclaration *d = list->pdata[i];
        if (d->struck_at == 0 && d->kind != TD_DECLARATION_NONE && strcmp (d->day, day) > 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean may_follow (const GPtrArray *list, const TdDeclaration *d, const char *today, GError **error)
{
    const char *standing = standing_on (list, d->day);

    switch (d->kind) {
    case TD_DECLARATION_MADE:
        if (standing == NULL && !made_after (list, d->day))
            return TRUE;
        return refuse (
            TD_ERROR_CONFLICT, error,
            "A declaration of this State under this article is recorded already. If its day is wrong, strike it"
            " out first; if the State made it anew, record the withdrawal before it.");
    case TD_DECLARATION_WITHDRAWN:
        if (standing != NULL && !made_after (list, d->day))
            return TRUE;
        return refuse (
            TD_ERROR_CONFLICT, error,
            "No declaration of this State that stood on that day is recorded, so none can have been withdrawn."
            " Record first when it was made.");
    case TD_DECLARATION_NONE:
        if (strcmp (d->day, today) > 0)
            return refuse (TD_ERROR_INPUT, error, "Nobody can have looked on a day that is still to come.");
        if (standing == NULL)
            return TRUE;
        return refuse (
            TD_ERROR_CONFLICT, error,
            "A declaration of this State that stood on that day is recorded. If it was withdrawn, record when;"
            " if it was recorded by mistake, strike it out first.");
    }
    return FALSE;
}

struct record {
    TdInstance *instance;
    const TdViewer *viewer;
    TdDeclaration *declaration;
};

static gboolean record_in (TdTx *tx, gpointer data, GError **error)
{
    struct record *r = data;
    TdDeclaration *d = r->declaration;
    g_autofree char *today = td_clock_today (&r->instance->clock, r->instance->profile->zone);
    g_autoptr (GPtrArray) list = NULL;

    if (!td_instance_may_write (r->instance, tx, error))
        return FALSE;
    list = td_declarations_in (tx, r->instance, d->article, d->state->iso3, error);
    return list != NULL && may_follow (list, d, today, error)
           && td_declaration_insert (tx, d, td_viewer_actor (r->viewer), error)
           && append (tx, r->instance, r->viewer, d->id, error);
}

static TdDeclaration *read_wish (TdInstance *instance, const TdDeclarationWish *wish, GError **error)
{
    const TdProfile *profile = instance->profile;
    g_autoptr (TdDeclaration) d = g_new0 (TdDeclaration, 1);
    g_autofree char *source = td_text_clean_line (wish->source != NULL ? wish->source : "", TD_LIMIT_TITLE_CHARACTERS);

    d->state = td_profile_state (profile, wish->state);
    if (d->state == NULL)
        refuse (TD_ERROR_NOT_FOUND, error, "There is no such State party. Name it by its code, such as GHA for Ghana.");
    else if (wish->article <= 0
             || (wish->article != profile->communications_article && wish->article != profile->interstate_article))
        refuse (TD_ERROR_INPUT, error, "States make no declaration on communications under this article.");
    else if (td_date_precision (wish->day) != TD_DATE_DAY)
        refuse (TD_ERROR_INPUT, error, "This is no day. Write it as year, month and day: 2026-12-31.");
    else if (source == NULL)
        refuse (TD_ERROR_INPUT, error, "Where it was seen is too long. Use at most 300 characters.");
    else {
        d->id = td_id_new ();
        d->article = wish->article;
        d->kind = wish->kind;
        d->day = g_strdup (wish->day);
        d->source = *source != '\0' ? g_steal_pointer (&source) : NULL;
        d->at = td_clock_now (&instance->clock);
        return g_steal_pointer (&d);
    }
    return NULL;
}

gboolean td_declaration_record (TdInstance *instance, const TdViewer *viewer, const TdDeclarationWish *wish,
                                char **ret_id, GError **error)
{
    g_autoptr (TdDeclaration) d = NULL;

    if (!td_door_may (viewer, TD_ACT_DECLARATION_RECORD, NULL, error)
        || (d = read_wish (instance, wish, error)) == NULL)
        return FALSE;
    struct record r = { instance, viewer, d };
    if (!td_store_write (instance->store, record_in, &r, error))
        return FALSE;
    if (ret_id != NULL)
        *ret_id = g_steal_pointer (&d->id);
    return TRUE;
}

/* ---- striking out ---- */

struct strike {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
};

static gboolean strike_in (TdTx *tx, gpointer data, GError **error)
{
    struct strike *s = data;
    g_autoptr (TdDeclaration) d = NULL;
    g_autoptr (GError) problem = NULL;

    if (!td_instance_may_write (s->instance, tx, error))
        return FALSE;
    d = td_declaration_get (tx, s->instance->profile, s->id, &problem);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (d == NULL)
        return td_door_unknown (error);
    if (d->struck_at != 0)
        return refuse (TD_ERROR_CONFLICT, error, "It is struck out already.");
    return td_declaration_set_struck (tx, d->id, td_viewer_actor (s->viewer), td_clock_now (&s->instance->clock), error)
           && append (tx, s->instance, s->viewer, d->id, error);
}

gboolean td_declaration_strike (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    g_autofree char *canonical = td_id_canonical (id);
    struct strike s = { instance, viewer, canonical };

    if (!td_door_may (viewer, TD_ACT_DECLARATION_RECORD, NULL, error))
        return FALSE;
    return canonical != NULL ? td_store_write (instance->store, strike_in, &s, error) : td_door_unknown (error);
}
