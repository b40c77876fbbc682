/* What waits for the secretariat's word among submissions: short rows for its desk, the oldest first.
 *
 * A submission waits from its sending until the secretariat's first word, what is for the Committee alone too. Each function asks
 * for TD_ACT_DESK; rows are those that the door lets the viewer read.
 */
#pragma once

#include "areas/submissions/submission.h"

typedef struct {
    char *id, *title, *language, *state; /* title, language: may be NULL */
    char *sender_name, *sender_kind;
    TdStatus status;
    gboolean visibility_chosen;
    TdVisibility visibility;
    gint64 received;
    int pages;
    gboolean unverified; /* nobody with an account stands behind it */
    gboolean changed;    /* came in the place of an earlier one */
    int notes;           /* of the secretariat (desk-note.h) */
} TdWaiting;
void td_waiting_free (TdWaiting *waiting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdWaiting, td_waiting_free)

typedef struct {
    const char *state, *kind; /* iso3, slug; NULL: all */
    const char *status;       /* word; NULL: "received", those that wait */
    int limit, offset;        /* limit 0: 50 */
} TdWaitingFilter;

/* How many of each sort there are in the phases that the desk works on. Whole, whatever the filter. */
typedef struct {
    char *state, *kind;
    TdStatus status;
    gint64 count, changed, unverified, confidential;
} TdWaitingSum;

typedef struct {
    GPtrArray *rows;                                   /* of TdWaiting */
    gint64 total;                                      /* that match the filter */
    GPtrArray *sums;                                   /* of TdWaitingSum, by State, kind, status */
    gint64 waiting, changed, unverified, confidential; /* of those that wait */
    gint64 oldest;                                     /* since when the oldest waits; 0: none does */
} TdWaitingList;
void td_waiting_list_clear (TdWaitingList *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdWaitingList, td_waiting_list_clear)

gboolean td_submission_waiting (TdInstance *instance, const TdViewer *viewer, const TdWaitingFilter *filter,
                                TdWaitingList *ret_list, GError **error);

/* The next that waits after this one (or before it), by time of coming; *ret_id NULL: none. id NULL: the first (the last). */
gboolean td_submission_waiting_beside (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean before,
                                       char **ret_id, GError **error);

/* How many wait, inside the caller's transaction. Asks no door: for the house's own counts. */
gboolean td_submission_waiting_count (TdTx *tx, gint64 *ret_count, GError **error);

/* One as a short row, whatever its phase; *ret_waiting NULL: not to be had. The second: the one that an act decided about. */
gboolean td_submission_short (TdInstance *instance, const TdViewer *viewer, const char *id, TdWaiting **ret_waiting,
                              GError **error);
gboolean td_submission_short_of_act (TdInstance *instance, const TdViewer *viewer, const char *act,
                                     TdWaiting **ret_waiting, GError **error);

/* What an officer decided. */
typedef struct {
    char *act; /* for td_submission_undo */
    TdWaiting *submission;
    TdStatus from, to;
    gint64 at, undone; /* undone 0: it stands */
    gboolean last;     /* nothing else happened to the submission since, so that it can be taken back */
} TdDecided;
void td_decided_free (TdDecided *decided);
/* The viewer's own decisions since an instant, newest first, at most 200. Of TdDecided. */
GPtrArray *td_submission_decided (TdInstance *instance, const TdViewer *viewer, gint64 since, GError **error);
