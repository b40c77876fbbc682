/* The register of reprisals, kept by the Committee's focal point and the officer named beside (TD_ACT_REPRISAL_KEEP).
 *
 * It says what the person asked for, what they agree to (each by itself, and each can be withdrawn), what was done on which day, and when to
 * look again. It holds words of these lists and days, and no sentence: what was told stays sealed (areas/sealed), and nothing of it can be
 * copied here in clear. A step that needs a consent is refused without it, and after it was withdrawn; what was done before stays.
 *
 * Two at once: `seen` is the version that the form showed; TD_ERROR_CONFLICT when another changed it meanwhile.
 * Figures say less than TD_REPRISAL_SMALL as "fewer than", and leave out whatever would give such a count away.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"
#include <jansson.h>

#define TD_REPRISAL_ERROR (td_reprisal_error_quark ())
GQuark td_reprisal_error_quark (void);

enum { TD_REPRISAL_SMALL = 5 };

/* Lists of words; labels are English, for td_words. NULL-terminated by a row without word. */
typedef struct {
    const char *word, *label;
    const char *needs; /* steps only: the consent without which it is not taken; or NULL */
} TdReprisalWord;
extern const TdReprisalWord td_reprisal_kinds[];                                       /* what happened */
extern const TdReprisalWord td_reprisal_ways[];                                        /* how it was learnt of */
extern const TdReprisalWord td_reprisal_asks[];                                        /* what a person asks for */
extern const TdReprisalWord td_reprisal_consents[];                                    /* what they agree to */
extern const TdReprisalWord td_reprisal_steps[];                                       /* what was done */
const TdReprisalWord *td_reprisal_word (const TdReprisalWord *list, const char *word); /* NULL: none */

typedef struct {
    const TdReprisalWord *what;
    gint64 at, withdrawn; /* withdrawn 0: it holds; of what was asked always 0 */
} TdReprisalSaid;
typedef struct {
    const TdReprisalWord *step;
    char *day;
} TdReprisalStep;
typedef struct {
    char *id, *filing;    /* filing: or NULL */
    const TdState *state; /* or NULL */
    const TdReprisalWord *kind, *came;
    char *remind; /* a day, or NULL */
    int version;
    gint64 opened, changed, closed; /* closed 0: open */
    GArray *asked, *consents;       /* of TdReprisalSaid */
    GArray *steps;                  /* of TdReprisalStep, oldest first */
} TdReprisal;
void td_reprisal_free (TdReprisal *reprisal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdReprisal, td_reprisal_free)
/* Whether a consent holds now. */
gboolean td_reprisal_agrees (const TdReprisal *reprisal, const char *what);
/* Whether its reminder is due on a day. */
gboolean td_reprisal_due (const TdReprisal *reprisal, const char *today);

/* Those whose reminder comes first, then the open ones, then the closed, newest first. Of TdReprisal. */
GPtrArray *td_reprisals (TdInstance *instance, const TdViewer *viewer, int from, int most, gint64 *ret_total,
                         GError **error);
TdReprisal *td_reprisal_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

typedef struct {
    const char *kind, *came; /* words */
    const char *state;       /* iso3, or "" */
    const char *filing;      /* id of a sealed filing of this purpose, or "" */
} TdReprisalNew;
gboolean td_reprisal_open (TdInstance *instance, const TdViewer *viewer, const TdReprisalNew *what, char **ret_id,
                           GError **error);

typedef enum {
    TD_REPRISAL_ASK,      /* what: td_reprisal_asks */
    TD_REPRISAL_AGREE,    /* what: td_reprisal_consents */
    TD_REPRISAL_WITHDRAW, /* likewise */
    TD_REPRISAL_STEP,     /* what: td_reprisal_steps; day */
    TD_REPRISAL_REMIND,   /* day; "" for none */
    TD_REPRISAL_CLOSE,
    TD_REPRISAL_REOPEN,
    TD_N_REPRISAL_DO
} TdReprisalDo;
gboolean td_reprisal_do_from_word (const char *word, TdReprisalDo *ret_do); /* "ask", "agree", "withdraw", "step", … */
typedef struct {
    TdReprisalDo act;
    const char *what, *day;
    int seen; /* 0: whatever stands */
} TdReprisalChange;
gboolean td_reprisal_change (TdInstance *instance, const TdViewer *viewer, const char *id,
                             const TdReprisalChange *change, GError **error);

/* The reminder that is due on a day: the last of the profile's whose day has come. FALSE: none yet. Pure. */
gboolean td_reprisal_reminder_due (const TdProfileDays *days, const char *remind, const char *today, int *ret_days);
/* The chore: one letter in neutral words to the focal point where reminders are due that did not go yet; each goes once for each day that was
 * set. *ret_n (may be NULL): how many reprisals it is about. */
gboolean td_reprisal_remind_due (TdInstance *instance, int *ret_n, GError **error);

/* {total, open, by_year[{year, n}], by_kind[{kind, n}], by_state[{state, n}]}: n null where it is small, or would tell another that is. */
json_t *td_reprisal_figures (TdInstance *instance, const TdViewer *viewer, GError **error);
