#include "base/errors.h"

#include "base/faults.h"

TD_DEFINE_ERROR (base)

TdErrorCode td_error_code (const GError *error)
{
    if (!error || (error->domain != TD_FAULTS_ERROR && !g_str_has_prefix (g_quark_to_string (error->domain), "td-")))
        return TD_ERROR_OURS;
    if (error->code < TD_ERROR_INPUT || error->code > TD_ERROR_OURS)
        return TD_ERROR_OURS;
    return (TdErrorCode) error->code;
}
