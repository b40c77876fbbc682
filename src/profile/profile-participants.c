/* participants.csv: who takes a standing part in the work by the treaty's own word. */
#include "profile/profile-private.h"

#include "base/errors.h"

static const TdColumn columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE }, { "name", TD_FIELD_TEXT, TRUE, TRUE }, { "articles", TD_FIELD_TEXT },
    { "receives", TD_FIELD_TEXT },         { "basis", TD_FIELD_TEXT, TRUE },      { "takes_part", TD_FIELD_TEXT },
    { "origin", TD_FIELD_TEXT },
};

/* Each is a paper of States. */
static gboolean check_receives (const TdSheet *sheet, guint row, const char *receives, GError **error)
{
    g_auto (GStrv) slugs = g_strsplit (receives != NULL ? receives : "", ";", -1);

    for (gsize i = 0; slugs[i] != NULL; i++) {
        const TdChoice *purpose = td_profile_purpose (&sheet->whole->profile, slugs[i]);
        if (purpose == NULL)
            return td_sheet_refuse (sheet, row, error, "purposes.csv has no purpose “%s”.", slugs[i]);
        if (!purpose->from_state)
            return td_sheet_refuse (sheet, row, error, "“%s” is no paper of a State.", slugs[i]);
    }
    return TRUE;
}

gboolean td_profile_load_participants (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "participants.csv", columns, G_N_ELEMENTS (columns), &sheet, error))
        return FALSE;
    TdParticipant *participants = g_new0 (TdParticipant, sheet.csv->n_rows + 1);
    whole->profile.participants = participants;
    whole->profile.n_participants = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        participants[i] = (TdParticipant){ .slug = td_sheet_text (&sheet, i, "slug"),
                                           .name = td_sheet_text (&sheet, i, "name"),
                                           .articles = td_sheet_text (&sheet, i, "articles"),
                                           .receives = td_sheet_text (&sheet, i, "receives"),
                                           .basis = td_sheet_text (&sheet, i, "basis"),
                                           .takes_part = td_sheet_text (&sheet, i, "takes_part"),
                                           .origin = td_sheet_text (&sheet, i, "origin") };
        if (!check_receives (&sheet, i, participants[i].receives, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_participant_receives (const TdParticipant *participant, const char *purpose)
{
    g_auto (GStrv) slugs = g_strsplit (participant->receives != NULL ? participant->receives : "", ";", -1);

    return purpose != NULL && g_strv_contains ((const char *const *) slugs, purpose);
}

const TdParticipant *td_profile_participant (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_participants; i++)
        if (g_str_equal (profile->participants[i].slug, slug))
            return &profile->participants[i];
    return NULL;
}
