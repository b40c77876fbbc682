/* The State's consultation on the draft of its report (statement of September 2014, paragraph 8).
 *
 * Those who act for a State begin one, on a published draft or on nothing yet but a plan: when it opens and closes (local texts in
 * a zone of the State's choice; the instants follow), in which languages, how. They invite organisations, say when meetings are
 * and later what came of them, and answer comments (comment.h, answer.h). Everybody may come in, invited or not.
 *
 * A consultation is public. Who was invited is not: it counts organisations by kind, and names one only while that organisation
 * itself says so and has a public page. Counts by kind below TD_CONSULTATION_LEAST are put together.
 *
 * Withdrawn: the State took the draft back before the consultation closed, here or by taking the submission down. Comments
 * stay with the State and with those who wrote them; a new draft begins a new consultation, which leads back to this one.
 *
 * Who may what: TD_ACT_CONSULTATION_HOLD with the State's own people; everybody else reads. Errors: TD_CONSULTATION_ERROR.
 */
#pragma once

#include "areas/calls/timetable.h"
#include "door/door.h"
#include <jansson.h>

#define TD_CONSULTATION_ERROR (td_consultation_error_quark ())
GQuark td_consultation_error_quark (void);

/* A count by kind below it stands among "others". */
enum { TD_CONSULTATION_LEAST = 3 };

typedef enum {
    TD_CONSULTATION_PLANNED,
    TD_CONSULTATION_OPEN,
    TD_CONSULTATION_CLOSED,
    TD_CONSULTATION_WITHDRAWN,
} TdConsultationStatus;
const char *td_consultation_status_word (TdConsultationStatus status); /* English, also for td_words */

typedef struct {
    char *kind; /* slug; NULL: all kinds with fewer than TD_CONSULTATION_LEAST together */
    gint64 n;
} TdKindCount;
void td_kind_count_free (TdKindCount *count);
/* Of a rising or any list of TdKindCount by kind: those that are few put together as the last. Takes it; free the answer. */
GPtrArray *td_kind_counts_fold (GPtrArray *take_counts);

/* How a meeting is held. */
typedef enum { TD_WAY_PERSON, TD_WAY_VIDEO, TD_WAY_TELEPHONE, TD_WAY_WRITTEN, TD_N_WAYS } TdGatheringWay;
const char *td_gathering_way_word (TdGatheringWay way);  /* "person", "video", "telephone", "written" */
const char *td_gathering_way_label (TdGatheringWay way); /* English, for td_words */

typedef struct {
    char *id;
    char *starts_local;
    gint64 starts;
    TdGatheringWay way;
    char *place;     /* where, or how to come in */
    char *languages; /* tags with a comma between */
    char *outcome;   /* what came of it, or NULL */
    GPtrArray *came; /* of TdKindCount, as the State counted */
} TdGathering;

/* A later deadline that it got, and the one before it, in the consultation's zone. */
typedef struct {
    char *was_local, *closes_local;
    gint64 was, closes, at;
    char *reason; /* for the public */
} TdConsultationExtension;

typedef struct {
    char *id, *state;
    int cycle;
    char *draft;               /* submission, or NULL */
    char *follows, *continued; /* the withdrawn one before it, and the one that came after it; or NULL */
    char *opens_local, *closes_local, *zone;
    gint64 opens, closes;
    char *languages; /* tags with a comma between */
    char *how;       /* how comments can be given and meetings are held */
    char *about;     /* what else the State says, or NULL */
    gint64 draft_published, withdrawn, created;
    char *withdrawn_reason;
    gint64 comments; /* how many numbers were given */
    guint8 secret[32];
    GPtrArray *meetings;   /* of TdGathering, by time */
    GPtrArray *extensions; /* of TdConsultationExtension, oldest first */
} TdConsultation;
void td_consultation_free (TdConsultation *consultation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdConsultation, td_consultation_free)

TdConsultationStatus td_consultation_status (const TdConsultation *consultation, gint64 at);
/* Whole days between opening and the end, the begun one too. Nobody could comment before it was entered here, whatever day was
 * given for its opening. */
int td_consultation_days (const TdConsultation *consultation);
/* Whether the viewer acts for its State. */
gboolean td_consultation_may_hold (const TdConsultation *consultation, const TdViewer *viewer, GError **error);

/* ---- reading; everybody may ---- */

TdConsultation *td_consultation_get (TdInstance *instance, const char *id, GError **error);
TdConsultation *td_consultation_get_in (TdTx *tx, const char *id, GError **error);
/* state NULL: of all; cycle 0: of all. The newest first. Of TdConsultation. */
GPtrArray *td_consultation_list (TdInstance *instance, const char *state, int cycle, GError **error);
GPtrArray *td_consultation_list_in (TdTx *tx, const char *state, int cycle, GError **error);
/* The review of the State for which a draft is written on that day. */
gboolean td_consultation_cycle (TdTx *tx, TdInstance *instance, const char *state, int *ret_cycle, GError **error);

/* The draft as everybody may read it, of TdParagraph, and its title and language; *ret_paragraphs NULL where there is none or it is not
 * (or no longer) to be read. Free them. */
gboolean td_consultation_draft (TdInstance *instance, const TdConsultation *consultation, GPtrArray **ret_paragraphs,
                                char **ret_title, char **ret_language, GError **error);
/* Inside a transaction: whether everybody may read the draft; TRUE where there is none to read. */
gboolean td_consultation_draft_stands (TdTx *tx, TdInstance *instance, const TdConsultation *consultation,
                                       gboolean *ret_stands, GError **error);

/* ---- holding one ---- */

typedef struct {
    const char *draft;          /* submission: published, of this State, a draft of its report; or NULL */
    const char *opens, *closes; /* local "2026-12-01T09:00" or a day (from 00:00, to 23:59) */
    const char *zone;           /* IANA */
    const char *languages;      /* tags with a comma between */
    const char *how, *about;
} TdConsultationWish;
/* For the viewer's own State and the review that comes. *ret_id is the caller's; *ret_field (may be NULL) names what will not
 * do, a literal. A draft has one consultation at a time (TD_ERROR_CONFLICT). */
gboolean td_consultation_begin (TdInstance *instance, const TdViewer *viewer, const TdConsultationWish *wish,
                                char **ret_id, const char **ret_field, GError **error);
/* Before it closes: closes is later than the deadline that stands; with a reason for the public. Those who wrote and those who were
 * invited are told, subscribers too (areas/subscriptions). TD_ERROR_CONFLICT when it is over. */
gboolean td_consultation_extend (TdInstance *instance, const TdViewer *viewer, const char *id, const char *closes,
                                 const char *reason, const char **ret_field, GError **error);
/* Before it closes, with a reason for the public. Those who wrote and those who were invited are told. Where the viewer may
 * take the draft down, it is taken down too. TD_ERROR_CONFLICT when it is over. */
gboolean td_consultation_withdraw (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                                   GError **error);

typedef struct {
    const char *starts, *way, *place, *languages;
} TdGatheringWish;
gboolean td_gathering_add (TdInstance *instance, const TdViewer *viewer, const char *consultation,
                           const TdGatheringWish *wish, char **ret_id, const char **ret_field, GError **error);
/* What came of it, and how many came by kind (of TdKindCount): once it was held; said again, the later word stands. */
gboolean td_gathering_report (TdInstance *instance, const TdViewer *viewer, const char *consultation,
                              const char *meeting, const char *outcome, const GPtrArray *came, const char **ret_field,
                              GError **error);

/* ---- inviting ---- */

/* Those that are offered to the viewer and not invited yet. Of TdOrganisation. */
GPtrArray *td_consultation_to_invite (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* Of those that were invited, the names that the viewer may still read: verified with a public page. Of char *. Who acts for the
 * State alone. */
GPtrArray *td_consultation_invited_names (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* Their contributors are told. Who is invited already is passed over; who is not offered is TD_ERROR_INPUT, and nobody is
 * invited. *ret_n (may be NULL): how many are new. */
gboolean td_consultation_invite (TdInstance *instance, const TdViewer *viewer, const char *id,
                                 const char *const *organisations, int *ret_n, GError **error);

/* An organisation says, or no longer says, that the record names it; no longer: its name goes from its comments too. TD_ACT_ACCOUNT_OWN, contributor or lead. */
gboolean td_consultation_consent (TdInstance *instance, const TdViewer *viewer, const char *id,
                                  const char *organisation, gboolean consents, GError **error);
