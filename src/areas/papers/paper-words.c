#include "areas/papers/paper-words.h"

#include "areas/calls/deadline.h"
#include "base/errors.h"
#include "text/words.h"

void td_paper_words_init (TdPaperWords *words)
{
    words->strings = g_ptr_array_new_with_free_func (g_free);
}

void td_paper_words_clear (TdPaperWords *words)
{
    g_clear_pointer (&words->strings, g_ptr_array_unref);
}

const char *td_paper_keep (TdPaperWords *words, char *take)
{
    g_ptr_array_add (words->strings, take);
    return take;
}

const char *td_paper_path (TdPaperWords *words, TdRequest *request, const char *id, const char *rest)
{
    return td_paper_keep (words, g_strdup_printf ("/%s/papers/%s%s", td_request_locale (request), id, rest));
}

const char *td_paper_state_name (TdRequest *request, const char *state)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdState *party = td_profile_state (profile, state);

    return party != NULL ? td_profile_state_name (profile, party, td_request_locale (request)) : state;
}

const char *td_paper_when (TdPaperWords *words, TdRequest *request, gint64 at)
{
    const TdProfile *profile = td_request_instance (request)->profile;

    return at != 0 ? td_paper_keep (words, td_deadline_words (at, profile->zone, td_request_locale (request))) : NULL;
}

GArray *td_paper_choice_list (void)
{
    return g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));
}

void td_paper_choice (GArray *list, const char *value, const char *label, const char *chosen)
{
    const struct html_field_radios_choices row = {
        .id = value, .value = value, .label = label, .chosen = g_strcmp0 (value, chosen) == 0
    };

    g_array_append_val (list, row);
}

const char *td_paper_problem (TdPaperWords *words, TdRequest *request, GError *take_problem, GError **error)
{
    TdErrorCode code = td_error_code (take_problem);
    const char *kept;

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT && code != TD_ERROR_BUSY) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    kept = td_paper_keep (words, g_strdup (take_problem->message));
    g_error_free (take_problem);
    return td_words (td_request_locale (request), kept);
}

void td_paper_reply (TdRequest *request, gboolean wrong)
{
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_html (request, wrong ? 422 : 200);
}

void td_paper_go (TdRequest *request, const char *id, const char *rest)
{
    g_autofree char *path = g_strdup_printf ("/%s/papers/%s%s", td_request_locale (request), id, rest);

    td_reply_redirect (request, path);
}
