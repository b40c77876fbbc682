/* What stories of rooms need and no page has: speakers put into the list of a meeting, steps made by word.
 *
 *   room-steps DIR MEETING speaker NAME         prints the speaker's id
 *   room-steps DIR MEETING WORD [ID]            a step (live/step.h), ID: of a speaker, or of a raised hand with "hand:" before it
 *   room-steps DIR MEETING hands                prints "ID SHOWN" a line, in order
 *   room-steps DIR MEETING raise N              N hands at once, from 16 threads
 */
#include "areas/floor/speaker-sql.h"
#include "areas/live/hand.h"
#include "areas/live/step.h"
#include "base/base.h"
#include "base/id.h"
#include "journal/journal.h"

#include <stdio.h>
#include <stdlib.h>

static const TdViewer officer = TD_VIEWER_SECRETARIAT;

typedef struct {
    TdInstance *instance;
    const char *meeting, *name;
    char *id;
    int most;
} Work;

static gboolean fine (gboolean ok, GError *error)
{
    if (!ok)
        fprintf (stderr, "%s\n", error->message);
    g_clear_error (&error);
    return ok;
}

static gboolean speaker_in (TdTx *tx, gpointer data, GError **error)
{
    Work *w = data;
    const TdSpeaker speaker = { .id = w->id,
                                .meeting = (char *) w->meeting,
                                .kind = (char *) "ngo",
                                .shown = (char *) w->name,
                                .mode = TD_MODE_VIDEO,
                                .seconds = 300,
                                .ordinal = 1 + (int) (g_get_real_time () % 100000) };
    const TdJournalEntry entry = { .actor = "command",
                                   .act = "floor.share",
                                   .thing = "meeting",
                                   .thing_id = w->meeting,
                                   .clock = &w->instance->clock };

    return td_speaker_insert (tx, &speaker, error) && td_journal_append (tx, &entry, NULL, error);
}

static gboolean hands_in (TdTx *tx, gpointer data, GError **error)
{
    Work *w = data;
    g_autoptr (GPtrArray) hands = td_live_hands (tx, w->meeting, error);

    for (guint i = 0; hands != NULL && i < hands->len; i++)
        printf ("%s %s\n", ((TdHand *) hands->pdata[i])->id, ((TdHand *) hands->pdata[i])->shown);
    return hands != NULL;
}

static gboolean step (Work *w, const char *word, const char *id, GError **error)
{
    TdStepOrder order = { .from = TD_STEP_NOW };
    TdStepOutcome outcome;
    g_autoptr (TdLive) now = NULL;

    if (!td_step_from_word (word, &order.kind)) {
        fprintf (stderr, "no step %s\n", word);
        exit (2);
    }
    if (id != NULL && g_str_has_prefix (id, "hand:"))
        order.hand = id + 5;
    else
        order.speaker = id;
    return td_live_step (w->instance, &officer, w->meeting, &order, &outcome, &now, error);
}

static void raise_one (gpointer n, gpointer data)
{
    Work *w = data;
    g_autofree char *who = g_strdup_printf ("somebody-%d", GPOINTER_TO_INT (n));
    g_autoptr (GError) error = NULL;

    if (!td_live_hand (w->instance, w->meeting, who, who, "room", TRUE, &error))
        fprintf (stderr, "%s\n", error->message);
}

static gboolean raise_all (Work *w, int n)
{
    GThreadPool *pool = g_thread_pool_new (raise_one, w, 16, FALSE, NULL);

    for (int i = 1; i <= n; i++)
        g_thread_pool_push (pool, GINT_TO_POINTER (i), NULL);
    g_thread_pool_free (pool, FALSE, TRUE);
    return TRUE;
}

int main (int argc, char **argv)
{
    GError *error = NULL;
    TdClock clock = td_clock_real ();
    g_autoptr (TdInstance) instance = NULL;
    const char *word = argc > 3 ? argv[3] : "";
    const char *more = argc > 4 ? argv[4] : NULL;
    gboolean ok;

    td_base_init ();
    if (argc < 4)
        return 2;
    instance = td_instance_open (argv[1], &clock, 4, 0, &error);
    if (!fine (instance != NULL, error))
        return 1;
    Work w = { .instance = instance, .meeting = argv[2], .name = more };
    if (g_str_equal (word, "speaker")) {
        g_autofree char *id = w.id = td_id_new ();
        ok = td_store_write (instance->store, speaker_in, &w, &error);
        printf ("%s\n", id);
    } else if (g_str_equal (word, "hands")) {
        ok = td_store_read (instance->store, hands_in, &w, &error);
    } else if (g_str_equal (word, "raise")) {
        ok = raise_all (&w, more != NULL ? (int) g_ascii_strtoll (more, NULL, 10) : 1);
    } else {
        ok = step (&w, word, more, &error);
    }
    return fine (ok, error) ? 0 : 1;
}
