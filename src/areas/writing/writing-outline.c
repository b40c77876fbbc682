/* Sections added, moved, renamed, taken out and put back. Contract in writing.h. */
#include "areas/writing/writing-rules.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"

struct change {
    TdWritingAct act;
    const char *section, *title;
    gboolean up, out;
    char *slug;
};

/* The text, where its owner lets its writers change the outline. */
static TdWritten *open_outline (TdTx *tx, const struct change *c, GError **error)
{
    g_autoptr (TdWritten) w = td_writing_open (tx, &c->act, TD_WRITING_WRITE, error);
    g_auto (TdWritingAbout) about = { 0 };

    if (w == NULL || !c->act.owner->about (tx, c->act.instance, c->act.thing, "en", &about, error))
        return NULL;
    if (about.own_outline)
        return g_steal_pointer (&w);
    td_writing_fail (error, TD_ERROR_NOT_ALLOWED,
                     "The sections of this text are fixed. Write in those that there are.");
    return NULL;
}

static char *title_of (const char *typed, GError **error)
{
    g_autofree char *title = td_text_clean_line (typed, TD_LIMIT_TITLE_CHARACTERS);

    if (title != NULL && *title != '\0')
        return g_steal_pointer (&title);
    td_writing_fail (error, TD_ERROR_INPUT, "Give the section a title of one line, not too long.");
    return NULL;
}

static gboolean change (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing, TdTxFunc how,
                        struct change *c, GError **error)
{
    return td_writing_act (instance, writer, kind, thing, &c->act, error)
           && td_store_write (instance->store, how, c, error);
}

static guint index_of (const TdWritten *w, const TdWrittenSection *s)
{
    guint i = 0;

    g_ptr_array_find (w->sections, s, &i);
    return i;
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;
    g_autoptr (TdWritten) w = open_outline (tx, c, error);
    TdWrittenSection *after, *s;
    g_autofree char *id = td_id_new ();

    if (w == NULL)
        return FALSE;
    if (w->sections->len >= TD_LIMIT_WRITTEN_SECTIONS)
        return td_writing_fail (error, TD_ERROR_TOO_LARGE,
                                "The text has as many sections as it can. Put what is new into one of them.");
    after = td_written_section (w, c->section);
    g_free (c->slug);
    c->slug = g_strconcat ("s", id, NULL);
    s = g_new0 (TdWrittenSection, 1);
    s->id = td_id_new ();
    s->slug = g_strdup (c->slug);
    s->title = g_strdup (c->title);
    s->level = after != NULL ? after->level : 1;
    s->usual = after != NULL ? after->usual : TD_TEXT_NUMBERED;
    g_ptr_array_insert (w->sections, after != NULL ? (int) index_of (w, after) + 1 : (int) w->sections->len, s);
    return td_written_insert_section (tx, w->id, s, (int) w->sections->len, error)
           && td_written_set_places (tx, w, error) && td_writing_note (tx, &c->act, w, TRUE, c->slug, NULL, error);
}

gboolean td_writing_section_add (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                 const char *title, const char *after, char **ret_slug, GError **error)
{
    g_autofree char *clean = title_of (title, error);
    struct change c = { .section = after, .title = clean };

    if (clean == NULL)
        return FALSE;
    if (!change (instance, writer, kind, thing, add_in, &c, error)) {
        g_free (c.slug);
        return FALSE;
    }
    if (ret_slug != NULL)
        *ret_slug = g_steal_pointer (&c.slug);
    g_free (c.slug);
    return TRUE;
}

static gboolean move_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;
    g_autoptr (TdWritten) w = open_outline (tx, c, error);
    TdWrittenSection *s = w != NULL ? td_written_need (w, c->section, error) : NULL;
    guint i, to;

    if (s == NULL)
        return FALSE;
    i = index_of (w, s);
    to = c->up ? i - 1 : i + 1;
    if ((c->up && i == 0) || to >= w->sections->len)
        return td_writing_fail (error, TD_ERROR_CONFLICT, "The section stands at the end already, so it stays there.");
    w->sections->pdata[i] = w->sections->pdata[to];
    w->sections->pdata[to] = s;
    return td_written_set_places (tx, w, error) && td_writing_note (tx, &c->act, w, TRUE, c->section, NULL, error);
}

gboolean td_writing_section_move (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                  const char *section, gboolean up, GError **error)
{
    struct change c = { .section = section, .up = up };

    return change (instance, writer, kind, thing, move_in, &c, error);
}

static gboolean rename_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;
    g_autoptr (TdWritten) w = open_outline (tx, c, error);
    TdWrittenSection *s = w != NULL ? td_written_need (w, c->section, error) : NULL;

    return s != NULL && td_written_set_title (tx, s->id, c->title, error)
           && td_writing_note (tx, &c->act, w, TRUE, c->section, c->title, error);
}

gboolean td_writing_section_rename (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                    const char *section, const char *title, GError **error)
{
    g_autofree char *clean = title_of (title, error);
    struct change c = { .section = section, .title = clean };

    return clean != NULL && change (instance, writer, kind, thing, rename_in, &c, error);
}

static gboolean take_out_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;
    g_autoptr (TdWritten) w = open_outline (tx, c, error);
    TdWrittenSection *s = w != NULL ? td_written_need (w, c->section, error) : NULL;

    if (s == NULL)
        return FALSE;
    if (c->out && td_written_held_by_other (s, c->act.writer))
        return td_writing_held (c->act.instance, s, error);
    if (c->out && s->branches > 0)
        return td_writing_fail (
            error, TD_ERROR_CONFLICT,
            "Somebody's words wait beside this section. Take them in or set them aside with a reason, "
            "then take the section out.");
    return td_written_set_taken_out (tx, s->id, c->out, error)
           && td_writing_note (tx, &c->act, w, TRUE, c->section, NULL, error);
}

gboolean td_writing_section_take_out (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                      const char *section, gboolean out, GError **error)
{
    struct change c = { .section = section, .out = out };

    return change (instance, writer, kind, thing, take_out_in, &c, error);
}
