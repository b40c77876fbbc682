/* Reading a text: as it stands, as it stood, one version, the history. Contract in writing.h. */
#include "areas/people/actor-name.h"
#include "areas/writing/writing-rules.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"

#define FOR_EVER G_MAXINT64

/* Whether a section of a deeper level below this one, before the next of its own, is in the text: then its heading is too. */
static gboolean leads_to_words (const GPtrArray *sections, const gboolean *has_words, guint i)
{
    const TdWrittenSection *s = sections->pdata[i];

    for (guint j = i + 1; j < sections->len; j++) {
        const TdWrittenSection *below = sections->pdata[j];
        if (below->level <= s->level)
            return FALSE;
        if (has_words[j])
            return TRUE;
    }
    return FALSE;
}

static void add (TdText *text, const TdWrittenSection *s, TdTextSection *take)
{
    g_free (take->id);
    g_free (take->title);
    take->id = g_strdup (s->slug);
    take->title = g_strdup (td_words (text->language, s->title));
    take->level = s->level;
    g_ptr_array_add (text->sections, take);
}

static gboolean load_at (TdTx *tx, const TdWritten *w, gint64 at, GPtrArray *texts, gboolean *has_words, GError **error)
{
    for (guint i = 0; i < w->sections->len; i++) {
        const TdWrittenSection *s = w->sections->pdata[i];
        gint64 number = s->version;
        TdTextSection *text = NULL;
        if (at != FOR_EVER && !td_version_number_at (tx, s->id, at, &number, error))
            return FALSE;
        if (!s->taken_out && (text = td_writing_at_number (tx, w, s, number, error)) == NULL)
            return FALSE;
        has_words[i] = text != NULL && text->paragraphs->len > 0;
        g_ptr_array_add (texts, text);
    }
    return TRUE;
}

/* The versions that stood at an instant. */
static TdText *text_of (TdTx *tx, const TdWritten *w, gint64 at, GError **error)
{
    g_autoptr (TdText) text = td_text_new (w->language);
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) td_writing_section_free);
    g_autofree gboolean *has_words = g_new0 (gboolean, w->sections->len);

    if (!load_at (tx, w, at, texts, has_words, error))
        return NULL;
    for (guint i = 0; i < w->sections->len; i++) {
        const TdWrittenSection *s = w->sections->pdata[i];
        if (s->taken_out || (!has_words[i] && !leads_to_words (w->sections, has_words, i)))
            continue;
        add (text, s, texts->pdata[i]);
        texts->pdata[i] = NULL;
    }
    td_text_number (text);
    return g_steal_pointer (&text);
}

TdText *td_writing_text_in (TdTx *tx, const char *kind, const char *thing, GError **error)
{
    g_autoptr (TdWritten) w = td_written_load (tx, kind, thing, error);

    return w != NULL ? text_of (tx, w, FOR_EVER, error) : NULL;
}

/* ---- with the door ---- */

struct reading {
    TdWritingAct act;
    const char *section, *id;
    gint64 number, at, total;
    int offset;
    TdWritten *written;
    TdText *text;
    TdWrittenVersion *version;
    GPtrArray *list;
};

static gboolean run (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing, TdTxFunc how,
                     struct reading *r, GError **error)
{
    return td_writing_act (instance, writer, kind, thing, &r->act, error)
           && td_store_read (instance->store, how, r, error);
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->written = td_writing_open (tx, &r->act, TD_WRITING_READ, error);
    return r->written != NULL;
}

TdWritten *td_writing_get (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                           GError **error)
{
    struct reading r = { 0 };

    return run (instance, writer, kind, thing, get_in, &r, error) ? r.written : NULL;
}

static gboolean text_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdWritten) w = td_writing_open (tx, &r->act, TD_WRITING_READ, error);

    if (w != NULL)
        r->text = text_of (tx, w, r->at, error);
    return r->text != NULL;
}

TdText *td_writing_text (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                         GError **error)
{
    struct reading r = { .at = FOR_EVER };

    return run (instance, writer, kind, thing, text_in, &r, error) ? r.text : NULL;
}

TdText *td_writing_text_at (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                            gint64 at, GError **error)
{
    struct reading r = { .at = at };

    return run (instance, writer, kind, thing, text_in, &r, error) ? r.text : NULL;
}

static gboolean put_names (TdTx *tx, TdWrittenVersion *v, GError **error)
{
    g_autofree char *decided = v->decided_by_name;

    v->decided_by_name = NULL;
    v->by_name = td_actor_name (tx, v->actor, error);
    if (v->by_name != NULL && decided != NULL)
        v->decided_by_name = td_actor_name (tx, decided, error);
    return v->by_name != NULL && (decided == NULL || v->decided_by_name != NULL);
}

static gboolean version_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdWritten) w = td_writing_open (tx, &r->act, TD_WRITING_READ, error);
    const TdWrittenSection *s = NULL;

    if (w == NULL)
        return FALSE;
    if (r->id == NULL && r->number == 0) {
        s = td_written_need (w, r->section, error);
        if (s == NULL)
            return FALSE;
        r->version = g_new0 (TdWrittenVersion, 1);
        r->version->section = g_strdup (s->slug);
        r->version->text = td_writing_section_new (s->slug, s->title, s->level);
        return TRUE;
    }
    r->version = td_version_load (tx, w->id, r->section, r->id, r->number, error);
    return r->version != NULL && put_names (tx, r->version, error);
}

TdWrittenVersion *td_writing_version (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                      const char *section, const char *id, gint64 number, GError **error)
{
    struct reading r = { .section = section, .id = id, .number = number };

    if (run (instance, writer, kind, thing, version_in, &r, error))
        return r.version;
    td_written_version_free (r.version);
    return NULL;
}

static gboolean versions_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdWritten) w = td_writing_open (tx, &r->act, TD_WRITING_READ, error);

    if (w == NULL || (r->section != NULL && td_written_need (w, r->section, error) == NULL))
        return FALSE;
    r->list = td_version_list (tx, w->id, r->section, TD_LIMIT_VERSIONS_SHOWN, r->offset, &r->total, error);
    for (guint i = 0; r->list != NULL && i < r->list->len; i++)
        if (!put_names (tx, r->list->pdata[i], error))
            return FALSE;
    return r->list != NULL;
}

GPtrArray *td_writing_versions (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                const char *section, int offset, gint64 *ret_total, GError **error)
{
    struct reading r = { .section = section, .offset = offset };

    if (!run (instance, writer, kind, thing, versions_in, &r, error)) {
        g_clear_pointer (&r.list, g_ptr_array_unref);
        return NULL;
    }
    if (ret_total != NULL)
        *ret_total = r.total;
    return r.list;
}
