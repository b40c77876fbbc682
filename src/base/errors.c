#include "base/errors.h"

TD_DEFINE_ERROR (base)

TdErrorCode td_error_code (const GError *error)
{
    if (!error || !g_str_has_prefix (g_quark_to_string (error->domain), "td-"))
        return TD_ERROR_OURS;
    if (error->code < TD_ERROR_INPUT || error->code > TD_ERROR_OURS)
        return TD_ERROR_OURS;
    return (TdErrorCode) error->code;
}
