/* Errors that are meant for people.
 *
 * Every part has a GError domain of its own (td_store_error, td_journal_error …),
 * but all of them share these codes, so that an edge (page, command, API) can turn
 * any error into a status without knowing the part it came from:
 *
 *   code                   HTTP   exit   said to the person
 *   TD_ERROR_INPUT         422    1      what is wrong with what you sent, and the next step
 *   TD_ERROR_NOT_ALLOWED   403    1      that you may not, and who may
 *   TD_ERROR_NOT_FOUND     404    1      that there is no such thing (also: that you may not know)
 *   TD_ERROR_CONFLICT      409    1      that somebody else was quicker, and what now stands
 *   TD_ERROR_GONE          410    1      that it was taken away
 *   TD_ERROR_TOO_LARGE     413    1      the limit, and what to do
 *   TD_ERROR_BUSY          503    1      that we are full, and to try again
 *   TD_ERROR_OURS          500    1      that it is our fault, and that nothing was lost
 *
 * What always holds: a message is one or more whole sentences in English, without a path of
 * the machine, an address or a name of a person; it says what happened, why, and the next step.
 * Libraries never log; the edges log once. Outputs named ret_… are untouched on failure.
 *
 * Example:
 *   g_set_error (error, td_document_error_quark (), TD_ERROR_INPUT,
 *                "This file is empty. Choose the report itself and send it again.");
 */
#pragma once

#include <glib.h>

typedef enum {
    TD_ERROR_INPUT = 1,
    TD_ERROR_NOT_ALLOWED,
    TD_ERROR_NOT_FOUND,
    TD_ERROR_CONFLICT,
    TD_ERROR_GONE,
    TD_ERROR_TOO_LARGE,
    TD_ERROR_BUSY,
    TD_ERROR_OURS,
} TdErrorCode;

/* Defines the domain td_NAME_error: one line in the part's main file, beside the prototype in its header. (GLib's own
 * macro takes the quark's name as bare words with dashes, which a formatter turns into sums.) */
#define TD_DEFINE_ERROR(name)                                                                                          \
    GQuark td_##name##_error_quark (void)                                                                              \
    {                                                                                                                  \
        static GQuark quark;                                                                                           \
                                                                                                                       \
        if (G_UNLIKELY (quark == 0))                                                                                   \
            quark = g_quark_from_static_string ("td-" #name "-error-quark");                                           \
        return quark;                                                                                                  \
    }

/* The domain of base/ itself. To add a domain: one TD_DEFINE_ERROR (part) in the part's main file and one
 * prototype in its header; td_error_code() knows it by the "td-". */
#define TD_BASE_ERROR (td_base_error_quark ())
GQuark td_base_error_quark (void);

/* The shared code of an error of one of our domains; TD_ERROR_OURS for any other domain
 * (GIO, GKeyFile, …), because an error nobody translated for people is our fault.
 * A domain is ours when its quark's name begins with "td-". */
TdErrorCode td_error_code (const GError *error);
