#include "base/faults.h"

typedef struct {
    const char *field; /* a literal, or NULL */
    GError *error;
} Fault;

static void fault_free (gpointer data)
{
    Fault *fault = data;

    g_error_free (fault->error);
    g_free (fault);
}

static Fault *fault_new (const char *field, GError *take_error)
{
    Fault *fault = g_new0 (Fault, 1);

    fault->field = field;
    fault->error = take_error;
    return fault;
}

void td_faults_clear (TdFaults *faults)
{
    g_clear_pointer (&faults->list, g_ptr_array_unref);
    g_clear_error (&faults->problem);
}

/* ---- the error that has several ---- */

typedef struct {
    GPtrArray *list; /* shared: nothing changes in it once it is here */
} TdFaultsErrorPrivate;

static void td_faults_error_private_init (TdFaultsErrorPrivate *private)
{
    private->list = NULL;
}

static void td_faults_error_private_copy (const TdFaultsErrorPrivate *source, TdFaultsErrorPrivate *copy)
{
    copy->list = source->list != NULL ? g_ptr_array_ref (source->list) : NULL;
}

static void td_faults_error_private_clear (TdFaultsErrorPrivate *private)
{
    g_clear_pointer (&private->list, g_ptr_array_unref);
}

G_DEFINE_EXTENDED_ERROR (TdFaultsError, td_faults_error)

static void set_all (TdFaults *faults, GError **error)
{
    g_autoptr (GString) message = g_string_new (NULL);

    for (guint i = 0; i < faults->list->len; i++)
        g_string_append_printf (message, "%s%s", i > 0 ? "\n" : "", ((Fault *) faults->list->pdata[i])->error->message);
    g_set_error_literal (error, TD_FAULTS_ERROR, TD_ERROR_INPUT, message->str);
    if (error != NULL)
        td_faults_error_get_private (*error)->list = g_steal_pointer (&faults->list);
}

/* ---- gathering ---- */

static void keep (TdFaults *faults, const char *field, GError *take_error)
{
    if (faults->list == NULL)
        faults->list = g_ptr_array_new_with_free_func (fault_free);
    g_ptr_array_add (faults->list, fault_new (field, take_error));
}

gboolean td_faults_keep (TdFaults *faults, gboolean good, const char **field, GError **error)
{
    if (good)
        return TRUE;
    if (td_error_code (faults->problem) != TD_ERROR_INPUT) {
        g_propagate_error (error, g_steal_pointer (&faults->problem));
        return FALSE;
    }
    keep (faults, field != NULL ? *field : NULL, g_steal_pointer (&faults->problem));
    if (field != NULL)
        *field = NULL;
    return TRUE;
}

gboolean td_faults_none (TdFaults *faults, const char **ret_field, GError **error)
{
    Fault *first = faults->list != NULL ? faults->list->pdata[0] : NULL;

    if (first == NULL)
        return TRUE;
    if (ret_field != NULL)
        *ret_field = first->field;
    if (faults->list->len > 1)
        set_all (faults, error);
    else
        g_propagate_error (error, g_error_copy (first->error));
    return FALSE;
}

gboolean td_fault_of (const GError *error, const char *field, guint i, const char **ret_field, const char **ret_message)
{
    const GPtrArray *list = error->domain == TD_FAULTS_ERROR ? td_faults_error_get_private (error)->list : NULL;
    const Fault *fault = list != NULL && i < list->len ? list->pdata[i] : NULL;

    if (fault == NULL && (list != NULL || i > 0))
        return FALSE;
    *ret_field = fault != NULL ? fault->field : field;
    *ret_message = fault != NULL ? fault->error->message : error->message;
    return TRUE;
}
