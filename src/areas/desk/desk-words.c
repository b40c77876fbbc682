#include "areas/desk/desk-words.h"

#include "text/words.h"

char *td_desk_wait_words (const char *locale, gint64 since, gint64 now)
{
    gint64 hours = MAX (0, now - since) / G_TIME_SPAN_HOUR, days = hours / 24;
    g_autofree char *n = td_words_number (locale, days > 0 ? days : hours);

    if (days > 0)
        return td_words_fill (td_words_n (locale, "{n} day", "{n} days", days), "n", n, NULL);
    if (hours > 0)
        return td_words_fill (td_words_n (locale, "{n} hour", "{n} hours", hours), "n", n, NULL);
    return g_strdup (td_words (locale, N_ ("less than an hour")));
}

const char *td_desk_title (const TdWaiting *waiting, const char *locale)
{
    return waiting->title != NULL ? waiting->title : td_words (locale, N_ ("Report without a title"));
}

const char *td_desk_title_language (const TdWaiting *waiting)
{
    return waiting->title != NULL && waiting->language != NULL ? waiting->language : NULL;
}

const char *td_desk_state_name (const TdProfile *profile, const char *iso3, const char *locale)
{
    const TdState *state = iso3 != NULL ? td_profile_state (profile, iso3) : NULL;

    return state != NULL ? td_profile_state_name (profile, state, locale) : iso3 != NULL ? iso3 : "";
}

const char *td_desk_kind_label (const TdProfile *profile, const char *slug)
{
    const TdChoice *kind = slug != NULL ? td_profile_choice (profile->kinds, profile->n_kinds, slug) : NULL;

    return kind != NULL ? kind->label : slug != NULL ? slug : "";
}
