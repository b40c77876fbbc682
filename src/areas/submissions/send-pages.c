/* The first questions of sending: start, State and purpose, sender, reason. */
#include "areas/submissions/send-pages.h"

#include "areas/organisations/organisation.h"
#include "areas/submissions/send-reason.html.h"
#include "areas/submissions/send-sender.html.h"
#include "areas/submissions/send-start.html.h"
#include "areas/submissions/send-state.html.h"
#include "areas/submissions/send-step-page.h"
#include "areas/submissions/state-paper.h"
#include "base/errors.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

#define CHOICES(array) ((const struct html_field_radios_choices *) (void *) (array)->data)

/* ---- start ---- */

/* What this browser holds of a report: one that can be gone on with, or one that was sent. */
static gboolean holds (TdRequest *request, gboolean *ret_sent, GError **error)
{
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = NULL;
    GError *problem = NULL;

    if (!td_draft_cookie_read (request, &cookie))
        return FALSE;
    s = td_submission_get (td_request_instance (request), td_request_viewer (request), cookie.key, cookie.id, &problem);
    if (s != NULL)
        *ret_sent = s->status != TD_STATUS_DRAFT;
    else if (problem->code == TD_ERROR_NOT_FOUND)
        g_error_free (problem);
    else
        g_propagate_error (error, problem);
    return s != NULL;
}

/* The purpose that the address names, or "": one that this person can choose. */
static const char *known_purpose (TdRequest *request)
{
    gboolean for_state = td_state_paper_state (td_request_viewer (request)) != NULL;
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdChoice *purpose =
        td_profile_choice (profile->purposes, profile->n_purposes, td_request_field (request, "purpose"));

    return purpose != NULL && purpose->from_state == for_state ? purpose->slug : "";
}

/* The paragraph that the address names, as one cites it; NULL: none. Nothing but a symbol and a number is shown back. Free it. */
static char *known_paragraph (TdRequest *request)
{
    g_autoptr (GRegex) shape = g_regex_new ("^([A-Z0-9][A-Z0-9/.-]{2,50})#p([0-9]{1,4})$", 0, 0, NULL);
    g_autoptr (GMatchInfo) match = NULL;
    g_autofree char *symbol = NULL;
    g_autofree char *number = NULL;

    if (!g_regex_match (shape, td_request_field (request, "about"), 0, &match))
        return NULL;
    symbol = g_match_info_fetch (match, 1);
    number = g_match_info_fetch (match, 2);
    return g_strdup_printf ("%s, para. %s", symbol, number);
}

gboolean td_send_start_page (TdRequest *request, GError **error)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdState *state = td_profile_state (profile, td_request_field (request, "state"));
    g_autofree char *going_on = g_strdup_printf ("/%s/send/answers", td_request_locale (request));
    g_autofree char *receipt = g_strdup_printf ("/%s/send/done", td_request_locale (request));
    gboolean sent = FALSE;
    const char *own = td_state_paper_state (td_request_viewer (request));
    g_autofree char *about = known_paragraph (request);
    struct html_send_start page = { .most_pages = profile->page_limit,
                                    .page_rule = profile->page_rule_words,
                                    .largest = profile->file_bytes / (1024 * 1024),
                                    .state = state != NULL ? state->iso3 : "",
                                    .purpose = known_purpose (request),
                                    .about = about };

    page.own = own != NULL
                   ? td_profile_state_name (profile, td_profile_state (profile, own), td_request_locale (request))
                   : NULL;
    page.erased = g_str_equal (td_request_field (request, "why"), "erased");
    page.lost = g_str_equal (td_request_field (request, "why"), "lost");
    if (holds (request, &sent, error)) {
        page.going_on = sent ? NULL : going_on;
        page.receipt = sent ? receipt : NULL;
    } else if (*error != NULL) {
        return FALSE;
    }
    html_send_start (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_send_begin (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *state = td_state_paper_state (viewer) == NULL ? td_request_field (request, "state") : "";
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    const char *purpose = known_purpose (request);
    TdAnswers answers = { .state = td_profile_state (instance->profile, state) != NULL ? state : NULL,
                          .purpose = *purpose != '\0' ? purpose : NULL };

    if (!td_submission_begin (instance, viewer, &id, &key, error))
        return FALSE;
    /* The State and the call whose page the person came from are answers already; a wrong one is asked again. */
    if ((answers.state != NULL || answers.purpose != NULL)
        && !td_submission_answer (instance, viewer, key, id, &answers, NULL, error))
        return FALSE;
    td_draft_cookie_set (request, id, key);
    td_send_step_go (request, "state");
    return TRUE;
}

/* ---- State and purpose ---- */

static GArray *state_choices (const TdProfile *profile, const char *locale, const char *chosen)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *state = &profile->states[i];
        struct html_field_radios_choices row = { .id = "",
                                                 .value = state->iso3,
                                                 .label = td_profile_state_name (profile, state, locale),
                                                 .chosen = g_strcmp0 (state->iso3, chosen) == 0 };
        g_array_append_val (rows, row);
    }
    return rows;
}

static int by_label (gconstpointer a, gconstpointer b, gpointer locale)
{
    g_autofree char *first = td_words_sort_key (locale, ((const struct html_field_radios_choices *) a)->label);
    g_autofree char *second = td_words_sort_key (locale, ((const struct html_field_radios_choices *) b)->label);

    return strcmp (first, second);
}

/* The purposes that this draft can have. */
static GArray *purpose_choices (const TdProfile *profile, const TdSubmission *draft, const char *chosen,
                                const char *locale)
{
    g_autoptr (GArray) offered = g_array_new (FALSE, FALSE, sizeof (TdChoice));

    for (gsize i = 0; i < profile->n_purposes; i++)
        if (profile->purposes[i].from_state == (draft->by_state != NULL))
            g_array_append_val (offered, profile->purposes[i]);
    return td_send_step_choices ((const TdChoice *) (void *) offered->data, offered->len, "purpose", chosen, locale);
}

static gboolean state_page (TdRequest *request, const TdSubmission *draft, const char *state, const char *purpose,
                            const TdFaultWords *faults)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    g_autoptr (GArray) states = state_choices (profile, locale, state);
    GArray *purposes = purpose_choices (profile, draft, purpose, locale);
    g_autofree char *action = td_send_step_address (request, "state");
    g_autofree char *back = td_send_step_back (request, "");
    gboolean own = draft->by_state != NULL;
    struct html_send_state page = {
        .question = td_words (locale, own ? N_ ("Which of the State’s papers is it?")
                                          : N_ ("Which State is the report about?")),
        .caption = td_send_step_caption (request, draft, 1, 1),
        .own = own ? td_profile_state_name (profile, td_profile_state (profile, draft->by_state), locale) : NULL,
        .action = action,
        .back = back,
        .state_error = td_fault_at (faults, "state"),
        .purpose_error = td_fault_at (faults, "purpose"),
        TD_FAULT_ROWS (faults),
    };

    g_array_sort_with_data (states, by_label, (gpointer) locale);
    page.states = CHOICES (states);
    page.n_states = states->len;
    page.purposes = CHOICES (purposes);
    page.n_purposes = purposes->len;
    html_send_state (td_request_html (request), &page);
    td_send_step_reply (request, faults);
    td_send_step_choices_free (purposes);
    return TRUE;
}

gboolean td_send_state_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!td_send_step_open (request, &step, error))
        return *error == NULL;
    return state_page (request, step.draft, step.draft->state, step.draft->purpose, &td_send_step_right);
}

gboolean td_send_state (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    const char *state = td_request_field (request, "state"), *purpose = td_request_field (request, "purpose");
    TdAnswers answers = { .state = state, .purpose = purpose };
    g_auto (TdFaultWords) faults = { 0 };

    if (!td_send_step_open (request, &step, error))
        return *error == NULL;
    if (step.draft->by_state != NULL)
        answers.state = NULL;
    if (!td_send_step_answer (request, &step, &answers, step.draft->by_state != NULL ? "file" : "sender",
                              answers.state != NULL ? "state" : "purpose", &faults, error))
        return FALSE;
    return td_fault_words_count (&faults) == 0 || state_page (request, step.draft, state, purpose, &faults);
}

/* ---- the sender ---- */

/* The organisations for which the person may write, and "for myself" but on behalf of one; nothing when there are none. */
static GArray *organisation_choices (TdRequest *request, const char *chosen)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));
    const TdViewer *viewer = td_request_viewer (request);
    struct html_field_radios_choices self = { .value = "",
                                              .label = td_words (td_request_locale (request),
                                                                 N_ ("For myself, or for somebody not in this list")),
                                              .chosen = chosen == NULL || *chosen == '\0' };

    for (gsize i = 0; viewer->trust >= TD_TRUST_PASSWORD && i < viewer->n_organisations; i++) {
        const char *id = viewer->organisations[i].organisation;
        g_autoptr (TdOrganisation) o = viewer->organisations[i].level >= TD_LEVEL_CONTRIBUTOR
                                           ? td_organisation_get (td_request_instance (request), viewer, id, NULL)
                                           : NULL;
        struct html_field_radios_choices row = { .chosen = g_strcmp0 (id, chosen) == 0 };
        if (o == NULL)
            continue;
        row.id = rows->len == 0 ? g_strdup ("organisation") : g_strdup_printf ("organisation-%s", id);
        row.value = g_strdup (o->id);
        row.label = g_strdup (o->name);
        g_array_append_val (rows, row);
    }
    if (rows->len > 0 && viewer->behalf == NULL) {
        self.id = g_strdup ("organisation-none");
        self.value = g_strdup (self.value);
        self.label = g_strdup (self.label);
        g_array_append_val (rows, self);
    }
    return rows;
}

static void organisation_choices_free (GArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        struct html_field_radios_choices *row = &g_array_index (rows, struct html_field_radios_choices, i);
        g_free ((char *) row->id);
        g_free ((char *) row->value);
        g_free ((char *) row->label);
    }
    g_array_unref (rows);
}

/* A State's own papers come from the accounts of those who act for it, so nobody says here that they are one. */
static GArray *kind_choices (const TdProfile *profile, const char *chosen, const char *locale)
{
    g_autoptr (GArray) offered = g_array_new (FALSE, FALSE, sizeof (TdChoice));

    for (gsize i = 0; i < profile->n_kinds; i++)
        if (!g_str_equal (profile->kinds[i].source, "state"))
            g_array_append_val (offered, profile->kinds[i]);
    return td_send_step_choices ((const TdChoice *) (void *) offered->data, offered->len, "sender_kind", chosen,
                                 locale);
}

static gboolean sender_page (TdRequest *request, const char *organisation, const char *name, const char *kind,
                             const char *contact, const TdFaultWords *faults)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    GArray *kinds = kind_choices (profile, kind, locale);
    GArray *organisations = organisation_choices (request, organisation);
    g_autofree char *action = td_send_step_address (request, "sender");
    g_autofree char *back = td_send_step_back (request, "state");
    const struct html_send_sender page = {
        .question = td_words (locale, N_ ("Who sends the report?")),
        .action = action,
        .back = back,
        .name = name != NULL ? name : "",
        .contact = contact != NULL ? contact : "",
        .name_error = td_fault_at (faults, "sender_name"),
        .organisation_error = td_fault_at (faults, "organisation"),
        .organisations = CHOICES (organisations),
        .n_organisations = organisations->len,
        .kind_error = td_fault_at (faults, "sender_kind"),
        .contact_error = td_fault_at (faults, "contact"),
        TD_FAULT_ROWS (faults),
        .kinds = CHOICES (kinds),
        .n_kinds = kinds->len,
    };

    html_send_sender (td_request_html (request), &page);
    td_send_step_reply (request, faults);
    td_send_step_choices_free (kinds);
    organisation_choices_free (organisations);
    return TRUE;
}

gboolean td_send_sender_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!td_send_step_open_asked (request, &step, error))
        return *error == NULL;
    return sender_page (request, step.draft->organisation, step.draft->sender_name, step.draft->sender_kind,
                        step.draft->contact, &td_send_step_right);
}

gboolean td_send_sender (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    TdAnswers answers = { .organisation = td_request_field (request, "organisation"),
                          .sender_name = td_request_field (request, "sender_name"),
                          .sender_kind = td_request_field (request, "sender_kind"),
                          .contact = td_request_field (request, "contact") };
    g_auto (TdFaultWords) faults = { 0 };

    if (!td_send_step_open_asked (request, &step, error))
        return *error == NULL;
    if (!td_send_step_answer (request, &step, &answers, "file", "sender_name", &faults, error))
        return FALSE;
    return td_fault_words_count (&faults) == 0
           || sender_page (request, answers.organisation, answers.sender_name, answers.sender_kind, answers.contact,
                           &faults);
}

/* ---- the reason ---- */

static gboolean reason_page (TdRequest *request, const TdSubmission *draft, const char *reason,
                             const TdFaultWords *faults)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autofree char *action = td_send_step_address (request, "reason");
    g_autofree char *back = td_send_step_back (request, "file");
    g_autofree char *words = td_submission_too_long_words (instance, draft, locale);
    const struct html_send_reason page = {
        .question = td_words (locale, N_ ("The report is longer than the Committee asks")),
        .action = action,
        .back = back,
        .words = words,
        .page_rule = instance->profile->page_rule_words,
        .reason = reason != NULL ? reason : "",
        .error = td_fault_at (faults, "reason"),
        TD_FAULT_ROWS (faults),
    };

    html_send_reason (td_request_html (request), &page);
    td_send_step_reply (request, faults);
    return TRUE;
}

/* Nobody asks for a reason where there is no file yet, or a shorter one by now (another tab, the button back): the person goes on where the
 * draft stands. */
static gboolean has_no_question (TdRequest *request, const TdSubmission *draft)
{
    const char *missing = td_submission_missing (td_request_instance (request), draft);

    if (td_submission_too_long (td_request_instance (request), draft))
        return FALSE;
    td_send_step_go (request, draft->files->len > 0 ? "found" : missing != NULL ? missing : "file");
    return TRUE;
}

gboolean td_send_reason_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!td_send_step_open (request, &step, error))
        return *error == NULL;
    if (has_no_question (request, step.draft))
        return TRUE;
    return reason_page (request, step.draft, step.draft->reason, &td_send_step_right);
}

gboolean td_send_reason (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    TdAnswers answers = { .reason = td_request_field (request, "reason") };
    g_auto (TdFaultWords) faults = { 0 };

    if (!td_send_step_open (request, &step, error))
        return *error == NULL;
    if (has_no_question (request, step.draft))
        return TRUE;
    if (*answers.reason == '\0')
        td_fault_words_add (&faults, "reason",
                            td_words (td_request_locale (request),
                                      N_ ("Write one or two sentences, or go back and choose a shorter report.")),
                            NULL);
    else if (!td_send_step_answer (request, &step, &answers, "found", "reason", &faults, error))
        return FALSE;
    return td_fault_words_count (&faults) == 0 || reason_page (request, step.draft, answers.reason, &faults);
}
