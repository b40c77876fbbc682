/* Accounts of how a State consulted civil society on its report, by those whom it did or did not ask.
 *
 * The questions are the profile's (own-account.csv). An account is an organisation's (its contributors and leads give, change and
 * withdraw it, at most one a State and review stands), one person's, or that of somebody without an account: the last is for the
 * Committee alone, counts nowhere and can't be changed. Who may see it is chosen by its giver: there is no default, and silence
 * means the Committee alone. One that is to be public is shown at once when it is a verified organisation's, else when the
 * secretariat accepted it. Those who act for the State see what the public sees.
 *
 * Giving one takes nothing away: whoever took part in a consultation may send an alternative report as anybody may.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

#define TD_COOPERATION_ERROR (td_cooperation_error_quark ())
GQuark td_cooperation_error_quark (void);

/* One answer. value: "yes", "partly", "no", "unknown"; a day; a number of days; tags with ; between; or NULL. words: text, or
 * languages that are no tags; or NULL. An answer without both is none. */
typedef struct {
    const TdOwnQuestion *question;
    char *value, *words;
} TdOwnAnswer;
void td_own_answer_clear (TdOwnAnswer *answer);

typedef struct {
    char *id, *state; /* state: iso3 */
    int cycle;
    char *organisation, *person; /* ids; NULL both: without an account */
    char *name;        /* as to be shown to who may know it: the registry's, the person's, or as typed; NULL: none */
    gboolean at_risk;  /* its organisation is (areas/organisations/organisation-risk.h) */
    gboolean verified; /* an organisation that the secretariat verified */
    TdStatus status;
    gboolean visibility_chosen;
    TdVisibility visibility;
    int version;
    char *decision_reason;
    gint64 given, changed, decided;
    guint8 secret[32];
    GArray *answers; /* of TdOwnAnswer, in the profile's order; those that were given */
    guint relations; /* the viewer's */
} TdOwnAccount;
void td_own_account_free (TdOwnAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdOwnAccount, td_own_account_free)

TdThing td_own_account_thing (const TdOwnAccount *account);
/* The giver's name for this viewer, or NULL. */
const char *td_own_account_name_for (const TdOwnAccount *account, const TdViewer *viewer);
/* Whether it counts among the organisations' answers: one of a verified organisation, or one that is published. */
gboolean td_own_account_counts (const TdOwnAccount *account);
/* Its answer to a question, or NULL. */
const TdOwnAnswer *td_own_account_answer (const TdOwnAccount *account, const char *question);

/* The review of the State on whose report civil society is consulted today. */
int td_cooperation_cycle (const TdInstance *instance, TdTx *tx, const TdState *state,
                          GError **error); /* 0 with error */

/* TD_ERROR_NOT_FOUND when there is none or the viewer may not know of it. */
TdOwnAccount *td_own_account_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
TdOwnAccount *td_own_account_get_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                                     GError **error);
/* Those that stand which the viewer may read, oldest first, at most TD_LIMIT_OWN_ACCOUNTS: of TdOwnAccount. */
GPtrArray *td_own_account_list_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                                   GError **error);
/* The one that stands of this organisation, or of the viewer where it is NULL; *ret_account NULL: none. */
gboolean td_own_account_mine (TdInstance *instance, const TdViewer *viewer, const char *state, const char *organisation,
                              TdOwnAccount **ret_account, GError **error);

typedef struct {
    const char *question;      /* slug */
    const char *value, *words; /* or NULL, "" */
} TdOwnGiven;
typedef struct {
    const char *state;
    const char *organisation; /* id; NULL: for oneself */
    const char *name;         /* of somebody without an account; or NULL */
    const char *visibility;   /* a word of door.h; NULL or "": not chosen */
    const TdOwnGiven *answers;
    gsize n_answers;
    int seen; /* the version that was on the form; 0: there was none */
} TdOwnWish;

/* Gives an account, or changes the one that stands. *ret_field (may be NULL): the slug of the first answer that will not do, or
 * "visibility", "name", "for". TD_ERROR_CONFLICT when a colleague changed it since `seen`: nothing is written, and what was typed stays the
 * caller's to show. TD_ERROR_NOT_ALLOWED for those who act for the State. TD_ERROR_BUSY after too many in a day. */
gboolean td_own_account_give (TdInstance *instance, const TdViewer *viewer, const TdOwnWish *wish, char **ret_id,
                              const char **ret_field, GError **error);
/* Takes it back: its answers go, of every version, and its secret. */
gboolean td_own_account_withdraw (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* The secretariat's word on one that its giver wants public: shown, or kept for the Committee with a reason. */
gboolean td_own_account_decide (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean show,
                                const char *reason, GError **error);

/* An earlier version. */
typedef struct {
    int version;
    gint64 at;
} TdOwnVersion;
/* All versions, newest first, for its own people and the secretariat: of TdOwnVersion. */
GArray *td_own_account_versions (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* Notes that the viewer reads those of the list that are not public, for the Committee (door.h: td_door_reading_is_noted): one
 * entry of the journal a session, account and hour. As submissions/reading.h: who can't be noted does not read. */
gboolean td_own_account_note_readings (TdInstance *instance, const TdViewer *viewer, const GPtrArray *accounts,
                                       GError **error);
