/* calls.csv: the kinds of calls for input; and overlays, a profile with what was recorded since. */
#include "profile/profile-private.h"

#include "base/errors.h"

static const TdColumn columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE },
    { "label", TD_FIELD_TEXT, TRUE, TRUE },
    { "purpose", TD_FIELD_SLUG, TRUE },
    { "anchor", TD_FIELD_SLUG, TRUE },
    { "stage", TD_FIELD_SLUG },
    { "weeks_before", TD_FIELD_NUMBER },
    { "weeks_after", TD_FIELD_NUMBER },
    { "time", TD_FIELD_TIME },
    { "languages", TD_FIELD_TEXT },
    { "limits", TD_FIELD_TEXT },
    { "guidance", TD_FIELD_TEXT },
    { "asked", TD_FIELD_TEXT },
    { "kinds", TD_FIELD_TEXT },
    { "origin", TD_FIELD_TEXT, TRUE },
};

static const char *const anchors[] = {
    [TD_ANCHOR_ALWAYS] = "always",
    [TD_ANCHOR_SESSION] = "session",
    [TD_ANCHOR_DATE] = "date",
};

static gboolean anchor_of (const char *word, TdAnchor *ret_anchor)
{
    for (gsize i = 0; i < G_N_ELEMENTS (anchors); i++)
        if (g_str_equal (anchors[i], word)) {
            *ret_anchor = (TdAnchor) i;
            return TRUE;
        }
    return FALSE;
}

/* A language that the profile does not take would be asked for in vain. */
static gboolean languages_ok (const TdProfile *profile, const char *languages)
{
    g_auto (GStrv) tags = languages != NULL ? g_strsplit (languages, ";", -1) : NULL;

    for (char **tag = tags; tag != NULL && *tag != NULL; tag++)
        if (!g_strv_contains (profile->languages, *tag))
            return FALSE;
    return TRUE;
}

/* The first that is none of kinds.csv; NULL where all are. Free it. */
static char *unknown_kind (const TdProfile *profile, const char *kinds)
{
    g_auto (GStrv) slugs = kinds != NULL ? g_strsplit (kinds, ";", -1) : NULL;

    for (char **slug = slugs; slug != NULL && *slug != NULL; slug++)
        if (td_profile_choice (profile->kinds, profile->n_kinds, *slug) == NULL)
            return g_strdup (*slug);
    return NULL;
}

static gboolean check_kind (const TdSheet *sheet, guint row, GError **error)
{
    const TdProfile *profile = &sheet->whole->profile;
    const TdCallKind *kind = &profile->call_kinds[row];
    gboolean hangs = kind->anchor != TD_ANCHOR_ALWAYS;
    g_autofree char *unknown = unknown_kind (profile, kind->kinds);

    if (td_profile_choice (profile->purposes, profile->n_purposes, kind->purpose) == NULL)
        return td_sheet_refuse (sheet, row, error, "purposes.csv has no purpose “%s”.", kind->purpose);
    if (td_profile_purpose (profile, kind->purpose)->from_state)
        return td_sheet_refuse (sheet, row, error, "a State's own paper needs no call: “%s”.", kind->purpose);
    if (hangs != (kind->stage != NULL) || hangs != (kind->time != NULL))
        return td_sheet_refuse (sheet, row, error,
                                "a deadline has a stage and a time of day, and what is always open has neither.");
    if (hangs && td_profile_choice (profile->stages, profile->n_stages, kind->stage) == NULL)
        return td_sheet_refuse (sheet, row, error, "stages.csv has no stage “%s”.", kind->stage);
    if ((td_sheet_number (sheet, row, "weeks_before") != 0 && td_sheet_number (sheet, row, "weeks_after") != 0)
        || (!hangs && kind->weeks != 0) || ABS (kind->weeks) > 520)
        return td_sheet_refuse (
            sheet, row, error,
            "weeks are counted before or after the anchor, at most 520, and only where there is one.");
    if (!languages_ok (profile, kind->languages))
        return td_sheet_refuse (sheet, row, error, "“languages” names one that the profile does not take: “%s”.",
                                kind->languages);
    if (unknown != NULL)
        return td_sheet_refuse (sheet, row, error, "kinds.csv has no kind “%s”.", unknown);
    return TRUE;
}

gboolean td_profile_load_calls (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "calls.csv", columns, G_N_ELEMENTS (columns), &sheet, error))
        return FALSE;
    TdCallKind *kinds = g_new0 (TdCallKind, sheet.csv->n_rows);
    whole->profile.call_kinds = kinds;
    whole->profile.n_call_kinds = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        kinds[i] = (TdCallKind){
            .slug = td_sheet_text (&sheet, i, "slug"),
            .label = td_sheet_text (&sheet, i, "label"),
            .purpose = td_sheet_text (&sheet, i, "purpose"),
            .stage = td_sheet_text (&sheet, i, "stage"),
            .weeks = td_sheet_number (&sheet, i, "weeks_after") - td_sheet_number (&sheet, i, "weeks_before"),
            .time = td_sheet_text (&sheet, i, "time"),
            .languages = td_sheet_text (&sheet, i, "languages"),
            .limits = td_sheet_text (&sheet, i, "limits"),
            .guidance = td_sheet_text (&sheet, i, "guidance"),
            .asked = td_sheet_text (&sheet, i, "asked"),
            .kinds = td_sheet_text (&sheet, i, "kinds"),
            .origin = td_sheet_text (&sheet, i, "origin"),
        };
        if (!anchor_of (td_csv_field (sheet.csv, i, "anchor"), &kinds[i].anchor))
            return td_sheet_refuse (&sheet, i, error, "“anchor” is none of session, date, always: “%s”.",
                                    td_csv_field (sheet.csv, i, "anchor"));
        if (!check_kind (&sheet, i, error))
            return FALSE;
    }
    return TRUE;
}

const TdCallKind *td_profile_call_kind (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_call_kinds; i++)
        if (g_str_equal (profile->call_kinds[i].slug, slug))
            return &profile->call_kinds[i];
    return NULL;
}

const TdCallKind *td_profile_call_kind_for (const TdProfile *profile, const char *purpose)
{
    for (gsize i = 0; purpose != NULL && i < profile->n_call_kinds; i++)
        if (g_str_equal (profile->call_kinds[i].purpose, purpose))
            return &profile->call_kinds[i];
    return NULL;
}

/* ---- overlays ---- */

TdProfile *td_profile_overlay (const TdProfile *profile, GArray *take_sessions, GArray *take_reviews)
{
    TdProfile *overlay = g_memdup2 (profile, sizeof *profile);

    overlay->under = profile->under != NULL ? profile->under : profile;
    overlay->n_sessions = take_sessions->len;
    overlay->sessions = (const TdSession *) (void *) g_array_free (take_sessions, FALSE);
    overlay->n_reviews = take_reviews->len;
    overlay->reviews = (const TdReview *) (void *) g_array_free (take_reviews, FALSE);
    return overlay;
}

void td_profile_overlay_free (TdProfile *overlay)
{
    if (overlay == NULL)
        return;
    g_free ((gpointer) overlay->sessions);
    g_free ((gpointer) overlay->reviews);
    g_free (overlay);
}
