#include "jobs/failures.h"

#include "base/base.h"
#include "base/errors.h"
#include "store/store.h"

static GMutex lock;
static GPtrArray *failures; /* of TdJobFailure, in the order in which they began */

void td_job_failure_free (TdJobFailure *failure)
{
    if (failure == NULL)
        return;
    g_free (failure->reason);
    g_free (failure);
}

static TdJobFailure *copy_of (const TdJobFailure *failure)
{
    TdJobFailure *copy = g_memdup2 (failure, sizeof *failure);

    copy->reason = g_strdup (failure->reason);
    return copy;
}

/* Words of GIO or the system may name paths and hosts, and those of a database its tables. */
static const char *reason_of (const GError *problem)
{
    gboolean ours = g_str_has_prefix (g_quark_to_string (problem->domain), "td-")
                    && !g_error_matches (problem, TD_STORE_ERROR, TD_ERROR_OURS);

    return ours ? problem->message : N_ ("Something went wrong on our side. The server's log says more.");
}

static TdJobFailure *find (const char *kind, const char *name, guint *ret_index)
{
    for (guint i = 0; failures != NULL && i < failures->len; i++) {
        TdJobFailure *failure = failures->pdata[i];
        if (g_str_equal (failure->kind, kind) && g_str_equal (failure->name, name)) {
            *ret_index = i;
            return failure;
        }
    }
    return NULL;
}

void td_jobs_note (const char *kind, const char *name, const GError *problem, gint64 now)
{
    TdJobFailure *failure;
    guint index = 0;

    g_mutex_lock (&lock);
    failure = find (kind, name, &index);
    if (problem == NULL) {
        if (failure != NULL)
            g_ptr_array_remove_index (failures, index);
    } else {
        if (failure == NULL) {
            failure = g_new0 (TdJobFailure, 1);
            *failure = (TdJobFailure){ .kind = kind, .name = name, .since = now };
            if (failures == NULL)
                failures = g_ptr_array_new_with_free_func ((GDestroyNotify) td_job_failure_free);
            g_ptr_array_add (failures, failure);
        }
        failure->last = now;
        failure->times++;
        g_free (failure->reason);
        failure->reason = g_strdup (reason_of (problem));
    }
    g_mutex_unlock (&lock);
}

GPtrArray *td_jobs_failures (void)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_job_failure_free);

    g_mutex_lock (&lock);
    for (guint i = 0; failures != NULL && i < failures->len; i++)
        g_ptr_array_add (list, copy_of (failures->pdata[i]));
    g_mutex_unlock (&lock);
    return list;
}
