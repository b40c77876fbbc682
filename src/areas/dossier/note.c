#include "areas/dossier/note.h"

#include "areas/dossier/note-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"

void td_note_free (TdNote *note)
{
    if (note == NULL)
        return;
    g_free (note->id);
    g_free (note->state);
    g_free (note->person);
    g_free (note->who);
    g_free (note->submission);
    g_free (note->document);
    g_free (note->title);
    g_free (note->symbol);
    g_free (note->anchor);
    g_free (note->text);
    g_free (note);
}

static gboolean may (const TdViewer *viewer, TdAct act, const char *state, GError **error)
{
    const TdThing dossier = td_door_dossier (state);

    return td_door_may (viewer, act, &dossier, error);
}

/* ---- reading ---- */

GPtrArray *td_note_list_in (TdTx *tx, const TdViewer *viewer, const char *state, const TdNoteFilter *filter,
                            GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_note_free);

    if (!may (viewer, TD_ACT_DOSSIER_READ, state, error)
        || !td_note_select (tx, viewer, state, filter, NULL, list, error))
        return NULL;
    return g_steal_pointer (&list);
}

/* The one of this id that the viewer may know of. */
static TdNote *load (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_note_free);
    TdNote *note;

    if (!td_note_select (tx, viewer, NULL, &(TdNoteFilter){ 0 }, id, list, error))
        return NULL;
    if (list->len == 0) {
        td_door_unknown (error);
        return NULL;
    }
    note = list->pdata[0];
    if (!may (viewer, TD_ACT_DOSSIER_READ, note->state, NULL)) {
        td_door_unknown (error);
        return NULL;
    }
    return g_ptr_array_steal_index (list, 0);
}

struct ask {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *state, *id;
    const TdNoteFilter *filter;
    GPtrArray *list;
    TdNote *note;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct ask *a = data;

    a->list = td_note_list_in (tx, a->viewer, a->state, a->filter, error);
    return a->list != NULL;
}

GPtrArray *td_note_list (TdInstance *instance, const TdViewer *viewer, const char *state, const TdNoteFilter *filter,
                         GError **error)
{
    struct ask a = { .viewer = viewer, .state = state, .filter = filter };

    return td_store_read (instance->store, list_in, &a, error) ? a.list : NULL;
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct ask *a = data;

    a->note = load (tx, a->viewer, a->id, error);
    return a->note != NULL;
}

TdNote *td_note_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct ask a = { .viewer = viewer, .id = id };

    return td_store_read (instance->store, get_in, &a, error) ? a.note : NULL;
}

/* ---- writing ---- */

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_DOSSIER_ERROR, code, message);
    return FALSE;
}

static gboolean check_text (const char *text, GError **error)
{
    glong length = text != NULL ? g_utf8_strlen (text, -1) : 0;
    g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));

    if (*bare == '\0')
        return fail (error, TD_ERROR_INPUT, "The note is empty. Write what you want to remember.");
    if (length > TD_LIMIT_TEXT_CHARACTERS) {
        g_set_error (error, TD_DOSSIER_ERROR, TD_ERROR_INPUT,
                     "The note is too long. Write at most %d characters, or make two of it.", TD_LIMIT_TEXT_CHARACTERS);
        return FALSE;
    }
    return TRUE;
}

struct write {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdNoteWish *wish;
    const char *id, *text;
    gboolean shared;
};

static gboolean note_it (TdTx *tx, const struct write *w, const char *word, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (w->viewer),
                                   .act = word,
                                   .thing = "note",
                                   .thing_id = w->id,
                                   .clock = &w->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean check_place (TdTx *tx, const struct write *w, TdNotePlace *ret_place, GError **error)
{
    const TdNoteWish *wish = w->wish;

    if (wish->submission == NULL && wish->document == NULL)
        return td_profile_article (w->instance->profile, wish->article) != NULL
               || fail (error, TD_ERROR_NOT_FOUND, "The Convention has no such article. Use a number that it has.");
    return td_note_place (tx, w->viewer, wish, ret_place, error) && (ret_place->there || td_door_unknown (error));
}

static gboolean write_in (TdTx *tx, gpointer data, GError **error)
{
    struct write *w = data;
    g_auto (TdNotePlace) place = { 0 };

    return td_instance_may_write (w->instance, tx, error) && check_place (tx, w, &place, error)
           && td_note_insert (tx, w->id, w->viewer, w->wish, place.anchor, td_clock_now (&w->instance->clock), error)
           && note_it (tx, w, "dossier.note", error);
}

struct about {
    struct write w;
    TdNotePlace place;
};

static gboolean about_in (TdTx *tx, gpointer data, GError **error)
{
    struct about *a = data;

    return check_place (tx, &a->w, &a->place, error);
}

gboolean td_note_about (TdInstance *instance, const TdViewer *viewer, const TdNoteWish *wish, char **ret_text,
                        char **ret_language, GError **error)
{
    struct about a = { .w = { .instance = instance, .viewer = viewer, .wish = wish } };
    gboolean done =
        may (viewer, TD_ACT_DOSSIER_NOTE, wish->state, error) && td_store_read (instance->store, about_in, &a, error);

    if (done) {
        *ret_text = g_steal_pointer (&a.place.text);
        *ret_language = g_steal_pointer (&a.place.language);
    }
    td_note_place_clear (&a.place);
    return done;
}

gboolean td_note_write (TdInstance *instance, const TdViewer *viewer, const TdNoteWish *wish, char **ret_id,
                        GError **error)
{
    g_autofree char *id = td_id_new ();
    const TdState *state = td_profile_state (instance->profile, wish->state);
    TdNoteWish settled = *wish;
    struct write w = { .instance = instance, .viewer = viewer, .wish = &settled, .id = id };

    if (state == NULL)
        return td_door_unknown (error);
    settled.state = state->iso3;
    if (!may (viewer, TD_ACT_DOSSIER_NOTE, state->iso3, error) || !check_text (wish->text, error))
        return FALSE;
    if (viewer->person == NULL)
        return fail (error, TD_ERROR_NOT_ALLOWED, "A note is somebody's. Sign in to write one.");
    if (!td_store_write (instance->store, write_in, &w, error))
        return FALSE;
    if (ret_id != NULL)
        *ret_id = g_steal_pointer (&id);
    return TRUE;
}

/* The viewer's own note. */
static gboolean check_own (TdTx *tx, const struct write *w, GError **error)
{
    g_autoptr (TdNote) note = load (tx, w->viewer, w->id, error);

    if (note == NULL)
        return FALSE;
    return note->mine
           || fail (error, TD_ERROR_NOT_ALLOWED, "Only who wrote a note changes it. Write one of your own beside it.");
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    struct write *w = data;

    return td_instance_may_write (w->instance, tx, error) && check_own (tx, w, error)
           && td_note_update (tx, w->id, w->shared, w->text, td_clock_now (&w->instance->clock), error)
           && note_it (tx, w, "dossier.note-change", error);
}

gboolean td_note_change (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean shared,
                         const char *text, GError **error)
{
    struct write w = { .instance = instance, .viewer = viewer, .id = id, .shared = shared, .text = text };

    return check_text (text, error) && td_store_write (instance->store, change_in, &w, error);
}

static gboolean delete_in (TdTx *tx, gpointer data, GError **error)
{
    struct write *w = data;

    return td_instance_may_write (w->instance, tx, error) && check_own (tx, w, error)
           && td_note_remove (tx, w->id, error) && note_it (tx, w, "dossier.note-delete", error);
}

gboolean td_note_delete (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct write w = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_write (instance->store, delete_in, &w, error);
}
