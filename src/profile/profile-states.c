/* states.csv: who is bound by the treaty, since when, and how we know. */
#include "profile/profile-private.h"

#include "base/errors.h"

static const TdColumn columns[] = {
    { "iso3", TD_FIELD_TEXT, TRUE, TRUE },    { "iso2", TD_FIELD_TEXT, TRUE, TRUE },
    { "name_en", TD_FIELD_TEXT, TRUE, TRUE }, { "name_*", TD_FIELD_TEXT },
    { "region", TD_FIELD_TEXT, TRUE },        { "adherence", TD_FIELD_SLUG, TRUE },
    { "adherence_date", TD_FIELD_DATE },      { "adherence_basis", TD_FIELD_BASIS, TRUE },
    { "adherence_source", TD_FIELD_TEXT },    { "declarations", TD_FIELD_TEXT },
};

static gboolean is_code (const char *text, gsize letters)
{
    return strlen (text) == letters && strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == letters;
}

static gboolean check_state (const TdSheet *sheet, guint row, const TdState *state, GError **error)
{
    if (!is_code (state->iso3, 3) || !is_code (state->iso2, 2))
        return td_sheet_refuse (sheet, row, error, "the codes are not of ISO 3166, three and two capital letters.");
    if ((state->adherence_date == NULL) != (state->adherence_basis == TD_BASIS_NOT_GIVEN))
        return td_sheet_refuse (sheet, row, error, "a date has a basis, and what is not given has no date.");
    if (state->adherence_basis == TD_BASIS_CALCULATED)
        return td_sheet_refuse (sheet, row, error, "a deposit is a fact and cannot be calculated.");
    if (state->adherence_basis == TD_BASIS_SEEN && state->adherence_source == NULL)
        return td_sheet_refuse (sheet, row, error, "what was seen needs its source.");
    return TRUE;
}

/* All names in other languages, for td_profile_state_name. */
static void add_names (const TdSheet *sheet, guint row, const char *iso3)
{
    for (guint c = 0; c < sheet->csv->n_columns; c++) {
        const char *column = sheet->csv->columns[c];
        if (!g_str_has_prefix (column, "name_"))
            continue;
        const char *name = td_sheet_text (sheet, row, column);
        if (name != NULL)
            g_hash_table_insert (sheet->whole->names, g_strdup_printf ("%s/%s", iso3, column + strlen ("name_")),
                                 (gpointer) name);
    }
}

/* The same order whatever the machine's locale is: without case, letters with marks after those without. */
static char *order_key (const char *name)
{
    g_autofree char *folded = g_utf8_casefold (name, -1);
    return g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);
}

static int by_name (gconstpointer a, gconstpointer b)
{
    g_autofree char *one = order_key (((const TdState *) a)->name);
    g_autofree char *two = order_key (((const TdState *) b)->name);
    return strcmp (one, two);
}

gboolean td_profile_load_states (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "states.csv", columns, G_N_ELEMENTS (columns), &sheet, error))
        return FALSE;
    TdState *states = g_new0 (TdState, sheet.csv->n_rows);
    whole->profile.states = states;
    whole->profile.n_states = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        states[i] = (TdState){
            .iso3 = td_sheet_text (&sheet, i, "iso3"),
            .iso2 = td_sheet_text (&sheet, i, "iso2"),
            .name = td_sheet_text (&sheet, i, "name_en"),
            .region = td_sheet_text (&sheet, i, "region"),
            .adherence = td_sheet_text (&sheet, i, "adherence"),
            .adherence_date = td_sheet_text (&sheet, i, "adherence_date"),
            .adherence_basis = td_sheet_basis (&sheet, i, "adherence_basis"),
            .adherence_source = td_sheet_text (&sheet, i, "adherence_source"),
            .declarations = td_sheet_text (&sheet, i, "declarations"),
        };
        if (!check_state (&sheet, i, &states[i], error))
            return FALSE;
        add_names (&sheet, i, states[i].iso3);
    }
    if (sheet.csv->n_rows > 0)
        qsort (states, whole->profile.n_states, sizeof *states, by_name);
    return TRUE;
}
