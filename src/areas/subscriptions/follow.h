/* What subscribers are told, and when.
 *
 * The journal gives the news (td_subscriptions_follow): a call, or what another area holds open (a State's consultation: each
 * TdOpeningSource with news, areas/calls/opening.h), that opens, gets another deadline or closes early; a submission that
 * was published, TD_LIMIT_UNDO_SECONDS after it was, so that what is undone by then tells nobody. Reminders come from the deadline
 * that stands, 60, 30, 7 and 1 days before it by the calendar of the Committee's zone (td_subscriptions_remind): each once for a
 * deadline; the latest alone where the server slept; none for a distance that had passed when the deadline was given. When it moves,
 * what waits goes and the new one counts.
 *
 * A new version of a session's programme (areas/programme/programme.h) is told as well, unless a newer one overtook it; it concerns whoever
 * follows the world, or a State about whose meetings it says something. Closed meetings are in no version, and in no letter.
 *
 * Whoever asked for it quietly is told, once a day at most, that a page changed: it is the gate of communications (areas/communications), and
 * neither the letter nor its link says so.
 *
 * An opening concerns whoever follows the world, one of its States (or any, where it is for all), a theme, or the call itself; a
 * publication whoever follows the world, its State, an article or theme of which a paragraph speaks (confidence 0.5 and more), its
 * organisation where everybody may know that it sent it, or a search of which one paragraph has all words.
 *
 * Each piece of news is a row with a key, so that it is told once, and is posted in batches of followers, each a short transaction
 * (td_subscriptions_post): openings at once, publications as one letter a day, at TD_DIGEST_HOUR in the subscriber's zone. What the
 * public may read when the letter is written stands in it, and nothing else; what is taken back while the letter waits is taken out.
 *
 * When a call's deadline changes, those who drafted or sent for it are told too, without a subscription and without names. Whoever
 * takes part in a consultation is told by areas/consultations.
 */
#pragma once

#include "instance/instance.h"

enum { TD_DIGEST_HOUR = 8, TD_REMIND_SECONDS = 3600, TD_POST_SECONDS = 1 };

/* A TdSubscriberFunc; data is the TdInstance. */
gboolean td_subscriptions_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);
/* Chores of the server. A server of another day (--now) at a real instance does nothing. */
gboolean td_subscriptions_remind (TdInstance *instance, GError **error);
/* About a second of work at most; what is left waits for the next time. */
gboolean td_subscriptions_post (TdInstance *instance, GError **error);
