/* The secretariat's desk: what waits, in one look.
 *
 * Submissions that wait for a word, organisations to verify, deadlines near, work that failed. Everything here asks for
 * TD_ACT_DESK (failed work alone also for TD_ACT_DESK_WORK). Working it off is bulk.h; entering something for an
 * organisation is behalf.h; the daily letter is digest.h.
 */
#pragma once

#include "areas/calls/late.h"
#include "areas/cooperation/to-accept.h"
#include "areas/desk/deadlines.h"
#include "areas/organisations/to-verify.h"
#include "areas/participants/to-send.h"
#include "areas/submissions/state-stage.h"
#include "areas/submissions/waiting.h"
#include "jobs/failures.h"
#include "mail/mail.h"
#include <jansson.h>

#define TD_DESK_ERROR (td_desk_error_quark ())
GQuark td_desk_error_quark (void);

typedef struct {
    char *today;               /* at the Committee's seat */
    TdWaitingList submissions; /* the page of them that the filter asks for, and the counts of all */
    GPtrArray *organisations;  /* of TdToVerify: the first of them */
    gint64 organisations_total, organisations_oldest;
    GPtrArray *accounts; /* of TdToAccept: the first of them */
    gint64 accounts_total;
    GPtrArray *to_send; /* of TdToSend: the first of those that wait for standing participants */
    gint64 to_send_total;
    GPtrArray *late; /* of TdLate: the first of those who ask to send late */
    gint64 late_total;
    GPtrArray *deadlines; /* of TdDeskDeadline */
    GPtrArray *stages;    /* of TdStageWaiting: papers of States whose stage nobody recorded */
    GPtrArray *letters;   /* of TdMailFailure */
    GPtrArray *jobs;      /* of TdJobFailure: of this process */
} TdDesk;
void td_desk_clear (TdDesk *desk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdDesk, td_desk_clear)

/* organisations_from: how many of the organisations to leave out, for the pages of a long list. */
gboolean td_desk_look (TdInstance *instance, const TdViewer *viewer, const TdWaitingFilter *filter,
                       int organisations_from, TdDesk *ret_desk, GError **error);

/* {now, submissions{waiting, changed, unverified, confidential, oldest, matching, items[{id, status, state, kind, visibility,
 * received, unverified, changed, pages}]}, organisations{waiting, oldest, items[{id, kind, since, again, odd, double}]},
 * accounts{waiting, items[{id, state, since}]}, participants{waiting, items[{id, state, since}]},
 * late{waiting, items[{id, call, state, kind, asked}]},
 * deadlines[{date, until, state, session, calculated}], stages[{submission, state, cycle, stage, day}],
 * failed{letters[{id, created, last_try, tries, reason}],
 * works[{kind, name, since, last, times, reason}]}}: ids and counts, no name, title or text. */
json_t *td_desk_to_json (TdInstance *instance, const TdDesk *desk);
