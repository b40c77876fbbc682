/* A badge as PDF. Contract in badge.h. */
#include "areas/accreditation/accreditation-private.h"
#include "areas/accreditation/badge.h"

#include "base/errors.h"
#include "document/badge-file.h"
#include "document/spread-file.h"
#include "text/words.h"

static char *session_words (const TdAccreditationSession *session, const char *locale)
{
    g_autofree char *number = td_words_number (locale, session->number);
    g_autofree char *start = session->start != NULL ? td_words_date (locale, session->start) : NULL;
    g_autofree char *end = session->end != NULL ? td_words_date (locale, session->end) : NULL;

    return start != NULL && end != NULL
               ? td_words_fill (td_words (locale, N_ ("Session {number}, {start} to {end}")), "number", number, "start",
                                start, "end", end, NULL)
               : td_words_fill (td_words (locale, N_ ("Session {number}")), "number", number, NULL);
}

static const char *whose_organisation (const TdInstance *instance, const TdAccreditation *a, const char *locale)
{
    if (a->state != NULL)
        return td_profile_state_name (instance->profile, td_profile_state (instance->profile, a->state), locale);
    return a->plain ? NULL : a->organisation_name;
}

static const char *locale_of (const TdAccreditation *a)
{
    return g_strv_contains (td_words_locales (), a->language) ? a->language : "en";
}

GBytes *td_badge_pdf (TdInstance *instance, const TdViewer *viewer, const char *accreditation, GError **error)
{
    g_autoptr (TdAccreditation) a = NULL;
    g_auto (TdAccreditationSession) session = { 0 };
    g_autofree char *token = td_badge_token_for (instance, viewer, accreditation, &a, error);
    g_autofree char *address = NULL;
    g_autofree char *words = NULL;
    g_autofree char *program = td_instance_writer_path ();
    g_auto (GStrv) modules = NULL;
    const char *locale;

    if (token == NULL || !td_accreditation_session_read (instance, a->session, &session, error))
        return NULL;
    locale = locale_of (a);
    address = g_strconcat (instance->address, "/badges/", token, NULL);
    modules = td_code_modules (address);
    words = session_words (&session, locale);
    if (modules == NULL) {
        td_accreditation_fail (NULL, NULL, error, TD_ERROR_OURS,
                               "The code of the badge could not be made. This is our fault.");
        return NULL;
    }
    const TdBadgeFile file = {
        .body = td_words (locale, instance->profile->body),
        .session = words,
        .name = td_accreditation_badge_name (a),
        .function = a->function,
        .organisation = whose_organisation (instance, a, locale),
        .category = td_words (locale, td_comes_as_label (a->as)),
        .valid = td_words (locale, N_ ("Valid for this session alone, with the code. It is no proof of identity.")),
        .language = locale,
        .address = address,
        .modules = (const char *const *) modules,
    };
    return td_badge_write (program, &file, error);
}
