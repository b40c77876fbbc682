/* What a State says that it does. Contract in step.h. */
#include "areas/follow_up/step-sql.h"

#include "base/base.h"
#include "base/clock.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"

static const struct {
    const char *word, *label;
} progresses[TD_N_PROGRESSES] = {
    [TD_PROGRESS_PLANNED] = { "planned", N_ ("planned") },
    [TD_PROGRESS_BEGUN] = { "begun", N_ ("begun") },
    [TD_PROGRESS_DONE] = { "done", N_ ("done") },
    [TD_PROGRESS_DROPPED] = { "dropped", N_ ("dropped") },
};

const char *td_progress_word (TdProgress progress)
{
    return (gsize) progress < TD_N_PROGRESSES ? progresses[progress].word : "";
}

const char *td_progress_label (TdProgress progress)
{
    return (gsize) progress < TD_N_PROGRESSES ? progresses[progress].label : "";
}

gboolean td_progress_from_word (const char *word, TdProgress *ret)
{
    for (int i = 0; i < TD_N_PROGRESSES; i++)
        if (g_strcmp0 (word, progresses[i].word) == 0) {
            *ret = (TdProgress) i;
            return TRUE;
        }
    return FALSE;
}

void td_state_step_free (TdStateStep *s)
{
    if (s == NULL)
        return;
    g_free (s->step);
    g_free (s->recommendation);
    g_free (s->ministry);
    g_free (s->words);
    g_free (s->day);
    g_free (s->office);
    g_free (s);
}

struct reading {
    const char *recommendation;
    GPtrArray *list;
};

static gboolean steps_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_state_step_select (tx, r->recommendation, error);
    return r->list != NULL;
}

GPtrArray *td_state_steps (TdInstance *instance, const char *recommendation, GError **error)
{
    struct reading r = { .recommendation = recommendation };

    return td_store_read (instance->store, steps_in, &r, error) ? r.list : NULL;
}

/* ---- writing ---- */

struct write {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *recommendation;
    const TdStepWish *wish;
    const char *field;
};

static gboolean wrong (struct write *w, const char *field, TdErrorCode code, GError **error, const char *message)
{
    w->field = field;
    g_set_error_literal (error, TD_FOLLOW_UP_ERROR, (int) code, message);
    return FALSE;
}

/* Fills it from what was typed. */
static gboolean read_wish (struct write *w, TdStateStep *s, GError **error)
{
    const TdStepWish *wish = w->wish;

    s->ministry = td_text_clean_line (wish->ministry != NULL ? wish->ministry : "", TD_LIMIT_NAME_CHARACTERS);
    s->words = td_text_clean_text (wish->words != NULL ? wish->words : "", TD_LIMIT_TEXT_CHARACTERS);
    s->day = td_text_clean_line (wish->day != NULL ? wish->day : "", 10);
    if (s->ministry == NULL || *s->ministry == '\0')
        return wrong (w, "ministry", TD_ERROR_INPUT, error, "Name the ministry or office, in at most 200 characters.");
    if (s->words == NULL || *s->words == '\0')
        return wrong (w, "words", TD_ERROR_INPUT, error, "Say what is done, in at most 4,000 characters.");
    if (s->day == NULL || (*s->day != '\0' && td_date_precision (s->day) == TD_DATE_NONE))
        return wrong (
            w, "day", TD_ERROR_INPUT, error,
            "Write the date as year, month and day, such as 2027-06-30; or only the year, or year and month.");
    if (!td_progress_from_word (wish->progress, &s->progress))
        return wrong (w, "progress", TD_ERROR_INPUT, error, "Choose how far it is.");
    if (*s->day == '\0')
        g_clear_pointer (&s->day, g_free);
    return TRUE;
}

/* The newest version of the step that the form was about; NULL: a new one, or none of this recommendation. */
static const TdStateStep *newest_of (const GPtrArray *steps, const char *step)
{
    for (guint i = 0; step != NULL && i < steps->len; i++) {
        const TdStateStep *s = steps->pdata[i];
        if (s->newest && g_str_equal (s->step, step))
            return s;
    }
    return NULL;
}

static int count_of (const GPtrArray *steps)
{
    int n = 0;

    for (guint i = 0; i < steps->len; i++)
        n += ((const TdStateStep *) steps->pdata[i])->newest;
    return n;
}

static gboolean place (struct write *w, const GPtrArray *steps, TdStateStep *s, GError **error)
{
    const char *step = w->wish->step != NULL && *w->wish->step != '\0' ? w->wish->step : NULL;
    const TdStateStep *stands = newest_of (steps, step);

    if (step != NULL && stands == NULL)
        return td_door_unknown (error);
    if (stands == NULL && count_of (steps) >= TD_LIMIT_STEPS)
        return wrong (w, "words", TD_ERROR_INPUT, error,
                      "There are 100 steps on this recommendation already. Change one of them instead.");
    if (stands != NULL && stands->version >= TD_LIMIT_STEP_VERSIONS)
        return wrong (w, "words", TD_ERROR_INPUT, error,
                      "This step was changed 200 times. Add a new one instead; both stay.");
    if (stands != NULL && stands->version != w->wish->seen)
        return wrong (
            w, "words", TD_ERROR_CONFLICT, error,
            "Somebody else of your State changed this step while you wrote. Their words stand above; save again to"
            " put yours in their place. Both are kept.");
    s->step = stands != NULL ? g_strdup (step) : td_id_new ();
    s->version = stands != NULL ? stands->version + 1 : 1;
    return TRUE;
}

/* One that the secretariat took out of the list keeps what was said of it, and gets nothing new. */
static gboolean stands (struct write *w, const TdRecommendation *r, GError **error)
{
    return r->standing == TD_STANDING_LISTED || r->standing == TD_STANDING_GONE
           || wrong (
               w, NULL, TD_ERROR_CONFLICT, error,
               "This paragraph is not in the list of recommendations any more, or its items stand in its place. Go back"
               " to the list.");
}

static gboolean write_in (TdTx *tx, gpointer data, GError **error)
{
    struct write *w = data;
    g_autoptr (TdRecommendation) r = NULL;
    g_autoptr (GPtrArray) steps = NULL;
    g_autoptr (TdStateStep) s = g_new0 (TdStateStep, 1);
    TdThing thing;

    w->field = NULL;
    if (!td_instance_may_write (w->instance, tx, error)
        || (r = td_recommendation_get_in (tx, w->recommendation, error)) == NULL)
        return FALSE;
    thing = td_recommendation_thing (r->state);
    if (!td_door_may (w->viewer, TD_ACT_FOLLOW_UP_STATE, &thing, error) || !stands (w, r, error)
        || (steps = td_state_step_select (tx, r->id, error)) == NULL || !read_wish (w, s, error)
        || !place (w, steps, s, error))
        return FALSE;
    s->recommendation = g_strdup (r->id);
    s->office =
        g_strdup (td_role_word (td_viewer_has (w->viewer, TD_ROLE_MISSION) ? TD_ROLE_MISSION : TD_ROLE_MINISTRY));
    s->at = td_clock_now (&w->instance->clock);
    const TdJournalEntry entry = { .actor = td_viewer_actor (w->viewer),
                                   .act = td_act_word (TD_ACT_FOLLOW_UP_STATE),
                                   .thing = "recommendation",
                                   .thing_id = r->id,
                                   .public_change = TRUE,
                                   .clock = &w->instance->clock };
    return td_state_step_insert (tx, s, td_viewer_actor (w->viewer), error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_state_step_write (TdInstance *instance, const TdViewer *viewer, const char *recommendation,
                              const TdStepWish *wish, const char **ret_field, GError **error)
{
    struct write w = { .instance = instance, .viewer = viewer, .recommendation = recommendation, .wish = wish };
    gboolean written;

    if (!td_door_may (viewer, TD_ACT_FOLLOW_UP_STATE, NULL, error))
        return FALSE;
    written = td_store_write (instance->store, write_in, &w, error);
    if (ret_field != NULL)
        *ret_field = w.field;
    return written;
}

json_t *td_state_steps_to_json (const GPtrArray *steps)
{
    json_t *list = json_array ();

    for (guint i = 0; i < steps->len; i++) {
        const TdStateStep *s = steps->pdata[i];
        g_autofree char *at = td_instant_to_text (s->at);
        json_array_append_new (list, json_pack ("{s:s, s:i, s:s, s:s, s:s?, s:s, s:s, s:s, s:b}", "step", s->step,
                                                "version", s->version, "ministry", s->ministry, "words", s->words,
                                                "day", s->day, "progress", td_progress_word (s->progress), "office",
                                                s->office, "at", at, "newest", s->newest));
    }
    return list;
}
