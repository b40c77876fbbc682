/* Asking for a closed briefing, and the secretariat's word about it. */
#include "areas/accreditation/accreditation-words.h"
#include "areas/accreditation/briefing.h"
#include "areas/accreditation/pages.h"

#include "areas/accreditation/briefing-form.html.h"
#include "areas/accreditation/briefings-desk.html.h"
#include "areas/organisations/organisation.h"
#include "text/words.h"

static const char *F (TdRequest *request, const char *name)
{
    return td_request_field (request, name);
}

/* ---- asking ---- */

static gboolean led_choices (TdRequest *request, GArray *list, GPtrArray *strings, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);

    for (gsize i = 0; i < viewer->n_organisations; i++) {
        const TdMembership *m = &viewer->organisations[i];
        g_autoptr (TdOrganisation) o = NULL;
        if (m->level < TD_LEVEL_LEAD)
            continue;
        o = td_organisation_get (td_request_instance (request), viewer, m->organisation, error);
        if (o == NULL)
            return FALSE;
        td_accreditation_choose (list, m->organisation, td_accreditation_keep (strings, g_strdup (o->name)),
                                 F (request, "organisation"));
    }
    return TRUE;
}

static gboolean show_form (TdRequest *request, const char *field, const char *wrong, GError **error)
{
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "state", .text = wrong } };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_auto (TdAccreditationSession) session = { 0 };
    g_autoptr (GArray) organisations = td_accreditation_choices ();
    g_autoptr (GArray) states = NULL;
    int number;

    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_accreditation_session_part (request, &number, error)
        || !td_accreditation_session_read (td_request_instance (request), number, &session, error)
        || !led_choices (request, organisations, strings, error))
        return FALSE;
    states = td_accreditation_states (request, F (request, "state"));
    const struct html_briefing_form page = {
        .session = number,
        .errors = errors,
        .n_errors = wrong != NULL,
        .organisations = (const void *) organisations->data,
        .n_organisations = organisations->len,
        .states = (const void *) states->data,
        .n_states = states->len,
        .state_error = td_accreditation_at (field, "state", wrong),
        .words = F (request, "words"),
        .words_error = td_accreditation_at (field, "words", wrong),
    };
    html_briefing_form (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_briefing_form_page (TdRequest *request, GError **error)
{
    return show_form (request, NULL, NULL, error);
}

gboolean td_briefing_form_post (TdRequest *request, GError **error)
{
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *back = g_strdup_printf ("/%s/accreditation", td_request_locale (request));
    TdBriefingWish wish = { .state = F (request, "state"),
                            .organisation = F (request, "organisation"),
                            .words = F (request, "words") };
    GError *problem = NULL;

    if (!td_accreditation_session_part (request, &wish.session, error))
        return FALSE;
    if (wrong == NULL
        && !td_briefing_ask (td_request_instance (request), td_request_viewer (request), &wish, &field, &problem)) {
        wrong = td_accreditation_problem (strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_form (request, field, wrong, error);
    td_reply_redirect (request, back);
    return TRUE;
}

/* ---- the desk's ---- */

typedef struct html_briefings_desk_rows Row;

typedef struct html_briefings_desk_rows_meetings Meeting;

static void free_meetings (gpointer meetings)
{
    g_array_unref (meetings);
}

/* Closed ones of its session, for one that waits. */
static GArray *meeting_rows (TdRequest *request, const TdBriefing *b, GPtrArray *strings, GError **error)
{
    g_autoptr (GArray) choices = b->status == TD_BRIEFING_ASKED
                                     ? td_accreditation_meetings (request, b->session, TRUE, NULL, strings, error)
                                     : td_accreditation_choices ();
    GArray *rows = choices != NULL ? g_array_new (FALSE, TRUE, sizeof (Meeting)) : NULL;

    for (guint i = 0; choices != NULL && i < choices->len; i++) {
        const TdAccreditationChoice *c = &g_array_index (choices, TdAccreditationChoice, i);
        const Meeting row = { .value = c->value, .label = c->label };
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean desk_rows (TdRequest *request, const GPtrArray *list, GArray *rows, GPtrArray *strings,
                           GPtrArray *choices, GError **error)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);

    for (guint i = 0; i < list->len; i++) {
        const TdBriefing *b = list->pdata[i];
        GArray *meetings = meeting_rows (request, b, strings, error);
        if (meetings == NULL)
            return FALSE;
        g_ptr_array_add (choices, meetings);
        const Row row = {
            .id = b->id,
            .state = td_profile_state_name (profile, td_profile_state (profile, b->state), locale),
            .session = b->session,
            .organisation = b->organisation_name != NULL ? b->organisation_name : "–",
            .words = b->words,
            .status = td_briefing_status_label (b->status),
            .waits = b->status == TD_BRIEFING_ASKED,
            .reason = b->reason,
            .meeting = b->meeting != NULL ? td_accreditation_keep (
                           strings, g_strdup_printf ("/%s/meetings/%s/people", locale, b->meeting))
                                          : NULL,
            .meetings = (const Meeting *) (void *) meetings->data,
            .n_meetings = meetings->len,
        };
        g_array_append_val (rows, row);
    }
    return TRUE;
}

static gboolean show_desk (TdRequest *request, const char *wrong, GError **error)
{
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (free_meetings);
    g_autoptr (GPtrArray) list =
        td_briefing_list (td_request_instance (request), td_request_viewer (request), 0, error);
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));

    td_reply_header (request, "Cache-Control", "no-store");
    if (list == NULL || !desk_rows (request, list, rows, strings, choices, error))
        return FALSE;
    const struct html_briefings_desk page = { .rows = (const Row *) (void *) rows->data,
                                              .n_rows = rows->len,
                                              .error = wrong };
    html_briefings_desk (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_briefings_desk_page (TdRequest *request, GError **error)
{
    return show_desk (request, NULL, error);
}

gboolean td_briefings_desk_post (TdRequest *request, GError **error)
{
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *back = g_strdup_printf ("/%s/desk/briefings", td_request_locale (request));
    GError *problem = NULL;

    if (wrong == NULL
        && !td_briefing_decide (td_request_instance (request), td_request_viewer (request), F (request, "id"),
                                F (request, "meeting"), F (request, "reason"), &field, &problem)) {
        wrong = td_accreditation_problem (strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_desk (request, wrong, error);
    td_reply_redirect (request, back);
    return TRUE;
}
