/* Transmitting an adopted paper to its State in confidence, and publishing it. Contract in paper.h. */
#include "areas/calls/deadline.h"
#include "areas/calls/record.h"
#include "areas/library/library.h"
#include "areas/papers/paper-rules.h"
#include "areas/people/membership.h"
#include "base/errors.h"
#include "text/words.h"

/* What everybody reads as the reason of the date. English, like every reason. */
#define PUBLISHED "The Committee's paper was published on this day."

/* ---- transmitting ---- */

struct release {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *embargo;
    gboolean early;
};

/* The paper that may be released now, or why not. */
static TdPaper *released (TdTx *tx, const struct release *r, GError **error)
{
    g_autoptr (TdPaper) p = NULL;
    TdThing thing;

    if (!td_instance_may_write (r->instance, tx, error))
        return NULL;
    p = td_paper_get_in (tx, r->viewer, r->id, error);
    if (p == NULL)
        return NULL;
    thing = td_paper_thing (p);
    if (p->status == TD_STATUS_DRAFT && td_door_viewer_may (r->viewer, TD_ACT_PAPER_RELEASE)) {
        td_paper_fail (error, TD_ERROR_CONFLICT, "This paper is a draft. Record first that the Committee adopted it.");
        return NULL;
    }
    if (p->status == TD_STATUS_PUBLISHED && td_door_viewer_may (r->viewer, TD_ACT_PAPER_RELEASE)) {
        td_paper_fail (error, TD_ERROR_CONFLICT,
                       "This paper is published already. Everybody can read it at its symbol.");
        return NULL;
    }
    return td_door_may (r->viewer, TD_ACT_PAPER_RELEASE, &thing, error) ? g_steal_pointer (&p) : NULL;
}

static gboolean read_embargo (const struct release *r, TdPaper *p, GError **error)
{
    const char *zone = r->instance->profile->zone;

    if (r->embargo == NULL || *r->embargo == '\0')
        return TRUE;
    if (!td_deadline_read (r->embargo, NULL, zone, &p->embargo_local, &p->embargo, error))
        return FALSE;
    p->embargo_zone = g_strdup (zone);
    return p->embargo > p->transmitted
           || td_paper_fail (error, TD_ERROR_INPUT,
                             "The embargo ends later than now, or there is none. Choose a later day and hour.");
}

/* Says that something waits, and no more: no State, no paper. */
static gboolean tell_state (TdTx *tx, TdInstance *instance, const TdPaper *p, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/papers/%s", p->id);
    const TdNotice notice = { .subject = N_ ("Something waits for you from the Committee"),
                              .sentence =
                                  N_ ("The Committee’s secretariat sent something in confidence to those who act "
                                      "for your State. Sign in to read it."),
                              .path = path,
                              .button = N_ ("Sign in and read it"),
                              .topic = "papers" };

    return td_notify_state (tx, instance, p->state, &notice, error);
}

static gboolean transmit_in (TdTx *tx, gpointer data, GError **error)
{
    struct release *r = data;
    g_autoptr (TdPaper) p = released (tx, r, error);
    const char *said[] = { NULL, NULL };

    if (p == NULL)
        return FALSE;
    if (p->status != TD_STATUS_ACCEPTED)
        return td_paper_fail (error, TD_ERROR_CONFLICT,
                              "This paper was transmitted to its State already. When stands on its page.");
    p->transmitted = td_clock_now (&r->instance->clock);
    if (!read_embargo (r, p, error))
        return FALSE;
    said[0] = p->embargo_local;
    return td_paper_set_transmitted (tx, p, error) && tell_state (tx, r->instance, p, error)
           && td_paper_journal (tx, r->instance, td_viewer_actor (r->viewer), "paper.transmit", p, FALSE, said, error);
}

gboolean td_paper_transmit (TdInstance *instance, const TdViewer *viewer, const char *id, const char *embargo,
                            GError **error)
{
    struct release r = { .instance = instance, .viewer = viewer, .id = id, .embargo = embargo };

    return td_store_write (instance->store, transmit_in, &r, error);
}

/* ---- publishing ---- */

static gboolean is_done (TdTx *tx, const struct release *r, const TdPaper *p, const char *stage, gboolean *ret_done,
                         GError **error)
{
    g_autoptr (TdTimetable) timetable = td_timetable_load (tx, r->instance->profile, error);
    const TdStageDate *date = timetable != NULL ? td_timetable_stage (timetable, p->state, p->cycle, stage) : NULL;

    *ret_done = date != NULL && g_strcmp0 (date->how, "done") == 0;
    return timetable != NULL;
}

/* The stage of the review is done on this day. Where deadlines hang on it, a person has to look at them: the paper is published all
 * the same, and its page says so. */
static gboolean record_stage (TdTx *tx, const struct release *r, const TdPaper *p, gboolean *ret_waits, GError **error)
{
    static const TdViewer house = { .roles = TD_ROLE_BIT (PUBLIC), .actor = "system" };
    const TdPaperKind *kind = td_profile_paper_kind (r->instance->profile, p->kind);
    g_autofree char *day = td_clock_today (&r->instance->clock, r->instance->profile->zone);
    const TdStageWish wish = {
        .state = p->state, .stage = kind->stage, .cycle = p->cycle, .day = day, .how = "done", .reason = PUBLISHED
    };
    gboolean unconfirmed = FALSE, done = FALSE;
    g_autoptr (GError) problem = NULL;

    *ret_waits = FALSE;
    if (!is_done (tx, r, p, kind->stage, &done, error))
        return FALSE;
    if (done || td_stage_record_in (tx, r->instance, &house, &wish, &unconfirmed, &problem))
        return TRUE;
    if (!unconfirmed && problem->domain != TD_CALLS_ERROR) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    *ret_waits = TRUE;
    return TRUE;
}

static gboolean put_in_library (TdTx *tx, const struct release *r, TdPaper *p, GError **error)
{
    const TdPaperKind *kind = td_profile_paper_kind (r->instance->profile, p->kind);
    g_autoptr (TdText) text = td_paper_adopted_text_in (tx, p, error);
    g_autofree char *day = td_clock_today (&r->instance->clock, r->instance->profile->zone);
    const TdLibraryEntry entry = { .symbol = p->symbol,
                                   .type = kind->document,
                                   .source = "committee",
                                   .state = p->state,
                                   .cycle = p->cycle,
                                   .language = p->language,
                                   .title = text != NULL ? text->title : NULL,
                                   .body = r->instance->profile->body,
                                   .day = day };

    return text != NULL && td_library_put_text_in (tx, r->instance, &entry, text, &p->document, error);
}

static gboolean publish_in (TdTx *tx, gpointer data, GError **error)
{
    struct release *r = data;
    g_autoptr (TdPaper) p = released (tx, r, error);
    const char *said[] = { NULL, NULL };
    gboolean waits = FALSE;

    if (p == NULL)
        return FALSE;
    p->published = td_clock_now (&r->instance->clock);
    if (p->embargo > p->published && !r->early)
        return td_paper_fail (
            error, TD_ERROR_CONFLICT,
            "The embargo that the State was told is not over. It is published by itself at that hour; to "
            "publish it before, say so.");
    said[0] = p->symbol;
    return put_in_library (tx, r, p, error) && record_stage (tx, r, p, &waits, error)
           && td_paper_set_published (tx, p, waits, error)
           && td_paper_journal (tx, r->instance, td_viewer_actor (r->viewer), "paper.publish", p, TRUE, said, error);
}

gboolean td_paper_publish (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean early, GError **error)
{
    struct release r = { .instance = instance, .viewer = viewer, .id = id, .early = early };

    return td_store_write (instance->store, publish_in, &r, error);
}

/* ---- by itself ---- */

struct due {
    TdInstance *instance;
    GPtrArray *ids;
};

static gboolean due_in (TdTx *tx, gpointer data, GError **error)
{
    struct due *d = data;

    d->ids = td_paper_due (tx, td_clock_now (&d->instance->clock), error);
    return d->ids != NULL;
}

gboolean td_paper_publish_due (TdInstance *instance, GError **error)
{
    static const TdViewer house = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (SECRETARIAT),
                                    .trust = TD_TRUST_SECOND,
                                    .actor = "system" };
    struct due d = { .instance = instance };
    gboolean done;

    if (!td_store_read (instance->store, due_in, &d, error))
        return FALSE;
    g_autoptr (GPtrArray) ids = d.ids;
    done = TRUE;
    for (guint i = 0; i < ids->len && done; i++) {
        g_autoptr (GError) problem = NULL;
        /* Another server may have been quicker. */
        done = td_paper_publish (instance, &house, ids->pdata[i], FALSE, &problem)
               || td_error_code (problem) == TD_ERROR_CONFLICT;
        if (!done)
            g_propagate_error (error, g_steal_pointer (&problem));
    }
    return done;
}
