/* Rows of news to be told, and of publications for the letter of the day; private to this area. */
#pragma once

#include "areas/subscriptions/subscription.h"

typedef enum {
    TD_NEWS_OPENED,
    TD_NEWS_DEADLINE, /* another deadline */
    TD_NEWS_CLOSED,   /* before its deadline */
    TD_NEWS_REMINDER,
    TD_NEWS_PUBLISHED,
    TD_NEWS_PROGRAMME, /* a version of the programme of a session */
    TD_NEWS_QUIET,     /* the gate of communications changed */
    TD_N_NEWS
} TdNewsKind;

typedef enum { TD_PHASE_SUBSCRIBERS, TD_PHASE_CONCERNED, TD_PHASE_DONE } TdNewsPhase;

typedef struct {
    char *id;
    TdNewsKind kind;
    char *
        source; /* "submission", "programme", "declaration", or the name of a TdOpeningSource: "call", "consultation" */
    char *thing;        /* its id; of a programme the session's number */
    int n;              /* which deadline of it, from 1; how many days before; which version */
    int earlier;        /* the deadline told before */
    gint64 closes, due; /* closes: of the deadline of a reminder */
    TdNewsPhase phase;
    char *upto;
} TdEvent;
void td_event_free (TdEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdEvent, td_event_free)

/* told: its key; one that is there already is left as it is. source, thing, kind, n, earlier, closes, due of event. */
gboolean td_event_put (TdTx *tx, const char *told, const TdEvent *event, GError **error);
gboolean td_event_has (TdTx *tx, const char *told, gboolean *ret_has, GError **error);
/* The one that is due longest; NULL without error: none. */
gboolean td_event_next (TdTx *tx, gint64 now, TdEvent **ret_event, GError **error);
/* Whether nobody else went on with it meanwhile, or took it away. */
gboolean td_event_stands (TdTx *tx, const TdEvent *event, gboolean *ret_stands, GError **error);
gboolean td_event_go_on (TdTx *tx, const char *id, TdNewsPhase phase, const char *upto, GError **error);
gboolean td_event_drop (TdTx *tx, const char *id, GError **error);
/* Those of a thing of this kind that are not told to the end. */
gboolean td_event_drop_waiting (TdTx *tx, const char *thing, TdNewsKind kind, GError **error);
/* Whether there is one of which nobody was told yet. */
gboolean td_event_waits (TdTx *tx, const char *thing, TdNewsKind kind, gboolean *ret_waits, GError **error);
/* The newest deadline of a thing of which there is news; 1 where there is none. */
gboolean td_event_last_deadline (TdTx *tx, const char *thing, int *ret_n, GError **error);

/* ---- whom ---- */

/* A subscriber with one of their subscriptions; kind and what NULL: has none that counts. */
typedef struct {
    char *follower, *subscription, *word, *what;
} TdFollowRow;
/* Of the next most subscribers after upto, with their subscriptions made by then. Of TdFollowRow. */
GPtrArray *td_follow_page (TdTx *tx, const char *upto, gint64 until, int most, GError **error);

/* Where a letter goes. */
typedef struct {
    char *follower, *address, *locale, *zone;
    gboolean name_states;
} TdFollowReceiver;
void td_follow_receiver_free (TdFollowReceiver *receiver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFollowReceiver, td_follow_receiver_free)
/* By subscription, else by subscriber. *ret_receiver NULL: ended meanwhile, or the account is closed. */
gboolean td_follow_receiver (TdTx *tx, const TdInstance *instance, const char *subscription, const char *follower,
                             TdFollowReceiver **ret_receiver, GError **error);

/* People with an account who drafted or sent something for a call, alone or in an organisation: the next most after upto. Of
 * char *id. */
GPtrArray *td_follow_concerned (TdTx *tx, const char *call, const char *purpose, const char *upto, int most,
                                GError **error);

/* ---- the letter of the day ---- */

gboolean td_digest_put (TdTx *tx, const char *follower, const char *submission, gint64 published, GError **error);
/* When the next letter goes, where none waits yet. */
gboolean td_digest_set_due (TdTx *tx, const char *follower, gint64 due, GError **error);
/* Of char *id of subscribers. */
GPtrArray *td_digest_due (TdTx *tx, gint64 now, int most, GError **error);
/* Of char *id of submissions that stand in no letter yet, by time. */
GPtrArray *td_digest_items (TdTx *tx, const char *follower, GError **error);
gboolean td_digest_drop (TdTx *tx, const char *follower, const char *submission, GError **error);
/* Those that wait stand in this letter now; nothing is due. letter NULL: in none, they are forgotten. */
gboolean td_digest_done (TdTx *tx, const char *follower, const char *letter, GError **error);
/* Of char *: letters in which a submission stands. */
GPtrArray *td_digest_letters (TdTx *tx, const char *submission, GError **error);
/* What stood in a letter that was taken back waits again, from now on. */
gboolean td_digest_again (TdTx *tx, const char *letter, gint64 now, GError **error);
/* Whether anything is to be forgotten: asked for and not confirmed by now, or in letters of before. */
gboolean td_subscriptions_any_old (TdTx *tx, gint64 now, gint64 published_before, gboolean *ret_any, GError **error);
/* Letters of that time are gone. */
gboolean td_digest_forget (TdTx *tx, gint64 published_before, GError **error);
