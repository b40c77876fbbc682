/* outlines.csv and papers.csv: by which outline texts are written, and which papers the body writes on a State. */
#include "profile/profile-private.h"

#include "base/errors.h"

/* Organisations write their reports by it. */
#define REPORT "report"

static const TdColumn outline_columns[] = {
    { "outline", TD_FIELD_SLUG, TRUE }, { "slug", TD_FIELD_SLUG, TRUE },    { "label", TD_FIELD_TEXT, TRUE },
    { "hint", TD_FIELD_TEXT },          { "level", TD_FIELD_NUMBER, TRUE }, { "kind", TD_FIELD_SLUG, TRUE },
    { "origin", TD_FIELD_TEXT, TRUE },
};

static const TdColumn paper_columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE }, { "label", TD_FIELD_TEXT, TRUE, TRUE }, { "outline", TD_FIELD_SLUG, TRUE },
    { "document", TD_FIELD_SLUG, TRUE },   { "stage", TD_FIELD_SLUG, TRUE },       { "questions", TD_FIELD_SLUG, TRUE },
    { "origin", TD_FIELD_TEXT, TRUE },
};

static const char *const kind_words[] = { "plain", "numbered", "quote", NULL };

const TdOutlineSection *td_profile_outline (const TdProfile *profile, const char *slug, gsize *ret_n)
{
    const TdOutlineSection *first = NULL;

    *ret_n = 0;
    for (gsize i = 0; slug != NULL && i < profile->n_outlines; i++) {
        if (!g_str_equal (profile->outlines[i].outline, slug))
            continue;
        if (first == NULL)
            first = &profile->outlines[i];
        ++*ret_n;
    }
    return first;
}

static gboolean check_section (const TdSheet *sheet, guint row, GError **error)
{
    const TdOutlineSection *sections = sheet->whole->profile.outlines, *s = &sections[row];

    if (s->level > 6)
        return td_sheet_refuse (sheet, row, error, "“level” is 1 to 6: %d.", s->level);
    if (!g_strv_contains (kind_words, s->kind))
        return td_sheet_refuse (sheet, row, error, "“kind” is none of numbered, plain, quote: “%s”.", s->kind);
    for (guint i = 0; i < row; i++) {
        if (!g_str_equal (sections[i].outline, s->outline))
            continue;
        if (g_str_equal (sections[i].slug, s->slug))
            return td_sheet_refuse (sheet, row, error, "outline “%s” has section “%s” twice.", s->outline, s->slug);
        if (!g_str_equal (sections[row - 1].outline, s->outline))
            return td_sheet_refuse (sheet, row, error, "the sections of outline “%s” have to stand together.",
                                    s->outline);
    }
    return TRUE;
}

static gboolean load_outlines (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };
    gsize n;

    if (!td_sheet_open (whole, "outlines.csv", outline_columns, G_N_ELEMENTS (outline_columns), &sheet, error))
        return FALSE;
    TdOutlineSection *sections = g_new0 (TdOutlineSection, sheet.csv->n_rows + 1);
    whole->profile.outlines = sections;
    whole->profile.n_outlines = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        sections[i] = (TdOutlineSection){ .outline = td_sheet_text (&sheet, i, "outline"),
                                          .slug = td_sheet_text (&sheet, i, "slug"),
                                          .label = td_sheet_text (&sheet, i, "label"),
                                          .hint = td_sheet_text (&sheet, i, "hint"),
                                          .level = td_sheet_number (&sheet, i, "level"),
                                          .kind = td_sheet_text (&sheet, i, "kind"),
                                          .origin = td_sheet_text (&sheet, i, "origin") };
        if (!check_section (&sheet, i, error))
            return FALSE;
    }
    if (td_profile_outline (&whole->profile, REPORT, &n) == NULL) {
        g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT, "outlines.csv: there is no outline “" REPORT "”.");
        return FALSE;
    }
    return TRUE;
}

static gboolean has_section (const TdProfile *profile, const char *outline, const char *slug)
{
    gsize n;
    const TdOutlineSection *sections = td_profile_outline (profile, outline, &n);

    for (gsize i = 0; i < n; i++)
        if (g_str_equal (sections[i].slug, slug))
            return TRUE;
    return FALSE;
}

/* Its symbols name their State, and numbers tell them apart. */
static gboolean check_document (const TdSheet *sheet, guint row, const TdPaperKind *kind, GError **error)
{
    static const TdState any = { .iso3 = "QQQ" };
    const TdDocumentType *type = td_profile_document_type (&sheet->whole->profile, kind->document);
    g_autofree char *first = type != NULL ? td_profile_document_symbol (type, &any, 1) : NULL;
    g_autofree char *second = type != NULL ? td_profile_document_symbol (type, &any, 2) : NULL;

    if (type == NULL)
        return td_sheet_refuse (sheet, row, error, "documents.csv has no type “%s”.", kind->document);
    if (first == NULL || strstr (first, any.iso3) == NULL || g_str_equal (first, second))
        return td_sheet_refuse (sheet, row, error,
                                "the first symbol of document type “%s” needs {state} and {n}, and nothing unknown.",
                                kind->document);
    return TRUE;
}

static gboolean check_kind (const TdSheet *sheet, guint row, GError **error)
{
    const TdProfile *profile = &sheet->whole->profile;
    const TdPaperKind *kind = &profile->paper_kinds[row];
    gsize n;

    if (td_profile_outline (profile, kind->outline, &n) == NULL)
        return td_sheet_refuse (sheet, row, error, "outlines.csv has no outline “%s”.", kind->outline);
    if (td_profile_choice (profile->stages, profile->n_stages, kind->stage) == NULL)
        return td_sheet_refuse (sheet, row, error, "stages.csv has no stage “%s”.", kind->stage);
    if (!has_section (profile, kind->outline, kind->questions))
        return td_sheet_refuse (sheet, row, error, "outline “%s” has no section “%s”.", kind->outline, kind->questions);
    return check_document (sheet, row, kind, error);
}

static gboolean load_kinds (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "papers.csv", paper_columns, G_N_ELEMENTS (paper_columns), &sheet, error))
        return FALSE;
    TdPaperKind *kinds = g_new0 (TdPaperKind, sheet.csv->n_rows + 1);
    whole->profile.paper_kinds = kinds;
    whole->profile.n_paper_kinds = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        kinds[i] = (TdPaperKind){ .slug = td_sheet_text (&sheet, i, "slug"),
                                  .label = td_sheet_text (&sheet, i, "label"),
                                  .outline = td_sheet_text (&sheet, i, "outline"),
                                  .document = td_sheet_text (&sheet, i, "document"),
                                  .stage = td_sheet_text (&sheet, i, "stage"),
                                  .questions = td_sheet_text (&sheet, i, "questions"),
                                  .origin = td_sheet_text (&sheet, i, "origin") };
        if (!check_kind (&sheet, i, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_profile_load_papers (TdProfileWhole *whole, GError **error)
{
    return load_outlines (whole, error) && load_kinds (whole, error);
}

const TdPaperKind *td_profile_paper_kind (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_paper_kinds; i++)
        if (g_str_equal (profile->paper_kinds[i].slug, slug))
            return &profile->paper_kinds[i];
    return NULL;
}
