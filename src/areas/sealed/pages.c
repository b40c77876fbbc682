/* Sending something sealed: the start, the keys, the form and what it brings. */
#include "areas/sealed/pages.h"

#include "areas/sealed/notice.h"
#include "areas/sealed/recipients.h"
#include "areas/sealed/sealed-done.html.h"
#include "areas/sealed/sealed-keys.html.h"
#include "areas/sealed/sealed-send.html.h"
#include "areas/sealed/sealed.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "templates/other-ways.html.h"
#include "text/words.h"
#include "web/static.h"

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

void td_sealed_no_trace (TdRequest *request)
{
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_header (request, "Referrer-Policy", "no-referrer");
}

static const char *link_to (TdRequest *request, GPtrArray *strings, const char *rest)
{
    return keep (strings, g_strdup_printf ("/%s/%s", td_request_locale (request), rest));
}

gboolean td_sealed_purpose_of_path (TdRequest *request, TdSealedPurpose *ret_purpose, GError **error)
{
    if (td_sealed_purpose_from_word (td_request_part (request, "purpose"), ret_purpose))
        return TRUE;
    g_set_error_literal (error, TD_SEALED_ERROR, TD_ERROR_NOT_FOUND,
                         "There is no page at this address. Start from the first page.");
    return FALSE;
}

gboolean td_sealed_start_page (TdRequest *request, GError **error)
{
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    const struct html_sealed page = {
        .communication = link_to (request, strings, "sealed/communication"),
        .reprisal = link_to (request, strings, "sealed/reprisal"),
        .report = link_to (request, strings, "sealed/report"),
        .back = link_to (request, strings, "sealed-return"),
        .keys = link_to (request, strings, "sealed-keys"),
        .officer = td_door_may (td_request_viewer (request), TD_ACT_SEALED_OPEN, NULL, NULL)
                       ? link_to (request, strings, "desk/sealed")
                       : NULL,
        .quiet = td_static_address ("quiet.js"),
    };

    (void) error;
    td_sealed_no_trace (request);
    html_sealed (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- keys ---- */

typedef struct html_sealed_keys_groups Group;
typedef struct html_sealed_keys_groups_keys Key;
typedef struct html_sealed_keys_old Old;

static GArray *keys_of (TdRequest *request, const GPtrArray *list, int purpose, GPtrArray *strings)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    GArray *keys = g_array_new (FALSE, TRUE, sizeof (Key));

    for (guint i = 0; i < list->len; i++) {
        const TdSealedRecipient *r = list->pdata[i];
        Key key = { .name = r->name, .key = r->recipient };

        if (r->ended != 0 || (int) r->purpose != purpose)
            continue;
        key.fingerprint = keep (strings, td_sealed_fingerprint (r->recipient));
        key.since = keep (strings, td_words_day (locale, r->added, zone));
        g_array_append_val (keys, key);
    }
    return keys;
}

static GArray *old_keys (TdRequest *request, const GPtrArray *list, GPtrArray *strings)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    GArray *old = g_array_new (FALSE, TRUE, sizeof (Old));

    for (guint i = 0; i < list->len; i++) {
        const TdSealedRecipient *r = list->pdata[i];
        const Old row = { .name = r->name,
                          .key = r->recipient,
                          .until = r->ended != 0 ? keep (strings, td_words_day (locale, r->ended, zone)) : "" };

        if (r->ended != 0)
            g_array_append_val (old, row);
    }
    return old;
}

static json_t *keys_to_json (const GPtrArray *list)
{
    json_t *rows = json_array ();

    for (guint i = 0; i < list->len; i++) {
        const TdSealedRecipient *r = list->pdata[i];
        g_autofree char *fingerprint = td_sealed_fingerprint (r->recipient);

        json_array_append_new (rows, json_pack ("{s:s, s:s, s:s, s:s, s:b}", "purpose",
                                                td_sealed_purpose_word (r->purpose), "name", r->name, "recipient",
                                                r->recipient, "fingerprint", fingerprint, "in_use", r->ended == 0));
    }
    return json_pack ("{s:o}", "keys", rows);
}

static void show_keys (TdRequest *request, const GPtrArray *list)
{
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    Group groups[TD_N_SEALED_PURPOSES] = { 0 };
    GArray *old = old_keys (request, list, strings);

    g_ptr_array_add (arrays, old);
    for (int i = 0; i < TD_N_SEALED_PURPOSES; i++) {
        GArray *keys = keys_of (request, list, i, strings);

        g_ptr_array_add (arrays, keys);
        groups[i] = (Group){ .label = td_sealed_purpose_label ((TdSealedPurpose) i),
                             .keys = (const Key *) (void *) keys->data,
                             .n_keys = keys->len };
    }
    const struct html_sealed_keys page = {
        .groups = groups,
        .n_groups = TD_N_SEALED_PURPOSES,
        .old = (const Old *) (void *) old->data,
        .n_old = old->len,
        .example = "age -r age1… -r age1… -o report.pdf.age report.pdf",
        .start = link_to (request, strings, "sealed"),
        .quiet = td_static_address ("quiet.js"),
    };
    html_sealed_keys (td_request_html (request), &page);
    td_reply_html (request, 200);
}

gboolean td_sealed_keys_page (TdRequest *request, GError **error)
{
    g_autoptr (GPtrArray) list = td_sealed_recipients (td_request_instance (request), error);

    if (list == NULL)
        return FALSE;
    td_sealed_no_trace (request);
    if (td_request_wants_json (request))
        td_reply_json (request, 200, keys_to_json (list));
    else
        show_keys (request, list);
    return TRUE;
}

char *td_sealed_keys_text (TdInstance *instance, TdSealedPurpose purpose, GError **error)
{
    g_autoptr (GPtrArray) list = td_sealed_recipients (instance, error);
    GString *text;

    if (list == NULL)
        return NULL;
    text = g_string_new (NULL);
    for (guint i = 0; i < list->len; i++) {
        const TdSealedRecipient *r = list->pdata[i];

        if (r->ended == 0 && r->purpose == purpose)
            g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", r->recipient);
    }
    return g_string_free (text, FALSE);
}

/* ---- what a form brings ---- */

static void note_problem (TdRequest *request, TdSealedForm *form, const char *field)
{
    const char *problem = form->wrong == NULL ? td_request_field_problem (request, field) : NULL;

    if (problem == NULL)
        return;
    form->wrong = problem;
    form->wrong_field = field;
}

static void read_file (TdRequest *request, TdSealedForm *form, const char *field)
{
    TdSealedFieldState state;
    const char *name = NULL;
    gint64 size = 0;
    int fd = td_request_sealed (request, field, &state, &name, &size);
    TdSealedFile *file = &form->files[form->sending.n_files];

    note_problem (request, form, field);
    if (fd < 0)
        return;
    *file = (TdSealedFile){ .name = name,
                            .fd = fd,
                            .clear = state == TD_SEALED_FIELD_CLEAR,
                            .by = state == TD_SEALED_FIELD_BEFORE ? TD_SEALED_BEFORE : TD_SEALED_HERE };
    form->sending.n_files++;
}

static void read_message (TdRequest *request, TdSealedForm *form)
{
    TdSealedFieldState state = TD_SEALED_FIELD_CLEAR;
    const char *name = NULL;
    gint64 size = 0;
    int fd = td_request_sealed (request, "message", &state, &name, &size);

    note_problem (request, form, "message");
    /* What is not sealed after all is a file like any other. */
    if (fd >= 0 && state == TD_SEALED_FIELD_CLEAR)
        read_file (request, form, "message");
    else
        form->sending.message = fd;
}

void td_sealed_form_read (TdRequest *request, TdSealedForm *ret_form)
{
    static const char *const names[] = { "file-1", "file-2", "file-3", "file-4" };

    *ret_form = (TdSealedForm){
        .sending = { .text = td_request_field (request, "text"), .message = -1, .locale = td_request_locale (request) }
    };
    note_problem (request, ret_form, "text");
    read_message (request, ret_form);
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        read_file (request, ret_form, names[i]);
    ret_form->sending.files = ret_form->files;
}

/* A code of the list, or nothing. */
static void read_state (TdRequest *request, TdSealedForm *form)
{
    const char *state = td_request_field (request, "state");

    form->sending.state = state;
    if (*state == '\0' || td_profile_state (td_request_instance (request)->profile, state) != NULL)
        return;
    form->wrong = td_words (td_request_locale (request),
                            "There is no State party of this name. Choose one of the list, or leave it open.");
    form->wrong_field = "state";
}

/* ---- the form ---- */

static const char *leads[TD_N_SEALED_PURPOSES] = {
    [TD_SEALED_COMMUNICATION] = N_ ("Tell what happened to you or to the people for whom you write. It is read by the "
                                    "officers who keep the register of individual communications, and by nobody else. "
                                    "The State is told nothing before you agreed to it."),
    [TD_SEALED_REPRISAL] = N_ ("Tell what you are afraid of, or what happened. It is read by the Committee’s focal "
                               "point on reprisals and one named officer, and by nobody else. Nothing is done that you "
                               "did not agree to."),
    [TD_SEALED_REPORT] = N_ ("Send a report that no more people should see than must. Say in the message for which "
                             "State and session it is, and what of it may be shown to whom."),
};

static gboolean show_form (TdRequest *request, TdSealedPurpose purpose, const TdSealedForm *form, GError **error)
{
    const char *locale = td_request_locale (request);
    const char *wrong = form != NULL ? form->wrong : NULL;
    gboolean in_file = wrong != NULL && g_str_has_prefix (form->wrong_field, "file");
    gboolean in_state = wrong != NULL && g_str_equal (form->wrong_field, "state");
    const struct html_error_summary_errors errors[] = { { .field = in_file    ? "file-1"
                                                                   : in_state ? "state"
                                                                              : "text",
                                                          .text = wrong } };
    const char *state = form != NULL && form->sending.state != NULL ? form->sending.state : "";
    gboolean asked = form != NULL && (form->asks_gate || in_state);
    g_auto (TdSealedAbout) about = { 0 };
    g_autofree char *keys = td_sealed_keys_text (td_request_instance (request), purpose, error);
    g_autofree char *action = g_strdup_printf ("/%s/sealed/%s", locale, td_sealed_purpose_word (purpose));
    g_autofree char *start = g_strdup_printf ("/%s/sealed", locale);

    if (keys == NULL || !td_sealed_about (request, purpose, state, asked, &about, error))
        return FALSE;
    const struct html_sealed_send page = {
        .purpose = td_words (locale, td_sealed_purpose_label (purpose)),
        .lead = td_words (locale, leads[purpose]),
        .action = action,
        .start = start,
        .recipients = keys,
        .ready = *keys != '\0',
        .errors = errors,
        .n_errors = wrong != NULL,
        .text = form != NULL ? form->sending.text : NULL,
        .text_error = in_file || in_state ? NULL : wrong,
        .file_error = in_file ? wrong : NULL,
        .most = TD_LIMIT_SEALED_CHARACTERS,
        .states = about.states != NULL ? (const void *) about.states->data : NULL,
        .n_states = about.states != NULL ? about.states->len : 0,
        .state_error = in_state ? wrong : NULL,
        .shut = about.shut,
        .answer = about.answer,
        .reason = about.reason != NULL ? about.reason : "",
        .closed_states = about.closed != NULL ? about.closed : "",
        .unknown_states = about.unknown != NULL ? about.unknown : "",
        .groups = about.groups != NULL ? (const void *) about.groups->data : NULL,
        .n_groups = about.groups != NULL ? about.groups->len : 0,
        .quiet = td_static_address ("quiet.js"),
        .module = td_static_address ("seal.js"),
    };
    td_sealed_no_trace (request);
    html_sealed_send (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_sealed_send_page (TdRequest *request, GError **error)
{
    TdSealedPurpose purpose;

    return td_sealed_purpose_of_path (request, &purpose, error) && show_form (request, purpose, NULL, error);
}

/* ---- it was received ---- */

static gboolean show_done (TdRequest *request, TdSealedPurpose purpose, const int numbers[TD_CODE_WORDS],
                           const GPtrArray *looks, const char *root, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autofree char *keys = td_sealed_keys_text (td_request_instance (request), purpose, error);
    g_autofree char *back = g_strdup_printf ("/%s/sealed-return", locale);
    g_autofree char *action = g_strdup_printf ("/%s/sealed/%s/more", locale, td_sealed_purpose_word (purpose));
    g_autofree char *mail = g_strdup_printf ("/%s/sealed-mail", locale);
    struct html_sealed_done_words words[TD_CODE_WORDS];
    char digits[TD_CODE_WORDS][8];
    TdSealedLookRows rows;

    if (keys == NULL)
        return FALSE;
    for (int i = 0; i < TD_CODE_WORDS; i++) {
        g_snprintf (digits[i], sizeof digits[i], "%04d", numbers[i]);
        words[i] = (struct html_sealed_done_words){ .word = td_code_word (numbers[i]), .number = digits[i] };
    }
    td_sealed_look_rows (looks, locale, &rows);
    const struct html_sealed_done page = {
        .words = words,
        .n_words = TD_CODE_WORDS,
        .looks = rows.rows,
        .n_looks = rows.n,
        .back = back,
        .action = action,
        .root = root,
        .recipients = keys,
        .most = TD_LIMIT_SEALED_CHARACTERS,
        .mail = mail,
        .mail_possible = td_sealed_notice_possible (td_request_instance (request)),
        .quiet = td_static_address ("quiet.js"),
        .module = td_static_address ("seal.js"),
    };
    td_sealed_no_trace (request);
    html_sealed_done (td_request_html (request), &page);
    td_reply_html (request, 200);
    td_sealed_look_rows_clear (&rows);
    return TRUE;
}

/* What its sender can do something about stands on the form again, with what they typed. */
static gboolean form_again (TdRequest *request, TdSealedPurpose purpose, TdSealedForm *form, GError *take_problem,
                            GError **error)
{
    gboolean shown;

    if (td_error_code (take_problem) == TD_ERROR_NOT_FOUND || td_error_code (take_problem) == TD_ERROR_NOT_ALLOWED) {
        g_propagate_error (error, take_problem);
        return FALSE;
    }
    form->wrong = td_words (td_request_locale (request), take_problem->message);
    form->wrong_field = td_error_code (take_problem) == TD_ERROR_CONFLICT ? "state" : "text"; /* the gate */
    shown = show_form (request, purpose, form, error);
    g_error_free (take_problem);
    return shown;
}

gboolean td_sealed_send_post (TdRequest *request, GError **error)
{
    g_autoptr (GPtrArray) looks = NULL;
    TdSealedPurpose purpose;
    TdSealedForm form;
    GError *problem = NULL;
    int numbers[TD_CODE_WORDS];
    char root[TD_SEALED_ROOT_TEXT + 1];
    gboolean shown;

    if (!td_sealed_purpose_of_path (request, &purpose, error))
        return FALSE;
    td_sealed_form_read (request, &form);
    read_state (request, &form);
    form.asks_gate = g_str_equal (td_request_field (request, "do"), "gate");
    if (form.wrong != NULL || form.asks_gate)
        return show_form (request, purpose, &form, error);
    if (!td_sealed_send (td_request_instance (request), purpose, &form.sending, numbers, root, &looks, &problem))
        return form_again (request, purpose, &form, problem, error);
    shown = show_done (request, purpose, numbers, looks, root, error);
    memset (numbers, 0, sizeof numbers);
    memset (root, 0, sizeof root);
    return shown;
}
