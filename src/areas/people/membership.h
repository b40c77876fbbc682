/* To which organisations people belong, and telling people that something waits.
 *
 * Rows of table membership (0006-roles.sql). Nothing here asks the door: areas/organisations does, before it calls.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

typedef struct {
    char *person;
    char *address, *name, *locale; /* name, locale: may be NULL */
    TdLevel level;
} TdColleague;
void td_colleague_free (TdColleague *colleague);

/* level NONE: leaves. The last lead of an organisation cannot leave or be lowered (TD_ERROR_CONFLICT) while others
 * belong to it. */
gboolean td_membership_set (TdTx *tx, const char *person, const char *organisation, TdLevel level, gint64 now,
                            GError **error);
/* Of an organisation, leads first; accounts that are closed are left out. Of TdColleague. */
GPtrArray *td_membership_list (TdTx *tx, const char *organisation, GError **error);
/* Those of one organisation become those of another (merging); who is in both keeps the higher level. */
gboolean td_membership_move (TdTx *tx, const char *from, const char *to, GError **error);

/* Something to tell people by mail. What stands in it by default names no State, title or text: the sentence says
 * that something waits. detail is put in only for people who chose so (their account's mail_detail). Sentences are
 * English literals for td_words; detail is ready text or NULL. */
/* How many there are of something, as a sentence of its own: the number stands as {n} in both N_() literals. */
typedef struct {
    const char *one, *many;
    gint64 n;
} TdNoticeCount;
typedef struct {
    const char *subject, *sentence; /* N_() literals */
    const char *detail;             /* already in words of the thing itself: State, title; or NULL */
    const TdNoticeCount *counts;    /* said to everybody, behind the sentence; those of 0 are left out */
    gsize n_counts;
    gint64 deadline;            /* an instant, or 0: none; said to everybody, in the Committee's zone and in theirs */
    const char *deadline_words; /* N_() literal with {when} in it; NULL with no deadline */
    const char *path;           /* without language: "/submissions/ID" */
    const char *button;         /* N_() literal */
    const char *topic;          /* as in mail/mail.h */
    gint64 not_before;
    const char *cancel_key;
} TdNotice;

/* One person; an account that is closed gets nothing. */
gboolean td_notify_person (TdTx *tx, TdInstance *instance, const char *person, const TdNotice *notice, GError **error);
/* Everybody of the organisation with at least this level. */
gboolean td_notify_organisation (TdTx *tx, TdInstance *instance, const char *organisation, TdLevel least,
                                 const TdNotice *notice, GError **error);
/* Everybody who holds this role now (the secretariat). */
gboolean td_notify_role (TdTx *tx, TdInstance *instance, TdRole role, const TdNotice *notice, GError **error);
/* Everybody who acts for this State now: its permanent mission and its ministries. */
gboolean td_notify_state (TdTx *tx, TdInstance *instance, const char *state, const TdNotice *notice, GError **error);
/* Those of its permanent mission alone: where a ministry has no part. */
gboolean td_notify_mission (TdTx *tx, TdInstance *instance, const char *state, const TdNotice *notice, GError **error);
/* Somebody without an account who left a mail address with a contribution: the neutral sentence alone, never the
 * detail. What is no address is passed over. */
gboolean td_notify_address (TdTx *tx, TdInstance *instance, const char *address, const char *locale,
                            const TdNotice *notice, GError **error);
