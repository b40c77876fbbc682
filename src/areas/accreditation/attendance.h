/* Who came: to which meeting, on which day, in person or from afar.
 *
 * Rooms and the telephone say it as it happens (td_attendance_note), the entrance says it by a badge (badge.h), a list that was ticked with a
 * pencil is typed in afterwards (td_attendance_type). The same person at the same meeting on the same day in the same way is there once.
 *
 * So many days after the session as the profile says (accreditation.erase_days) the names go and only counts stay: by kind of source,
 * region, way and language, each by itself, never one by another. Counts below TD_LIMIT_SMALL_COUNT are not told to anybody: a region
 * with one person is that person.
 *
 * What is known of a closed meeting stands here for nobody who is not of it: who asks gave a meeting that td_meeting_get gave them, and the
 * counts of a session hold its public meetings alone.
 */
#pragma once

#include "areas/programme/meeting.h"

typedef enum { TD_CAME_IN_PERSON, TD_CAME_VIDEO, TD_CAME_TELEPHONE, TD_N_CAME } TdCameHow;
const char *td_came_how_word (TdCameHow how);  /* "in-person", "video", "telephone" */
const char *td_came_how_label (TdCameHow how); /* English, for td_words */
gboolean td_came_how_from_word (const char *word, TdCameHow *ret_how);

/* For other areas, in the caller's transaction, which journals for itself: somebody is in the meeting. who: an account's id or an
 * accreditation's; NULL, or an id of neither: nobody whom one could name, and nothing is kept. Asks no door. */
gboolean td_attendance_note (TdTx *tx, TdInstance *instance, const char *meeting, const char *who, TdCameHow how,
                             gint64 at, GError **error);

typedef struct {
    char *id;
    char *meeting; /* "": at the session, that day */
    char *day;     /* "2026-12-07", in the meeting's zone */
    TdCameHow how;
    char *who;  /* id of an accreditation or account; its own where a name was typed in */
    char *name; /* as the secretariat knows it; NULL: erased, or an account without a name */
    char *kind; /* slug of the profile's kinds, or "committee", "interpreter" */
    gint64 at;
} TdAttendance;
void td_attendance_free (TdAttendance *attendance);

/* TD_ACT_ACCREDITATION_DECIDE. Of TdAttendance, by day and hour. meeting NULL: of the whole session, but for closed meetings of which the
 * viewer may not know. */
GPtrArray *td_attendance_list (TdInstance *instance, const TdViewer *viewer, int session, const char *meeting,
                               GError **error);

typedef struct {
    const char *meeting;               /* NULL: the session, on that day */
    const char *day;                   /* NULL: the meeting's, or today */
    const char *how;                   /* word */
    const char *const *accreditations; /* ids, NULL-terminated, or NULL */
    const char *const *names;          /* of people who are not accredited, NULL-terminated, or NULL */
} TdAttendanceTyped;
/* What stood on a list of paper. TD_ACT_ACCREDITATION_DECIDE; one entry in the journal. */
gboolean td_attendance_type (TdInstance *instance, const TdViewer *viewer, int session, const TdAttendanceTyped *typed,
                             const char **ret_field, GError **error);
/* Taken back: it was a mistake. */
gboolean td_attendance_remove (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* ---- figures ---- */

typedef enum { TD_BY_ALL, TD_BY_KIND, TD_BY_REGION, TD_BY_WAY, TD_BY_LANGUAGE, TD_N_BY } TdCountBy;
const char *td_count_by_word (TdCountBy by); /* "all", "kind", "region", "way", "language" */
typedef struct {
    TdCountBy by;
    char *
        word; /* slug of a kind, a region as the profile writes it ("" not known), a word of TdCameHow, a tag; "" for all */
    gint64 n;        /* -1 where hidden */
    gboolean hidden; /* fewer than TD_LIMIT_SMALL_COUNT, or what would tell such a number by subtraction */
} TdAttendanceCount;
void td_attendance_count_free (TdAttendanceCount *count);
/* Of TdAttendanceCount, by dimension, then word: how many people came. meeting: one that the viewer may know of (TD_ERROR_NOT_FOUND), or NULL:
 * anywhere in the session's public meetings, each person once. Somebody who came in two ways is in both. The same for everybody. */
GPtrArray *td_attendance_counts (TdTx *tx, TdInstance *instance, const TdViewer *viewer, int session,
                                 const char *meeting, GError **error);

/* ---- by rule ---- */

/* Names, badges and attendance of sessions that ended so long ago go. A chore of this area; *ret_n: sessions. */
gboolean td_accreditation_erase_due (TdInstance *instance, int *ret_n, GError **error);
