/* The journal: every change of state is one transaction that writes its rows and one entry here.
 *
 * An entry says who, what, about what, when, and the hash of the content; never a name, address, title or
 * text: hashes are keyed by a secret of the person or submission (its row's secret column), so that
 * erasing the secret erases the link. Entries form a chain (each holds the hash of the one before). Its
 * position is given under one row lock as the last statement of the transaction: gap-free and in
 * commit order on both engines. td_journal_append is the only way to a commit (it seals the transaction);
 * call it last, because from then on every other writer waits. A transaction may append more than one entry.
 *
 * Everything that follows from a change is a subscriber that reads from where it stopped: never from
 * memory, so a crash forgets nothing.
 */
#pragma once

#include "base/clock.h"
#include "store/store.h"

#define TD_JOURNAL_ERROR (td_journal_error_quark ())
GQuark td_journal_error_quark (void);

typedef struct {
    const char *actor; /* id of the user, or "nobody", "command", "system" */
    const char *act;   /* a word of door/acts.h, "submission.publish" */
    const char *thing; /* "submission" */
    const char *thing_id;
    const guint8 *content;  /* 32 bytes: keyed hash of what changed, or NULL */
    gboolean public_change; /* changes what the public can see: raises the counter of public changes */
    const TdClock *clock;
} TdJournalEntry;

gboolean td_journal_append (TdTx *tx, const TdJournalEntry *entry, gint64 *ret_position, GError **error);

/* How many public changes there have been: for ETags, cursors and the page cache. */
gboolean td_journal_public_version (TdTx *tx, gint64 *ret_version, GError **error);
/* Whether any real (not rehearsal) act is in the journal. Acts on the things "instance" and "log" do not
 * count: they are the house keeping itself in order, not somebody's act. */
gboolean td_journal_has_real_acts (TdTx *tx, gboolean *ret_has, GError **error);

typedef struct {
    gint64 position;
    gint64 at; /* as the clock showed */
    gboolean rehearsal;
    const char *actor, *act, *thing, *thing_id; /* owned by the caller of the function */
} TdJournalRecord;

/* A subscriber: called once for each entry in order, in the transaction that also moves its cursor (so its
 * effects on rows happen exactly once). Effects outside the database must be safe to repeat. */
typedef gboolean (*TdSubscriberFunc) (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);
typedef struct {
    const char *name;
    TdSubscriberFunc run;
} TdSubscriber;

/* Calls fn for at most limit entries after that position, in order; fn's FALSE stops. */
typedef gboolean (*TdJournalListFunc) (const TdJournalRecord *record, gpointer data, GError **error);
gboolean td_journal_list (TdTx *tx, gint64 after, int limit, TdJournalListFunc fn, gpointer data, GError **error);

/* Brings one subscriber up to the journal's head in batches; data is handed on. Commits nothing when there is
 * nothing new, so it may be called whenever td_store_stamp changes. A failed batch is run again whole. */
gboolean td_journal_catch_up (TdStore *store, const TdSubscriber *subscriber, gpointer data, GError **error);

/* Whether the named subscriber has read everything that tx can see. Who reads what a subscriber writes (the search
 * index) and needs it exact asks this in the same transaction. */
gboolean td_journal_has_followed (TdTx *tx, const char *name, gboolean *ret_followed, GError **error);

/* Recomputes the chain of hashes. TD_ERROR_OURS names the first position that does not hold. */
gboolean td_journal_check (TdStore *store, gint64 *ret_entries, GError **error);
