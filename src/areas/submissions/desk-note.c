/* Contract in desk-note.h. */
#include "areas/submissions/desk-note-sql.h"

#include "areas/people/actor-name.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"

void td_desk_note_free (TdDeskNote *note)
{
    if (note == NULL)
        return;
    g_free (note->id);
    g_free (note->name);
    g_free (note->text);
    g_free (note);
}

struct noting {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *submission;
    const char *note, *text; /* cleaned */
    GPtrArray *found;
};

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

static gboolean may (TdTx *tx, const struct noting *n, GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_get_in (tx, n->instance, n->viewer, NULL, n->submission, error);
    TdThing thing;

    if (s == NULL)
        return FALSE;
    thing = td_submission_thing (s);
    return td_door_may (n->viewer, TD_ACT_SUBMISSION_NOTE, &thing, error);
}

/* ---- reading ---- */

static gboolean name_all (TdTx *tx, const GPtrArray *notes, GError **error)
{
    for (guint i = 0; i < notes->len; i++) {
        TdDeskNote *note = notes->pdata[i];
        char *name = td_actor_name (tx, note->name, error);
        if (name == NULL)
            return FALSE;
        g_free (note->name);
        note->name = name;
    }
    return TRUE;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct noting *n = data;

    g_clear_pointer (&n->found, g_ptr_array_unref);
    if (!may (tx, n, error))
        return FALSE;
    n->found = td_desk_note_select (tx, n->submission, td_viewer_actor (n->viewer), error);
    return n->found != NULL && name_all (tx, n->found, error);
}

GPtrArray *td_desk_notes (TdInstance *instance, const TdViewer *viewer, const char *submission, GError **error)
{
    struct noting n = { .instance = instance, .viewer = viewer, .submission = submission };

    if (!td_store_read (instance->store, list_in, &n, error))
        g_clear_pointer (&n.found, g_ptr_array_unref);
    return n.found;
}

/* ---- writing ---- */

static gboolean journal (TdTx *tx, const struct noting *n, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (n->viewer),
                                   .act = td_act_word (TD_ACT_SUBMISSION_NOTE),
                                   .thing = "submission",
                                   .thing_id = n->submission,
                                   .clock = &n->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    struct noting *n = data;
    g_autofree char *id = td_id_new ();
    gint64 count = 0;

    if (!td_instance_may_write (n->instance, tx, error) || !may (tx, n, error)
        || !td_desk_note_count (tx, n->submission, &count, error))
        return FALSE;
    if (count >= TD_LIMIT_DESK_NOTES)
        return fail (error, TD_ERROR_CONFLICT, "There are as many notes here as one submission can have.");
    return td_desk_note_insert (tx, n->submission, id, td_viewer_actor (n->viewer), td_clock_now (&n->instance->clock),
                                n->text, error)
           && journal (tx, n, error);
}

gboolean td_desk_note_add (TdInstance *instance, const TdViewer *viewer, const char *submission, const char *text,
                           GError **error)
{
    g_autofree char *clean = td_text_clean_text (text, TD_LIMIT_TEXT_CHARACTERS);
    struct noting n = { .instance = instance, .viewer = viewer, .submission = submission, .text = clean };

    if (clean == NULL)
        return fail (error, TD_ERROR_INPUT, "This text is too long. Make it shorter.");
    if (*clean == '\0')
        return fail (error, TD_ERROR_INPUT, "Write the note first.");
    return td_store_write (instance->store, add_in, &n, error);
}

static gboolean delete_in (TdTx *tx, gpointer data, GError **error)
{
    struct noting *n = data;
    gboolean done = FALSE;

    if (!td_instance_may_write (n->instance, tx, error) || !may (tx, n, error)
        || !td_desk_note_remove (tx, n->submission, n->note, td_viewer_actor (n->viewer), &done, error))
        return FALSE;
    return done ? journal (tx, n, error)
                : fail (error, TD_ERROR_GONE, "This note is not there any more, or it is not yours.");
}

gboolean td_desk_note_delete (TdInstance *instance, const TdViewer *viewer, const char *submission, const char *note,
                              GError **error)
{
    struct noting n = { .instance = instance, .viewer = viewer, .submission = submission, .note = note };

    return td_store_write (instance->store, delete_in, &n, error);
}
