/* Opening a text for an act: its owner is asked first. What owners do in their own transactions. Contract in writing.h. */
#include "areas/people/actor-name.h"
#include "areas/writing/writing-rules.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

#include <sodium.h>

TD_DEFINE_ERROR (writing)

gboolean td_writing_fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_WRITING_ERROR, code, message);
    return FALSE;
}

void td_writing_about_clear (TdWritingAbout *about)
{
    g_free (about->title);
    g_free (about->back);
    g_free (about->button);
    g_free (about->marking);
    *about = (TdWritingAbout){ 0 };
}

const TdWritingOwner *td_writing_owner (const char *kind)
{
    for (gsize i = 0; td_writing_owners[i] != NULL; i++)
        if (g_strcmp0 (td_writing_owners[i]->kind, kind) == 0)
            return td_writing_owners[i];
    return NULL;
}

char *td_writing_path (const char *kind, const char *thing, const char *section)
{
    return section != NULL ? g_strdup_printf ("/writing/%s/%s/section/%s", kind, thing, section)
                           : g_strdup_printf ("/writing/%s/%s", kind, thing);
}

/* ---- opening ---- */

gboolean td_writing_act (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                         TdWritingAct *ret_act, GError **error)
{
    const TdWritingOwner *owner = td_writing_owner (kind);

    if (owner == NULL)
        return td_door_unknown (error);
    *ret_act = (TdWritingAct){ instance, writer, owner, kind, thing };
    return TRUE;
}

/* Leases that ended are nobody's; actors become names. */
static gboolean finish (TdTx *tx, TdWritten *w, gint64 at, GError **error)
{
    for (guint i = 0; i < w->sections->len; i++) {
        TdWrittenSection *s = w->sections->pdata[i];
        if (s->holder != NULL && s->held_until <= at) {
            g_clear_pointer (&s->holder, g_free);
            s->held_until = 0;
        }
        if (s->holder != NULL && (s->holder_name = td_actor_name (tx, s->holder, error)) == NULL)
            return FALSE;
        if (s->by_name != NULL) {
            g_autofree char *actor = s->by_name;
            s->by_name = td_actor_name (tx, actor, error);
            if (s->by_name == NULL)
                return FALSE;
        }
    }
    return TRUE;
}

TdWritten *td_writing_load_in (TdTx *tx, const char *kind, const char *thing, gint64 at, GError **error)
{
    g_autoptr (TdWritten) w = td_written_load (tx, kind, thing, error);

    return w != NULL && finish (tx, w, at, error) ? g_steal_pointer (&w) : NULL;
}

TdWritten *td_writing_open (TdTx *tx, const TdWritingAct *act, TdWritingWish wish, GError **error)
{
    g_autoptr (TdWritten) w = NULL;

    if (wish == TD_WRITING_WRITE && !td_instance_may_write (act->instance, tx, error))
        return NULL;
    if (!act->owner->may (tx, act->instance, act->writer, act->thing, wish, error))
        return NULL;
    w = td_writing_load_in (tx, act->kind, act->thing, td_clock_now (&act->instance->clock), error);
    if (w == NULL)
        return NULL;
    if (wish == TD_WRITING_WRITE && w->frozen != 0) {
        td_writing_fail (error, TD_ERROR_CONFLICT,
                         "This text is finished: it was adopted or sent, and is not written in again. Copy what you "
                         "need of it into a new one.");
        return NULL;
    }
    return g_steal_pointer (&w);
}

const char *td_writing_hand (const TdWriter *writer)
{
    if (writer->viewer->person != NULL && writer->viewer->trust >= TD_TRUST_PASSWORD)
        return writer->viewer->person;
    return writer->key != NULL ? "sender" : td_viewer_actor (writer->viewer);
}

static void hash_words (crypto_generichash_state *state, const char *words)
{
    crypto_generichash_update (state, (const guint8 *) words, strlen (words) + 1);
}

gboolean td_writing_note (TdTx *tx, const TdWritingAct *act, const TdWritten *w, gboolean changed, const char *section,
                          const char *version, GError **error)
{
    crypto_generichash_state state;
    guint8 content[32];
    const TdJournalEntry entry = { .actor = td_viewer_actor (act->writer->viewer),
                                   .act = act->owner->act,
                                   .thing = act->kind,
                                   .thing_id = act->thing,
                                   .content = content,
                                   .clock = &act->instance->clock };

    crypto_generichash_init (&state, w->secret, sizeof w->secret, sizeof content);
    hash_words (&state, section != NULL ? section : "");
    hash_words (&state, version != NULL ? version : "");
    crypto_generichash_final (&state, content, sizeof content);
    if (changed && act->owner->changed != NULL && !act->owner->changed (tx, act->instance, act->thing, error))
        return FALSE;
    return td_journal_append (tx, &entry, NULL, error);
}

TdWrittenSection *td_written_section (const TdWritten *w, const char *slug)
{
    for (guint i = 0; slug != NULL && i < w->sections->len; i++) {
        TdWrittenSection *s = w->sections->pdata[i];
        if (g_str_equal (s->slug, slug))
            return s;
    }
    return NULL;
}

TdWrittenSection *td_written_need (const TdWritten *w, const char *slug, GError **error)
{
    TdWrittenSection *s = td_written_section (w, slug);

    if (s == NULL)
        td_writing_fail (error, TD_ERROR_NOT_FOUND, "The text has no such section. Choose one of its outline.");
    return s;
}

gboolean td_written_held_by_other (const TdWrittenSection *s, const TdWriter *writer)
{
    return s->holder != NULL && !g_str_equal (s->holder, td_writing_hand (writer));
}

gboolean td_writing_held (const TdInstance *instance, const TdWrittenSection *s, GError **error)
{
    g_autofree char *until = td_words_time ("en", s->held_until, instance->profile->zone);

    g_set_error (
        error, TD_WRITING_ERROR, TD_ERROR_CONFLICT,
        "%s writes in this section now, until %s by the Committee's clock at the latest unless they save again. "
        "Read it meanwhile, and try again then.",
        s->holder_name, until);
    return FALSE;
}

/* ---- for owners ---- */

static TdWrittenSection *section_of_outline (const TdOutlineSection *row)
{
    TdWrittenSection *s = g_new0 (TdWrittenSection, 1);

    s->id = td_id_new ();
    s->slug = g_strdup (row->slug);
    s->title = g_strdup (row->label);
    s->hint = g_strdup (row->hint);
    s->level = row->level;
    td_text_kind_from_word (row->kind, &s->usual);
    return s;
}

static void free_new_section (gpointer data)
{
    TdWrittenSection *s = data;

    g_free (s->id);
    g_free (s->slug);
    g_free (s->title);
    g_free (s->hint);
    g_free (s);
}

gboolean td_writing_begin_in (TdTx *tx, TdInstance *instance, const char *kind, const char *thing, const char *outline,
                              const char *language, char **ret_id, GError **error)
{
    gsize n;
    const TdOutlineSection *rows = td_profile_outline (instance->profile, outline, &n);
    g_autoptr (TdWritten) w = g_new0 (TdWritten, 1);

    if (rows == NULL)
        return td_writing_fail (error, TD_ERROR_INPUT, "There is no such outline. Choose one that the profile has.");
    w->id = td_id_new ();
    w->kind = g_strdup (kind);
    w->thing = g_strdup (thing);
    w->outline = g_strdup (outline);
    w->language = g_strdup (language);
    w->created = td_clock_now (&instance->clock);
    w->sections = g_ptr_array_new_with_free_func (free_new_section);
    randombytes_buf (w->secret, sizeof w->secret);
    if (!td_written_insert (tx, w, error))
        return FALSE;
    for (gsize i = 0; i < n; i++) {
        TdWrittenSection *s = section_of_outline (&rows[i]);
        g_ptr_array_add (w->sections, s);
        if (!td_written_insert_section (tx, w->id, s, (int) i, error))
            return FALSE;
    }
    if (ret_id != NULL)
        *ret_id = g_steal_pointer (&w->id);
    return TRUE;
}

gboolean td_writing_freeze_in (TdTx *tx, const char *kind, const char *thing, gint64 at, GError **error)
{
    g_autoptr (TdWritten) w = td_written_load (tx, kind, thing, error);

    if (w == NULL)
        return FALSE;
    if (w->frozen != 0)
        return td_writing_fail (error, TD_ERROR_CONFLICT, "This text is finished already. Nothing was changed.");
    for (guint i = 0; i < w->sections->len; i++) {
        const TdWrittenSection *s = w->sections->pdata[i];
        if (s->branches > 0) {
            g_set_error (
                error, TD_WRITING_ERROR, TD_ERROR_CONFLICT,
                "In the section “%s” somebody's words wait beside the text. Take them in or set them aside with "
                "a reason, and try again.",
                s->title);
            return FALSE;
        }
    }
    return td_written_set_frozen (tx, w->id, at, error);
}

gboolean td_writing_erase_in (TdTx *tx, const char *kind, const char *thing, GError **error)
{
    return td_written_delete (tx, kind, thing, error);
}
