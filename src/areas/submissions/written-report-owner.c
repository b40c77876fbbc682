/* What the structured editor asks of a submission's draft. */
#include "areas/submissions/draft.h"
#include "areas/submissions/submission-sql.h"
#include "areas/submissions/written-report-sql.h"
#include "base/errors.h"
#include "text/words.h"

/* Whoever may work on the draft. Once it was sent its senders still read what was written; nobody else ever does: the
 * Committee has what was sent. */
static gboolean may (TdTx *tx, TdInstance *instance, const TdWriter *writer, const char *thing, TdWritingWish wish,
                     GError **error)
{
    g_autoptr (TdSubmission) s = NULL;

    if (wish == TD_WRITING_WRITE) {
        s = td_draft_get (tx, instance, writer->viewer, writer->key, thing, error);
        return s != NULL;
    }
    s = td_submission_get_in (tx, instance, writer->viewer, writer->key, thing, error);
    if (s == NULL)
        return FALSE;
    return (s->relations & (TD_RELATION_SENDER | TD_RELATION_VIEWER)) != 0 || td_door_unknown (error);
}

static char *title_of (const TdInstance *instance, const TdSubmission *s, const char *locale)
{
    const TdState *state = s->state != NULL ? td_profile_state (instance->profile, s->state) : NULL;

    if (s->title != NULL)
        return g_strdup (s->title);
    if (state == NULL)
        return g_strdup (td_words (locale, N_ ("Your report")));
    return td_words_fill (td_words (locale, N_ ("Your report on {state}")), "state",
                          td_profile_state_name (instance->profile, state, locale), NULL);
}

static gboolean about (TdTx *tx, TdInstance *instance, const char *thing, const char *locale, TdWritingAbout *ret_about,
                       GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_load (tx, thing, error);

    if (s == NULL)
        return FALSE;
    *ret_about = (TdWritingAbout){ .title = title_of (instance, s, locale),
                                   .page_limit = instance->profile->page_limit,
                                   .words_a_page = instance->profile->page_rule.words_a_page,
                                   .own_outline = TRUE };
    if (s->status == TD_STATUS_DRAFT) {
        ret_about->back = g_strdup ("/send/write");
        ret_about->button = g_strdup (N_ ("Go on with sending"));
    } else {
        ret_about->back = g_strdup_printf ("/submissions/%s", thing);
        ret_about->button = g_strdup (N_ ("The submission"));
    }
    return TRUE;
}

static gboolean changed (TdTx *tx, TdInstance *instance, const char *thing, GError **error)
{
    return td_written_report_touch (tx, thing, td_clock_now (&instance->clock), error);
}

const TdWritingOwner td_written_report_owner = {
    .kind = TD_WRITTEN_REPORT_KIND,
    .cookie = "td_draft",
    .act = "submission.draft",
    .may = may,
    .about = about,
    .changed = changed,
};
