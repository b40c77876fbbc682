/* One piece of news, and whom it concerns; private to this area. */
#pragma once

#include "areas/calls/opening.h"
#include "areas/programme/programme.h"
#include "areas/submissions/submission.h"
#include "areas/subscriptions/event-sql.h"

typedef struct {
    const TdInstance *instance;
    const TdEvent *event;
    const TdOpeningSource *source; /* of the opening, or NULL */
    TdOpening *opening;            /* a call, a consultation; or NULL */
    TdSubmission *submission;      /* as everybody reads it, or NULL */
    GPtrArray *paragraphs;         /* with a submission: of TdParagraph */
    TdProgrammeVersion *programme; /* of a session, or NULL */
    char **programme_states;       /* about which its changes are */
    GPtrArray *tokens;             /* of GHashTable, of each paragraph; made when a search asks first */
} TdNews;

/* *ret_stands FALSE: there is nothing to tell any more (closed, taken back, not public). An opening that is planned still stands. */
gboolean td_news_load (TdTx *tx, const TdInstance *instance, const TdEvent *event, TdNews *ret_news,
                       gboolean *ret_stands, GError **error);
void td_news_clear (TdNews *news);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdNews, td_news_clear)

gboolean td_news_concerns (TdNews *news, TdFollowKind kind, const char *what);
/* A submission as everybody may read it now; NULL without error: nobody may. */
gboolean td_news_submission (TdTx *tx, const TdInstance *instance, const char *id, TdSubmission **ret_submission,
                             GError **error);

/* Where openings come from of which subscribers are told: calls, and td_opening_sources with news. NULL-terminated. */
const TdOpeningSource *const *td_news_sources (void);

/* How many days before its deadline an opening's reminder is due now: 60, 30, 7, 1, or 0 for none. */
int td_news_reminder (const TdOpening *opening, gint64 now);
/* The key under which a reminder is told once. Free it. */
char *td_news_reminder_key (const TdOpening *opening, int days);
