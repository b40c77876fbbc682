/* What is laid before a closed meeting. Contract in briefing.h. */
#include "areas/accreditation/briefing-sql.h"

#include "areas/accreditation/accreditation-private.h"

#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "base/limits.h"

struct laying {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting, *submission;
};

static gboolean is_own (const TdSubmission *s)
{
    return (s->relations & (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR)) != 0;
}

GPtrArray *td_briefing_papers (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                               GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_briefing_paper_free);
    g_auto (GStrv) ids = td_briefing_papers_select (tx, meeting->id, error);

    for (gsize i = 0; ids != NULL && ids[i] != NULL; i++) {
        g_autoptr (GError) problem = NULL;
        g_autoptr (TdSubmission) s = td_submission_get_in (tx, instance, viewer, NULL, ids[i], &problem);
        TdBriefingPaper *p;
        if (s == NULL && problem->domain == TD_DOOR_ERROR)
            continue;
        if (s == NULL) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return NULL;
        }
        p = g_new0 (TdBriefingPaper, 1);
        p->submission = g_strdup (s->id);
        p->title = g_strdup (s->title);
        p->language = g_strdup (s->language);
        p->sender = g_strdup (td_submission_name_for (s, viewer));
        p->own = is_own (s);
        g_ptr_array_add (list, p);
    }
    return ids != NULL ? g_steal_pointer (&list) : NULL;
}

/* The meeting, where one's own submission may be laid before it. */
static TdMeeting *meeting_for (TdTx *tx, const struct laying *l, GError **error)
{
    g_autoptr (TdMeeting) m = NULL;
    g_autoptr (TdSubmission) s = NULL;

    if (!td_instance_may_write (l->instance, tx, error)
        || (m = td_meeting_get_in (tx, l->viewer, l->meeting, error)) == NULL
        || (s = td_submission_get_in (tx, l->instance, l->viewer, NULL, l->submission, error)) == NULL)
        return NULL;
    if (m->closed && is_own (s) && s->status != TD_STATUS_DRAFT)
        return g_steal_pointer (&m);
    td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                           "Only a report that you sent can be laid before a closed meeting. Send it first.");
    return NULL;
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    const struct laying *l = data;
    g_autoptr (TdMeeting) m = meeting_for (tx, l, error);
    g_auto (GStrv) there = m != NULL ? td_briefing_papers_select (tx, m->id, error) : NULL;

    if (there == NULL)
        return FALSE;
    if (g_strv_length (there) >= TD_LIMIT_BRIEFING_PAPERS)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                      "This meeting holds no more papers. Take one of yours off first.");
    return td_briefing_paper_insert (tx, m->id, l->submission, td_viewer_actor (l->viewer),
                                     td_clock_now (&l->instance->clock), error)
           && td_accreditation_journal (tx, l->instance, l->viewer, "briefing.paper", "meeting", m->id, NULL, error);
}

gboolean td_briefing_paper_add (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                const char *submission, GError **error)
{
    struct laying l = { instance, viewer, meeting, submission };

    return td_store_write (instance->store, add_in, &l, error);
}

static gboolean remove_in (TdTx *tx, gpointer data, GError **error)
{
    const struct laying *l = data;
    g_autoptr (TdMeeting) m = meeting_for (tx, l, error);

    return m != NULL && td_briefing_paper_delete (tx, m->id, l->submission, error)
           && td_accreditation_journal (tx, l->instance, l->viewer, "briefing.paper-off", "meeting", m->id, NULL,
                                        error);
}

gboolean td_briefing_paper_remove (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                   const char *submission, GError **error)
{
    struct laying l = { instance, viewer, meeting, submission };

    return td_store_write (instance->store, remove_in, &l, error);
}
