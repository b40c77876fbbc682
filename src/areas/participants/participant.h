/* Standing participants: who receives each report of a State by the treaty's own word, and the record of it.
 *
 * Who they are, what they receive and by which article is profile data (participants.csv): for the Committee on Migrant Workers the
 * International Labour Office (articles 74.2 and 74.5). When such a report is received, a copy for each of them is to be sent. Where the
 * secretariat recorded a mail address, a letter goes at once: with a link that opens this report's files and nothing else, for
 * TD_LIMIT_PARTICIPANT_LINK_DAYS days. Else the copy waits at the secretariat's desk until an officer sends it by another way
 * and records when and how. A report that was replaced, taken down, refused or erased is not sent any more, its link opens nothing, and the
 * record says so.
 *
 * The link holds 256 random bits; the store keeps a keyed hash of them. What it opens the door decides (TD_RELATION_PARTICIPANT), and
 * each reading is in the journal. A letter names no State.
 *
 * Who may what: TD_ACT_PARTICIPANT_RECORD. An officer who may not know of what is confidential about a State (a conflict) is not shown its
 * copies. Errors: TD_PARTICIPANT_ERROR.
 */
#pragma once

#include "areas/submissions/submission.h"

#define TD_PARTICIPANT_ERROR (td_participant_error_quark ())
GQuark td_participant_error_quark (void);

/* How a copy was sent. */
typedef enum { TD_SENT_LINK, TD_SENT_MAIL, TD_SENT_POST, TD_SENT_HAND, TD_SENT_OTHER, TD_N_SENT } TdSentHow;
const char *td_sent_how_word (TdSentHow how);  /* "link", "mail", "post", "hand", "other" */
const char *td_sent_how_label (TdSentHow how); /* English, for td_words */
/* Those that an officer records: all but TD_SENT_LINK. */
gboolean td_sent_how_from_word (const char *word, TdSentHow *ret_how);

typedef struct {
    TdSentHow how;
    char *day;  /* "2026-12-18", or NULL: that of at */
    char *note; /* or NULL */
    gint64 at;  /* when it was sent, or recorded */
} TdSending;

typedef struct {
    char *id;
    char *participant; /* slug */
    char *submission, *state, *purpose;
    gint64 received;
    char *gone; /* "replaced", "taken-down", "refused", "duplicate", "erased"; NULL: it stands */
    gint64 gone_at;
    GPtrArray *sendings; /* of TdSending, oldest first */
    gint64 expires;      /* of the link of the last letter; 0: no letter went */
    int opened;          /* how often a file was had by it */
    gint64 last_opened;
} TdParticipantCopy;
void td_participant_copy_free (TdParticipantCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdParticipantCopy, td_participant_copy_free)
/* Neither sent nor gone. */
gboolean td_participant_copy_waits (const TdParticipantCopy *copy);
/* Why it is gone, in words (English, for td_words); NULL: it stands. */
const char *td_participant_copy_gone_label (const TdParticipantCopy *copy);

/* ---- for officers: TD_ACT_PARTICIPANT_RECORD ---- */

/* Those that wait first, the oldest of them first; then the others, the newest first. *ret_total: of all. Of TdParticipantCopy. */
GPtrArray *td_participant_copies (TdInstance *instance, const TdViewer *viewer, int from, int most, gint64 *ret_total,
                                  GError **error);
TdParticipantCopy *td_participant_copy_get (TdInstance *instance, const TdViewer *viewer, const char *id,
                                            GError **error);

/* The mail address, or NULL in *ret_address: none is recorded. *ret_locale: of its letters. */
gboolean td_participant_address (TdInstance *instance, const TdViewer *viewer, const char *participant,
                                 char **ret_address, char **ret_locale, GError **error);
/* address "": none any more. locale NULL: English. What waits goes to a new address at once. */
gboolean td_participant_set_address (TdInstance *instance, const TdViewer *viewer, const char *participant,
                                     const char *address, const char *locale, GError **error);

typedef struct {
    const char *how, *day, *note; /* day NULL or "": today; note NULL or "": none */
} TdSentWish;
/* That it was sent by another way. *ret_field (may be NULL) names what will not do, a literal. */
gboolean td_participant_record (TdInstance *instance, const TdViewer *viewer, const char *copy, const TdSentWish *wish,
                                const char **ret_field, GError **error);
/* The letter, once more: a fresh link, and the one before opens nothing. TD_ERROR_CONFLICT: no address, or it is gone. */
gboolean td_participant_send (TdInstance *instance, const TdViewer *viewer, const char *copy, GError **error);

/* {participants[{slug, name, articles, receives[], basis, takes_part, address (whether one is recorded)}],
 * copies[{id, participant, submission, state, purpose, received, waits, gone, gone_at, sendings[{how, day, note, at}], link{expires, opened,
 * last}}]}. */
json_t *td_participants_to_json (TdInstance *instance, const TdViewer *viewer, const GPtrArray *copies, GError **error);

/* ---- by the link of a letter ---- */

/* The copy, with its report as the link shows it. TD_ERROR_NOT_FOUND: no link; TD_ERROR_GONE: its time is over, or the report is gone. */
gboolean td_participant_open (TdInstance *instance, const char *key, TdParticipantCopy **ret_copy,
                              TdSubmission **ret_report, GError **error);
/* One of the report's files; noted as read by the participant. */
GBytes *td_participant_file (TdInstance *instance, const char *key, int position, char **ret_id, char **ret_format,
                             GError **error);
