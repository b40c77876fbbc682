#include "areas/library/import-words.h"

#include "base/clock.h"
#include "text/language.h"

static gboolean same (const char *a, const char *b)
{
    g_autofree char *folded_a = g_utf8_casefold (a, -1);
    g_autofree char *folded_b = g_utf8_casefold (b, -1);

    return g_str_equal (folded_a, folded_b);
}

char *td_import_state (const TdProfile *profile, const char *written)
{
    const TdState *state = td_profile_state (profile, written);

    for (gsize i = 0; written != NULL && state == NULL && i < profile->n_states; i++)
        for (const char *const *l = profile->languages; *l != NULL && state == NULL; l++)
            if (same (written, td_profile_state_name (profile, &profile->states[i], *l))
                || same (written, profile->states[i].name))
                state = &profile->states[i];
    return g_strdup (state != NULL ? state->iso3 : written);
}

/* In its own words or in those of any of the profile's languages. */
static gboolean is_language (const TdProfile *profile, const char *tag, const char *written)
{
    g_autofree char *own = td_language_name (tag, tag);

    if (same (tag, written) || same (own, written))
        return TRUE;
    for (const char *const *l = profile->languages; *l != NULL; l++) {
        g_autofree char *name = td_language_name (tag, *l);
        if (same (name, written))
            return TRUE;
    }
    return FALSE;
}

char *td_import_language (const TdProfile *profile, const char *written)
{
    for (const char *const *tag = profile->languages; written != NULL && *tag != NULL; tag++)
        if (is_language (profile, *tag, written))
            return g_strdup (*tag);
    return g_strdup (written);
}

char *td_import_type (const TdProfile *profile, const char *written)
{
    for (gsize i = 0; written != NULL && i < profile->n_document_types; i++) {
        const TdDocumentType *type = &profile->document_types[i];
        if (same (written, type->slug) || same (written, type->label))
            return g_strdup (type->slug);
    }
    return g_strdup (written);
}

static char *choice (const TdChoice *choices, gsize n, const char *written)
{
    for (gsize i = 0; written != NULL && i < n; i++)
        if (same (written, choices[i].slug) || same (written, choices[i].label))
            return g_strdup (choices[i].slug);
    return g_strdup (written);
}

char *td_import_kind (const TdProfile *profile, const char *written)
{
    return choice (profile->kinds, profile->n_kinds, written);
}

char *td_import_purpose (const TdProfile *profile, const char *written)
{
    return choice (profile->purposes, profile->n_purposes, written);
}

/* Days are written with dots the way that most write them: day, month, year. Strokes are not read, for nobody knows which comes first. */
char *td_import_day (const char *written)
{
    int day = 0, month = 0, year = 0, read = 0;
    g_autofree char *made = NULL;

    if (written == NULL || sscanf (written, "%2d.%2d.%4d%n", &day, &month, &year, &read) != 3 || written[read] != '\0')
        return g_strdup (written);
    made = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
    return td_date_precision (made) == TD_DATE_DAY ? g_steal_pointer (&made) : g_strdup (written);
}

gboolean td_import_notice (const char *written, TdVisibility *ret_visibility)
{
    static const struct {
        const char *written;
        TdVisibility visibility;
    } notices[] = { { "committee only", TD_VISIBILITY_COMMITTEE },
                    { "confidential", TD_VISIBILITY_COMMITTEE },
                    { "name withheld", TD_VISIBILITY_NAME_WITHHELD },
                    { "name-withheld", TD_VISIBILITY_NAME_WITHHELD },
                    { "public", TD_VISIBILITY_PUBLIC } };

    if (written == NULL) {
        *ret_visibility = TD_VISIBILITY_COMMITTEE;
        return TRUE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
        if (same (notices[i].written, written)) {
            *ret_visibility = notices[i].visibility;
            return TRUE;
        }
    return FALSE;
}
