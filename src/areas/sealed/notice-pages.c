/* Asking for a mail when there is something new, and taking it back. */
#include "areas/sealed/pages.h"

#include "areas/sealed/notice.h"
#include "base/errors.h"
#include "text/words.h"

static gboolean change (TdRequest *request, gboolean ends, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *root = td_request_field (request, "root");

    if (ends)
        return td_sealed_notice_take_back (instance, root, error);
    return td_sealed_notice_ask (instance, root, td_request_field (request, "address"), td_request_locale (request),
                                 error);
}

gboolean td_sealed_mail_post (TdRequest *request, GError **error)
{
    gboolean ends = g_str_equal (td_request_field (request, "do"), "end");
    const char *wrong = ends ? NULL : td_request_field_problem (request, "address");
    g_autoptr (TdSealedVisit) visit = NULL;
    g_autoptr (GError) problem = NULL;
    TdSealedShown shown = { .mail_done = ends ? N_ ("The address is erased. No mail goes to it any more.")
                                              : N_ ("A mail will go to this address when there is something new.") };

    if (wrong == NULL && !change (request, ends, &problem)) {
        if (td_error_code (problem) != TD_ERROR_INPUT && td_error_code (problem) != TD_ERROR_CONFLICT) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
        wrong = td_words (td_request_locale (request), problem->message);
    }
    if (wrong != NULL)
        shown = (TdSealedShown){ .mail_address = td_request_field (request, "address"), .mail_error = wrong };
    visit = td_sealed_visit (td_request_instance (request), td_request_field (request, "root"), error);
    return visit != NULL && td_sealed_show_visit (request, visit, &shown, error);
}
