/* The briefing paper as a file. */
#include "areas/dossier/pages.h"

#include "areas/dossier/briefing.h"
#include "areas/dossier/briefing.html.h"
#include "areas/dossier/dossier-page.h"
#include "text/words.h"

static const char *const labels[TD_N_FILES] = {
    [TD_FILE_PDF] = N_ ("PDF, for reading and printing"), [TD_FILE_DOCX] = N_ ("DOCX, for word processors"),
    [TD_FILE_ODT] = N_ ("ODT, for word processors"),      [TD_FILE_HTML] = N_ ("HTML, for browsers"),
    [TD_FILE_EPUB] = N_ ("EPUB, for e-readers"),          [TD_FILE_TEXT] = N_ ("Plain text")
};

static struct html_briefing_files file_row (TdKept *kept, const TdDossier *dossier, TdFileFormat format,
                                            const char *locale)
{
    const char *word = td_file_format_word (format), *iso3 = dossier->span.state->iso3;
    int cycle = dossier->span.cycle;

    return (struct html_briefing_files){
        .label = td_words (locale, labels[format]),
        .link = td_keep (kept, g_strdup_printf ("/%s/states/%s/briefing/%s?cycle=%d", locale, iso3, word, cycle)),
        .large =
            td_keep (kept, g_strdup_printf ("/%s/states/%s/briefing/%s?cycle=%d&large=1", locale, iso3, word, cycle)),
    };
}

gboolean td_briefing_page (TdRequest *request, GError **error)
{
    static const TdFileFormat order[] = { TD_FILE_PDF,  TD_FILE_DOCX, TD_FILE_ODT,
                                          TD_FILE_HTML, TD_FILE_EPUB, TD_FILE_TEXT };
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_auto (TdDossier) dossier = { 0 };
    g_auto (TdKept) kept = { 0 };
    struct html_briefing page;
    GArray *files;
    int cycle;

    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_dossier_asked_cycle (request, &cycle, error)
        || !td_dossier_read (instance, td_request_viewer (request), td_request_part (request, "state"), cycle, NULL,
                             &dossier, NULL, error))
        return FALSE;
    td_kept_init (&kept);
    files = td_keep_list (&kept, sizeof (struct html_briefing_files));
    for (gsize i = 0; i < G_N_ELEMENTS (order); i++) {
        struct html_briefing_files row = file_row (&kept, &dossier, order[i], locale);
        g_array_append_val (files, row);
    }
    page = (struct html_briefing){
        .name = td_profile_state_name (instance->profile, dossier.span.state, locale),
        .dossier = td_keep (&kept, td_dossier_path (locale, &dossier.span, "dossier")),
        .cycle = dossier.span.cycle,
    };
    TD_FILL (&page, files, files);
    html_briefing (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_briefing_file_page (TdRequest *request, GError **error)
{
    TdBriefingWish wish = { .state = td_request_part (request, "state"),
                            .locale = td_request_locale (request),
                            .large = *td_request_field (request, "large") != '\0' };
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *name = NULL;
    TdFileFormat format;

    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_file_format_from_word (td_request_part (request, "format"), &format))
        return td_door_unknown (error);
    if (!td_dossier_asked_cycle (request, &wish.cycle, error))
        return FALSE;
    bytes = td_briefing_file (td_request_instance (request), td_request_viewer (request), &wish, format, &name, error);
    if (bytes == NULL)
        return FALSE;
    td_reply_bytes (request, td_file_format_type (format), name, bytes);
    return TRUE;
}
