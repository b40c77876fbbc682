#include "areas/writing/writing-sql.h"

#include "base/errors.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

/* ---- texts and their sections ---- */

gboolean td_written_insert (TdTx *tx, const TdWritten *w, GError **error)
{
    gint64 n = 0;

    if (!td_exec_count (tx,
                        "insert into written (id, kind, thing, outline, language, created, secret)"
                        " values ($1, $2, $3, $4, $5, $6, $7) on conflict (kind, thing) do nothing",
                        &n, error, TD_TEXT (w->id), TD_TEXT (w->kind), TD_TEXT (w->thing), TD_TEXT (w->outline),
                        TD_TEXT (w->language), TD_INT (w->created), TD_BYTES (w->secret, sizeof w->secret)))
        return FALSE;
    if (n == 1)
        return TRUE;
    g_set_error_literal (error, TD_WRITING_ERROR, TD_ERROR_CONFLICT,
                         "A text was begun for this already. Open it and write on.");
    return FALSE;
}

gboolean td_written_insert_section (TdTx *tx, const char *written, const TdWrittenSection *s, int place, GError **error)
{
    return td_exec (tx,
                    "insert into written_section (id, written, slug, title, hint, level, usual, place)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                    error, TD_TEXT (s->id), TD_TEXT (written), TD_TEXT (s->slug), TD_TEXT (s->title), TD_TEXT (s->hint),
                    TD_INT (s->level), TD_TEXT (td_text_kind_word (s->usual)), TD_INT (place));
}

static void section_free (gpointer data)
{
    TdWrittenSection *s = data;

    g_free (s->id);
    g_free (s->slug);
    g_free (s->title);
    g_free (s->hint);
    g_free (s->holder);
    g_free (s->holder_name);
    g_free (s->by_name);
    g_free (s);
}

void td_written_free (TdWritten *w)
{
    if (w == NULL)
        return;
    g_free (w->id);
    g_free (w->kind);
    g_free (w->thing);
    g_free (w->outline);
    g_free (w->language);
    g_clear_pointer (&w->sections, g_ptr_array_unref);
    g_free (w);
}

static TdWrittenSection *section_of_row (TdRows *rows)
{
    TdWrittenSection *s = g_new0 (TdWrittenSection, 1);

    s->id = g_strdup (td_rows_text (rows, 0));
    s->slug = g_strdup (td_rows_text (rows, 1));
    s->title = g_strdup (td_rows_text (rows, 2));
    s->hint = g_strdup (td_rows_text (rows, 3));
    s->level = (int) td_rows_int (rows, 4);
    td_text_kind_from_word (td_rows_text (rows, 5), &s->usual);
    s->version = td_rows_int (rows, 6);
    s->taken_out = td_rows_int (rows, 7) != 0;
    s->holder = g_strdup (td_rows_text (rows, 8));
    s->held_until = td_rows_int (rows, 9);
    s->branches = (int) td_rows_int (rows, 10);
    s->by_name = g_strdup (td_rows_text (rows, 11)); /* the actor: who shows it makes a name of it */
    s->at = td_rows_int (rows, 12);
    s->words = td_rows_int (rows, 13);
    return s;
}

static gboolean load_sections (TdTx *tx, TdWritten *w, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx,
        "select s.id, s.slug, s.title, s.hint, s.level, s.usual, s.version, s.taken_out, s.holder, s.held_until,"
        " (select count(*) from written_version b where b.section = s.id and b.state = 'branch'),"
        " v.actor, v.at, v.words from written_section s"
        " left join written_version v on v.section = s.id and v.number = s.version and v.state = 'stands'"
        " where s.written = $1 order by s.place, s.id",
        error, TD_TEXT (w->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (w->sections, section_of_row (rows));
    return ended_well (error, &problem);
}

static TdWritten *written_of_row (TdRows *rows)
{
    TdWritten *w = g_new0 (TdWritten, 1);
    gsize size = 0;
    const void *secret;

    w->id = g_strdup (td_rows_text (rows, 0));
    w->kind = g_strdup (td_rows_text (rows, 1));
    w->thing = g_strdup (td_rows_text (rows, 2));
    w->outline = g_strdup (td_rows_text (rows, 3));
    w->language = g_strdup (td_rows_text (rows, 4));
    w->created = td_rows_int (rows, 5);
    w->frozen = td_rows_int (rows, 6);
    secret = td_rows_bytes (rows, 7, &size);
    if (size == sizeof w->secret)
        memcpy (w->secret, secret, size);
    w->sections = g_ptr_array_new_with_free_func (section_free);
    return w;
}

TdWritten *td_written_load (TdTx *tx, const char *kind, const char *thing, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id, kind, thing, outline, language, created, frozen, secret"
                                         " from written where kind = $1 and thing = $2",
                                         error, TD_TEXT (kind), TD_TEXT (thing));
    g_autoptr (TdWritten) w = NULL;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, &problem))
        w = written_of_row (rows);
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem))
        return NULL;
    if (w == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    return load_sections (tx, w, error) ? g_steal_pointer (&w) : NULL;
}

gboolean td_written_set_frozen (TdTx *tx, const char *written, gint64 at, GError **error)
{
    return td_exec (tx, "update written set frozen = $2 where id = $1", error, TD_TEXT (written), TD_INT (at))
           && td_exec (tx, "update written_section set holder = null, held_until = null where written = $1", error,
                       TD_TEXT (written));
}

gboolean td_written_delete (TdTx *tx, const char *kind, const char *thing, GError **error)
{
    return td_exec (tx, "delete from written where kind = $1 and thing = $2", error, TD_TEXT (kind), TD_TEXT (thing));
}

gboolean td_written_set_places (TdTx *tx, const TdWritten *w, GError **error)
{
    for (guint i = 0; i < w->sections->len; i++) {
        const TdWrittenSection *s = w->sections->pdata[i];
        if (!td_exec (tx, "update written_section set place = $2 where id = $1", error, TD_TEXT (s->id), TD_INT (i)))
            return FALSE;
    }
    return TRUE;
}

gboolean td_written_set_title (TdTx *tx, const char *section, const char *title, GError **error)
{
    return td_exec (tx, "update written_section set title = $2 where id = $1", error, TD_TEXT (section),
                    TD_TEXT (title));
}

gboolean td_written_set_taken_out (TdTx *tx, const char *section, gboolean out, GError **error)
{
    return td_exec (tx, "update written_section set taken_out = $2, holder = null, held_until = null where id = $1",
                    error, TD_TEXT (section), TD_FLAG (out));
}

gboolean td_written_set_version (TdTx *tx, const char *section, gint64 version, GError **error)
{
    return td_exec (tx, "update written_section set version = $2 where id = $1", error, TD_TEXT (section),
                    TD_INT (version));
}

gboolean td_written_set_holder (TdTx *tx, const char *section, const char *holder, gint64 until, GError **error)
{
    return td_exec (tx, "update written_section set holder = $2, held_until = $3 where id = $1", error,
                    TD_TEXT (section), TD_TEXT (holder), holder != NULL ? TD_INT (until) : TD_NULL ());
}

/* ---- versions ---- */

static const char *const state_words[] = { [TD_VERSION_STANDS] = "stands",
                                           [TD_VERSION_BRANCH] = "branch",
                                           [TD_VERSION_TAKEN] = "taken",
                                           [TD_VERSION_SET_ASIDE] = "set-aside" };

const char *td_version_state_word (TdVersionState state)
{
    return state_words[state];
}

void td_written_version_free (TdWrittenVersion *v)
{
    if (v == NULL)
        return;
    g_free (v->id);
    g_free (v->section);
    g_free (v->actor);
    g_free (v->by_name);
    g_free (v->reason);
    g_free (v->decided_by_name);
    g_clear_pointer (&v->text, td_writing_section_free);
    g_free (v);
}

gboolean td_version_insert (TdTx *tx, const char *section_id, const TdWrittenVersion *v, GError **error)
{
    json_t *json = td_text_section_to_json (v->text);
    char *text = json_dumps (json, JSON_COMPACT);
    gboolean done = td_exec (tx,
                             "insert into written_version (id, section, number, base, state, text, words, actor, at)"
                             " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                             error, TD_TEXT (v->id), TD_TEXT (section_id), TD_INT (v->number), TD_INT (v->base),
                             TD_TEXT (td_version_state_word (v->state)), TD_TEXT (text), TD_INT (v->words),
                             TD_TEXT (v->actor), TD_INT (v->at));

    free (text);
    json_decref (json);
    return done;
}

gboolean td_version_decide (TdTx *tx, const char *id, TdVersionState state, const char *reason, const char *actor,
                            gint64 at, GError **error)
{
    return td_exec (
        tx, "update written_version set state = $2, reason = $3, decided_by = $4, decided = $5 where id = $1", error,
        TD_TEXT (id), TD_TEXT (td_version_state_word (state)), TD_TEXT (reason), TD_TEXT (actor), TD_INT (at));
}

#define COLUMNS "v.id, s.slug, v.number, v.base, v.state, v.actor, v.at, v.words, v.reason, v.decided_by, v.decided"

static TdWrittenVersion *version_of_row (TdRows *rows)
{
    TdWrittenVersion *v = g_new0 (TdWrittenVersion, 1);

    v->id = g_strdup (td_rows_text (rows, 0));
    v->section = g_strdup (td_rows_text (rows, 1));
    v->number = td_rows_int (rows, 2);
    v->base = td_rows_int (rows, 3);
    for (gsize i = 0; i < G_N_ELEMENTS (state_words); i++)
        if (g_strcmp0 (state_words[i], td_rows_text (rows, 4)) == 0)
            v->state = (TdVersionState) i;
    v->actor = g_strdup (td_rows_text (rows, 5));
    v->at = td_rows_int (rows, 6);
    v->words = td_rows_int (rows, 7);
    v->reason = g_strdup (td_rows_text (rows, 8));
    v->decided_by_name = g_strdup (td_rows_text (rows, 9)); /* the actor: who shows it makes a name of it */
    v->decided = td_rows_int (rows, 10);
    return v;
}

static TdTextSection *section_of_text (const char *text, GError **error)
{
    json_t *json = text != NULL ? json_loads (text, 0, NULL) : NULL;
    TdTextSection *section = json != NULL ? td_text_section_from_json (json, error) : NULL;

    if (json == NULL)
        g_set_error_literal (error, TD_WRITING_ERROR, TD_ERROR_OURS, "A version in the store is not readable.");
    json_decref (json);
    return section;
}

/* The one version of rows, whose text is column 11. Takes rows. */
static TdWrittenVersion *one_version (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (TdWrittenVersion) v = NULL;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    if (!td_rows_next (rows, &problem)) {
        if (ended_well (error, &problem))
            td_door_unknown (error);
        return NULL;
    }
    v = version_of_row (rows);
    v->text = section_of_text (td_rows_text (rows, 11), error);
    return v->text != NULL ? g_steal_pointer (&v) : NULL;
}

TdWrittenVersion *td_version_load (TdTx *tx, const char *written, const char *section, const char *id, gint64 number,
                                   GError **error)
{
    if (id != NULL)
        return one_version (td_select (tx,
                                       "select " COLUMNS ", v.text from written_version v"
                                       " join written_section s on s.id = v.section where v.id = $1 and s.written = $2",
                                       error, TD_TEXT (id), TD_TEXT (written)),
                            error);
    return one_version (td_select (tx,
                                   "select " COLUMNS ", v.text from written_version v"
                                   " join written_section s on s.id = v.section"
                                   " where s.written = $1 and s.slug = $2 and v.number = $3 and v.state = 'stands'",
                                   error, TD_TEXT (written), TD_TEXT (section), TD_INT (number)),
                        error);
}

static gboolean one_int (TdRows *take_rows, gint64 *ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : 0;
    return ended_well (error, &problem);
}

static gboolean count_versions (TdTx *tx, const char *written, const char *section, gint64 *ret_total, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query,
                  "select count(*) from written_version v join written_section s on s.id = v.section"
                  " where s.written = $?",
                  TD_TEXT (written));
    if (section != NULL)
        td_query_add (query, " and s.slug = $?", TD_TEXT (section));
    return one_int (td_query_run (query, tx, error), ret_total, error);
}

GPtrArray *td_version_list (TdTx *tx, const char *written, const char *section, int limit, int offset,
                            gint64 *ret_total, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_written_version_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    if (ret_total != NULL && !count_versions (tx, written, section, ret_total, error))
        return NULL;
    td_query_add (query,
                  "select " COLUMNS
                  " from written_version v join written_section s on s.id = v.section where s.written = $?",
                  TD_TEXT (written));
    if (section != NULL)
        td_query_add (query, " and s.slug = $?", TD_TEXT (section));
    td_query_add (query, " order by v.at desc, v.number desc, v.id limit $? offset $?", TD_INT (limit),
                  TD_INT (offset));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, version_of_row (rows));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_version_branches (TdTx *tx, const char *section_id, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_written_version_free);
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select " COLUMNS ", v.text from written_version v join written_section s on s.id = v.section"
                   " where v.section = $1 and v.state = 'branch' order by v.at, v.id",
                   error, TD_TEXT (section_id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdWrittenVersion *v = version_of_row (rows);
        g_ptr_array_add (list, v);
        v->text = section_of_text (td_rows_text (rows, 11), error);
        if (v->text == NULL)
            return NULL;
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_version_number_at (TdTx *tx, const char *section_id, gint64 at, gint64 *ret_number, GError **error)
{
    return one_int (td_select (tx,
                               "select coalesce(max(number), 0) from written_version"
                               " where section = $1 and state = 'stands' and at <= $2",
                               error, TD_TEXT (section_id), TD_INT (at)),
                    ret_number, error);
}

gboolean td_version_count (TdTx *tx, const char *section_id, gint64 *ret_count, GError **error)
{
    return one_int (
        td_select (tx, "select count(*) from written_version where section = $1", error, TD_TEXT (section_id)),
        ret_count, error);
}
