/* meetings.csv and programme.csv: which kinds of meetings the body holds, and how a session is planned from nothing. */
#include "profile/profile-private.h"

#include "base/clock.h"
#include "base/errors.h"

#include <string.h>

static const TdColumn kind_columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE }, { "label", TD_FIELD_TEXT, TRUE, TRUE },
    { "public", TD_FIELD_FLAG, TRUE },     { "about", TD_FIELD_SLUG, TRUE },
    { "minutes", TD_FIELD_NUMBER, TRUE },  { "meetings", TD_FIELD_NUMBER, TRUE },
    { "offers", TD_FIELD_TEXT },           { "origin", TD_FIELD_TEXT, TRUE },
};

static const TdColumn row_columns[] = {
    { "kind", TD_FIELD_SLUG, TRUE },   { "each", TD_FIELD_SLUG, TRUE },   { "day", TD_FIELD_TEXT, TRUE },
    { "step", TD_FIELD_NUMBER },       { "begins", TD_FIELD_TIME, TRUE }, { "ends", TD_FIELD_TIME, TRUE },
    { "origin", TD_FIELD_TEXT, TRUE },
};

static const char *const about_words[] = {
    [TD_ABOUT_NONE] = "none",
    [TD_ABOUT_STATE] = "state",
    [TD_ABOUT_STATES] = "states",
};

static const struct {
    const char *word;
    TdMeetingOffer offer;
} offer_words[] = {
    { "floor", TD_OFFERS_FLOOR },         { "briefing", TD_OFFERS_BRIEFING },   { "dialogue", TD_OFFERS_DIALOGUE },
    { "questions", TD_OFFERS_QUESTIONS }, { "observers", TD_OFFERS_OBSERVERS },
};

static gboolean read_about (const TdSheet *sheet, guint row, TdMeetingAbout *ret_about, GError **error)
{
    const char *word = td_sheet_text (sheet, row, "about");

    for (gsize i = 0; i < G_N_ELEMENTS (about_words); i++)
        if (g_str_equal (about_words[i], word)) {
            *ret_about = (TdMeetingAbout) i;
            return TRUE;
        }
    return td_sheet_refuse (sheet, row, error, "“about” is none of none, state, states: “%s”.", word);
}

static gboolean read_offers (const TdSheet *sheet, guint row, guint *ret_offers, GError **error)
{
    const char *text = td_sheet_text (sheet, row, "offers");
    g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ";", -1);

    for (gsize w = 0; words[w] != NULL; w++) {
        gsize i = 0;
        while (i < G_N_ELEMENTS (offer_words) && !g_str_equal (offer_words[i].word, words[w]))
            i++;
        if (i == G_N_ELEMENTS (offer_words))
            return td_sheet_refuse (sheet, row, error,
                                    "“offers” holds none of floor, briefing, dialogue, questions, observers: “%s”.",
                                    words[w]);
        *ret_offers |= offer_words[i].offer;
    }
    return TRUE;
}

static gboolean load_kinds (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "meetings.csv", kind_columns, G_N_ELEMENTS (kind_columns), &sheet, error))
        return FALSE;
    TdMeetingKind *kinds = g_new0 (TdMeetingKind, sheet.csv->n_rows + 1);
    whole->profile.meeting_kinds = kinds;
    whole->profile.n_meeting_kinds = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        kinds[i] = (TdMeetingKind){ .slug = td_sheet_text (&sheet, i, "slug"),
                                    .label = td_sheet_text (&sheet, i, "label"),
                                    .is_public = td_sheet_flag (&sheet, i, "public"),
                                    .minutes = td_sheet_number (&sheet, i, "minutes"),
                                    .meetings = td_sheet_number (&sheet, i, "meetings"),
                                    .origin = td_sheet_text (&sheet, i, "origin") };
        if (!read_about (&sheet, i, &kinds[i].about, error) || !read_offers (&sheet, i, &kinds[i].offers, error))
            return FALSE;
        if (kinds[i].minutes > 24 * 60)
            return td_sheet_refuse (&sheet, i, error, "“minutes” is more than a day: %d.", kinds[i].minutes);
    }
    return TRUE;
}

/* "first", "first+2", "last", "last-1". */
static gboolean read_day (const TdSheet *sheet, guint row, TdProgrammeRow *ret, GError **error)
{
    const char *text = td_sheet_text (sheet, row, "day");
    const char *rest;
    gint64 days = 0;

    ret->from_last = g_str_has_prefix (text, "last");
    if (!ret->from_last && !g_str_has_prefix (text, "first"))
        return td_sheet_refuse (sheet, row, error, "“day” begins neither with first nor with last: “%s”.", text);
    rest = text + strlen (ret->from_last ? "last" : "first");
    if (*rest != '\0'
        && (*rest != (ret->from_last ? '-' : '+') || !g_ascii_string_to_signed (rest + 1, 10, 1, 100, &days, NULL)))
        return td_sheet_refuse (sheet, row, error, "“day” is not like first+2 or last-1: “%s”.", text);
    ret->days = (int) days;
    return TRUE;
}

static gboolean read_each (const TdSheet *sheet, guint row, TdProgrammeRow *ret, GError **error)
{
    const char *word = td_sheet_text (sheet, row, "each");

    if (!g_str_equal (word, "session") && !g_str_equal (word, "state"))
        return td_sheet_refuse (sheet, row, error, "“each” is neither session nor state: “%s”.", word);
    ret->each_state = g_str_equal (word, "state");
    ret->step = td_sheet_number (sheet, row, "step");
    if (ret->each_state != (ret->step != 0))
        return td_sheet_refuse (sheet, row, error, "“step” stands with each State, and with nothing else.");
    if (ret->each_state != (ret->kind->about == TD_ABOUT_STATE))
        return td_sheet_refuse (sheet, row, error, "“%s” is not of this kind: see “about” in meetings.csv.", word);
    return TRUE;
}

static gboolean load_rows (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "programme.csv", row_columns, G_N_ELEMENTS (row_columns), &sheet, error))
        return FALSE;
    TdProgrammeRow *rows = g_new0 (TdProgrammeRow, sheet.csv->n_rows + 1);
    whole->profile.programme = rows;
    whole->profile.n_programme = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        const char *kind = td_sheet_text (&sheet, i, "kind");
        rows[i] = (TdProgrammeRow){ .kind = td_profile_meeting_kind (&whole->profile, kind),
                                    .begins = td_sheet_text (&sheet, i, "begins"),
                                    .ends = td_sheet_text (&sheet, i, "ends"),
                                    .origin = td_sheet_text (&sheet, i, "origin") };
        if (rows[i].kind == NULL)
            return td_sheet_refuse (&sheet, i, error, "meetings.csv has no kind “%s”.", kind);
        if (!read_day (&sheet, i, &rows[i], error) || !read_each (&sheet, i, &rows[i], error))
            return FALSE;
        if (strcmp (rows[i].begins, rows[i].ends) >= 0)
            return td_sheet_refuse (&sheet, i, error, "it ends before it begins.");
    }
    return TRUE;
}

static gboolean check_hours (const TdProfile *profile, GError **error)
{
    if (strcmp (profile->meetings_begin, profile->meetings_end) < 0)
        return TRUE;
    g_set_error_literal (error, TD_PROFILE_ERROR, TD_ERROR_INPUT,
                         "profile.ini: in [programme] the hours end before they begin.");
    return FALSE;
}

gboolean td_profile_load_programme (TdProfileWhole *whole, GError **error)
{
    return check_hours (&whole->profile, error) && load_kinds (whole, error) && load_rows (whole, error);
}

const TdMeetingKind *td_profile_meeting_kind (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_meeting_kinds; i++)
        if (g_str_equal (profile->meeting_kinds[i].slug, slug))
            return &profile->meeting_kinds[i];
    return NULL;
}

gboolean td_meeting_kind_offers (const TdMeetingKind *kind, TdMeetingOffer offer)
{
    return kind != NULL && (kind->offers & offer) != 0;
}

gboolean td_day_is_weekend (const char *day)
{
    g_autofree char *noon = g_strdup_printf ("%.10sT12:00:00Z", day);
    g_autoptr (GDateTime) there = g_date_time_new_from_iso8601 (noon, NULL);

    return there != NULL && g_date_time_get_day_of_week (there) >= 6;
}

char *td_day_add_working (const char *day, int n)
{
    char *there = g_strndup (day, 10);

    for (int left = ABS (n); there != NULL && left > 0;) {
        char *next = td_date_add_days (there, n < 0 ? -1 : 1);
        g_free (there);
        there = next;
        if (there != NULL && !td_day_is_weekend (there))
            left--;
    }
    return there;
}

static char *until (const char *ends_local, int days, const char *time)
{
    g_autofree char *day = td_day_add_working (ends_local, days);

    return day != NULL ? g_strconcat (day, "T", time, NULL) : NULL;
}

char *td_profile_answers_until (const TdProfile *profile, const char *ends_local)
{
    return until (ends_local, profile->answers_days, profile->answers_time);
}

char *td_profile_more_until (const TdProfile *profile, const char *ends_local)
{
    return until (ends_local, profile->more_days, profile->more_time);
}
