/* The form of one's own account of a consultation. */
#include "areas/cooperation/pages.h"

#include "areas/cooperation/cooperation-words.h"
#include "areas/cooperation/own-account.html.h"
#include "areas/organisations/organisation.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_field_radios_choices Choice;
typedef struct html_own_account_questions Question;

const TdState *td_cooperation_state_asked (TdRequest *request, GError **error)
{
    const TdState *state =
        td_profile_state (td_request_instance (request)->profile, td_request_part (request, "state"));

    if (state == NULL)
        g_set_error_literal (error, TD_COOPERATION_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not a State party. Look for it in the list of States.");
    return state;
}

/* What one form knows while it is shown or read. */
typedef struct {
    TdRequest *request;
    const TdState *state;
    const char *organisation; /* for which it is; NULL: oneself, or nobody */
    TdOwnAccount *account;    /* what stands, or NULL */
    GPtrArray *strings;
    GPtrArray *choices; /* of GArray of Choice */
    const char *problem, *field;
    gboolean typed, conflict;
} Form;

static void form_clear (Form *form)
{
    td_own_account_free (form->account);
    g_ptr_array_unref (form->strings);
    g_ptr_array_unref (form->choices);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

static const char *keep (Form *form, char *take_text)
{
    g_ptr_array_add (form->strings, take_text);
    return take_text;
}

static gboolean is_signed_in (const TdViewer *viewer)
{
    return viewer->person != NULL && viewer->trust >= TD_TRUST_PASSWORD;
}

/* "me", an organisation's id, or nothing: then the first that there is. */
static const char *asked_for (TdRequest *request)
{
    const TdViewer *viewer = td_request_viewer (request);
    const char *asked = td_request_field (request, "for");

    if (viewer->behalf != NULL)
        return viewer->behalf;
    if (*asked != '\0')
        return g_str_equal (asked, "me") ? NULL : asked;
    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (viewer->organisations[i].level >= TD_LEVEL_CONTRIBUTOR)
            return viewer->organisations[i].organisation;
    return NULL;
}

static gboolean form_open (TdRequest *request, Form *form, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);

    form->request = request;
    form->strings = g_ptr_array_new_with_free_func (g_free);
    form->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    form->state = td_cooperation_state_asked (request, error);
    if (form->state == NULL)
        return FALSE;
    form->organisation = is_signed_in (viewer) ? asked_for (request) : NULL;
    if (form->organisation != NULL && td_viewer_level (viewer, form->organisation) < TD_LEVEL_CONTRIBUTOR)
        return td_door_unknown (error);
    if (viewer->state != NULL && g_str_equal (viewer->state, form->state->iso3)) {
        g_set_error_literal (error, TD_COOPERATION_ERROR, TD_ERROR_NOT_ALLOWED,
                             "You act for this State. Its side is told by its own answers; this form is for civil"
                             " society.");
        return FALSE;
    }
    return td_own_account_mine (td_request_instance (request), viewer, form->state->iso3, form->organisation,
                                &form->account, error);
}

/* ---- names of fields: a- a line, l- languages, o- other languages, t- text ---- */

static const char *field_name (Form *form, const TdOwnQuestion *q)
{
    static const char *const beginnings[] = {
        [TD_OWN_CHOICE] = "a", [TD_OWN_DAY] = "a", [TD_OWN_DAYS] = "a", [TD_OWN_LANGUAGES] = "l", [TD_OWN_TEXT] = "t"
    };

    return keep (form, g_strdup_printf ("%s-%s", beginnings[q->kind], q->slug));
}

static const char *others_name (Form *form, const TdOwnQuestion *q)
{
    return keep (form, g_strdup_printf ("o-%s", q->slug));
}

/* What stands in a question's fields: as typed, else as kept. */
static TdOwnGiven given_of (Form *form, const TdOwnQuestion *q)
{
    const TdOwnAnswer *answer = form->account != NULL ? td_own_account_answer (form->account, q->slug) : NULL;
    TdOwnGiven given = { .question = q->slug, .value = "", .words = "" };
    const char *name = field_name (form, q);

    if (!form->typed) {
        given.value = answer != NULL && answer->value != NULL ? answer->value : "";
        given.words = answer != NULL && answer->words != NULL ? answer->words : "";
    } else if (q->kind == TD_OWN_LANGUAGES) {
        given.value = keep (form, g_strjoinv (";", (char **) td_request_fields (form->request, name)));
        given.words = td_request_field (form->request, others_name (form, q));
    } else if (q->kind == TD_OWN_TEXT)
        given.words = td_request_field (form->request, name);
    else
        given.value = td_request_field (form->request, name);
    return given;
}

/* ---- choices ---- */

static void add_choice (Form *form, GArray *rows, const char *field, const char *value, const char *label,
                        const char *hint, gboolean chosen)
{
    Choice row = { .id = rows->len == 0 ? field : keep (form, g_strdup_printf ("%s-%s", field, value)),
                   .value = value,
                   .label = label,
                   .hint = hint,
                   .chosen = chosen };

    g_array_append_val (rows, row);
}

static GArray *new_choices (Form *form)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Choice));

    g_ptr_array_add (form->choices, rows);
    return rows;
}

static void put_choices (Form *form, Question *row, const TdOwnGiven *given, const char *locale)
{
    GArray *rows = new_choices (form);

    for (int side = 0; side < TD_N_SIDES; side++)
        add_choice (form, rows, row->field, td_side_word (side), td_words (locale, td_side_label (side)), NULL,
                    g_str_equal (given->value, td_side_word (side)));
    row->choices = (const Choice *) (void *) rows->data;
    row->n_choices = rows->len;
}

static void add_tags (GPtrArray *tags, const char *const *more)
{
    for (const char *const *tag = more; tag != NULL && *tag != NULL; tag++)
        if (**tag != '\0' && !g_ptr_array_find_with_equal_func (tags, *tag, g_str_equal, NULL))
            g_ptr_array_add (tags, (char *) *tag);
}

/* The profile's languages, those that the State's record names, and those ticked. */
static void put_languages (Form *form, Question *row, const TdOwnGiven *given, const TdKnown *known, const char *locale)
{
    char **ticked = g_strsplit (given->value, ";", -1);
    g_autoptr (GPtrArray) tags = g_ptr_array_new ();
    GArray *rows = new_choices (form);

    add_tags (tags, (const char *const *) known->languages);
    add_tags (tags, td_request_instance (form->request)->profile->languages);
    add_tags (tags, (const char *const *) ticked);
    for (guint i = 0; i < tags->len; i++)
        add_choice (form, rows, row->field, keep (form, g_strdup (tags->pdata[i])),
                    keep (form, td_language_name (tags->pdata[i], locale)), NULL,
                    g_strv_contains ((const char *const *) ticked, tags->pdata[i]));
    g_strfreev (ticked);
    row->choices = (const Choice *) (void *) rows->data;
    row->n_choices = rows->len;
}

static GArray *question_rows (Form *form, const TdKnown *known)
{
    static const char *const kinds[] = { [TD_OWN_CHOICE] = "choice",
                                         [TD_OWN_DAY] = "day",
                                         [TD_OWN_DAYS] = "days",
                                         [TD_OWN_LANGUAGES] = "languages",
                                         [TD_OWN_TEXT] = "text" };
    const TdProfile *profile = td_request_instance (form->request)->profile;
    const char *locale = td_request_locale (form->request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Question));

    for (gsize i = 0; i < profile->n_own_questions; i++) {
        const TdOwnQuestion *q = &profile->own_questions[i];
        TdOwnGiven given = given_of (form, q);
        Question row = { .kind = kinds[q->kind],
                         .field = field_name (form, q),
                         .others_field = others_name (form, q),
                         .question = td_words (locale, q->question),
                         .hint = q->hint != NULL ? td_words (locale, q->hint) : NULL,
                         .error = g_strcmp0 (form->field, q->slug) == 0 ? form->problem : NULL,
                         .value = given.value,
                         .words = given.words };
        if (q->kind == TD_OWN_CHOICE)
            put_choices (form, &row, &given, locale);
        if (q->kind == TD_OWN_LANGUAGES)
            put_languages (form, &row, &given, known, locale);
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *visibility_rows (Form *form)
{
    static const char *const hints[] = {
        [TD_VISIBILITY_COMMITTEE] = N_ (
            "Members and the secretariat read it, and who gave it. The State and the public never see it, nor is it in"
            " a count of theirs."),
        [TD_VISIBILITY_NAME_WITHHELD] = N_ ("Everybody may read the answers; only the Committee knows who gave them."),
        [TD_VISIBILITY_PUBLIC] = N_ ("Everybody may read the answers and who gave them."),
    };
    const char *locale = td_request_locale (form->request), *chosen = "";
    GArray *rows = new_choices (form);

    if (form->typed)
        chosen = td_request_field (form->request, "visibility");
    else if (form->account != NULL && form->account->visibility_chosen)
        chosen = td_visibility_word (form->account->visibility);
    for (int v = TD_N_VISIBILITIES - 1; v >= 0; v--) {
        const char *word = td_visibility_word ((TdVisibility) v);
        add_choice (form, rows, "visibility", word, td_words (locale, td_visibility_label ((TdVisibility) v)),
                    td_words (locale, hints[v]), g_str_equal (chosen, word));
    }
    return rows;
}

/* ---- for whom ---- */

static const char *organisation_name (Form *form, const char *id)
{
    g_autoptr (TdOrganisation) o =
        td_organisation_get (td_request_instance (form->request), td_request_viewer (form->request), id, NULL);

    return o != NULL ? keep (form, g_strdup (o->name)) : "";
}

static void add_other (Form *form, GArray *rows, const char *id, const char *name)
{
    const char *locale = td_request_locale (form->request);
    struct html_own_account_others row = {
        .label = keep (form, td_words_fill (td_words (locale, N_ ("Write for {name}")), "name", name, NULL)),
        .link = keep (form, g_strdup_printf ("/%s/states/%s/own-account?for=%s", locale, form->state->iso3, id)),
    };

    g_array_append_val (rows, row);
}

static GArray *other_rows (Form *form)
{
    const TdViewer *viewer = td_request_viewer (form->request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_own_account_others));

    if (!is_signed_in (viewer) || viewer->behalf != NULL)
        return rows;
    for (gsize i = 0; i < viewer->n_organisations; i++) {
        const char *id = viewer->organisations[i].organisation;
        if (viewer->organisations[i].level >= TD_LEVEL_CONTRIBUTOR && g_strcmp0 (id, form->organisation) != 0)
            add_other (form, rows, id, organisation_name (form, id));
    }
    if (form->organisation != NULL)
        add_other (form, rows, "me", td_words (td_request_locale (form->request), N_ ("yourself")));
    return rows;
}

static GArray *stands_rows (Form *form)
{
    const char *locale = td_request_locale (form->request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_own_account_stands));

    for (guint i = 0; form->conflict && form->account != NULL && i < form->account->answers->len; i++) {
        const TdOwnAnswer *answer = &g_array_index (form->account->answers, TdOwnAnswer, i);
        struct html_own_account_stands row = { .question = td_words (locale, answer->question->question),
                                               .answer = keep (form, td_own_answer_words (answer, locale)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* The id of the field that the error summary leads to. */
static const char *error_field (Form *form)
{
    const TdOwnQuestion *q = td_profile_own_question (td_request_instance (form->request)->profile, form->field);

    if (q != NULL)
        return field_name (form, q);
    return form->field != NULL && !g_str_equal (form->field, "for") ? form->field : "main";
}

#define ROWS(array, kind) .kind = (const void *) (array)->data, .n_##kind = (array)->len

static gboolean show (Form *form, int status, GError **error)
{
    TdRequest *request = form->request;
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    g_auto (TdKnown) known = { 0 };
    const char *path = keep (form, g_strdup_printf ("/%s/states/%s/own-account", locale, form->state->iso3));
    const struct html_error_summary_errors wrong = { .field = error_field (form), .text = form->problem };
    g_autoptr (GArray) questions = NULL;
    g_autoptr (GArray) others = other_rows (form);
    g_autoptr (GArray) stands = stands_rows (form);
    GArray *visibilities = visibility_rows (form);

    if (!td_known_read (instance, form->state->iso3, form->account != NULL ? form->account->cycle : 0, &known, error))
        return FALSE;
    questions = question_rows (form, &known);
    const struct html_own_account page = {
        .state_name = td_profile_state_name (instance->profile, form->state, locale),
        .action = path,
        .back = keep (form, g_strdup_printf ("/%s/states/%s/cooperation", locale, form->state->iso3)),
        .signed_in = is_signed_in (viewer),
        .given = *td_request_field (request, "given") != '\0' && !form->typed && form->account == NULL,
        .change = form->account != NULL,
        .for_whom = form->organisation != NULL ? organisation_name (form, form->organisation)
                                               : td_words (locale, N_ ("yourself")),
        .organisation = form->organisation != NULL ? form->organisation : "me",
        .seen = form->account != NULL ? form->account->version : 0,
        .name = form->typed ? td_request_field (request, "name") : "",
        .name_error = g_strcmp0 (form->field, "name") == 0 ? form->problem : NULL,
        .visibility_error = g_strcmp0 (form->field, "visibility") == 0 ? form->problem : NULL,
        .withdraw = form->account != NULL ? keep (form, g_strconcat (path, "/withdraw", NULL)) : NULL,
        .errors = form->problem != NULL ? &wrong : NULL,
        .n_errors = form->problem != NULL,
        ROWS (questions, questions),
        ROWS (visibilities, visibilities),
        ROWS (others, others),
        ROWS (stands, stands),
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_own_account (td_request_html (request), &page);
    td_reply_html (request, status);
    return TRUE;
}

gboolean td_own_account_form_page (TdRequest *request, GError **error)
{
    g_auto (Form) form = { 0 };

    return form_open (request, &form, error) && show (&form, 200, error);
}

/* ---- posting ---- */

static gboolean done (TdRequest *request, const TdState *state, const char *id)
{
    const char *locale = td_request_locale (request);
    g_autofree char *path = is_signed_in (td_request_viewer (request))
                                ? g_strdup_printf ("/%s/own-accounts/%s", locale, id)
                                : g_strdup_printf ("/%s/states/%s/own-account?given=1", locale, state->iso3);

    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_redirect (request, path);
    return TRUE;
}

/* What was typed stays; who was second sees what stands, and may save again over it. */
static gboolean show_again (Form *form, GError *problem, GError **error)
{
    g_autoptr (GError) owned = problem;
    TdErrorCode code = td_error_code (problem);

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT) {
        g_propagate_error (error, g_steal_pointer (&owned));
        return FALSE;
    }
    form->problem = td_words (td_request_locale (form->request), problem->message);
    form->conflict = code == TD_ERROR_CONFLICT;
    return show (form, form->conflict ? 409 : 422, error);
}

gboolean td_own_account_form_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    g_auto (Form) form = { .typed = TRUE };
    g_autofree TdOwnGiven *answers = g_new0 (TdOwnGiven, profile->n_own_questions + 1);
    g_autoptr (GError) problem = NULL;
    g_autofree char *id = NULL;

    if (!form_open (request, &form, error))
        return FALSE;
    for (gsize i = 0; i < profile->n_own_questions; i++)
        answers[i] = given_of (&form, &profile->own_questions[i]);
    const TdOwnWish wish = { .state = form.state->iso3,
                             .organisation = form.organisation,
                             .name = td_request_field (request, "name"),
                             .visibility = td_request_field (request, "visibility"),
                             .answers = answers,
                             .n_answers = profile->n_own_questions,
                             .seen = (int) g_ascii_strtoll (td_request_field (request, "seen"), NULL, 10) };
    if (td_own_account_give (instance, td_request_viewer (request), &wish, &id, &form.field, &problem))
        return done (request, form.state, id);
    return show_again (&form, g_steal_pointer (&problem), error);
}

gboolean td_own_account_withdraw_post (TdRequest *request, GError **error)
{
    g_auto (Form) form = { 0 };

    if (!form_open (request, &form, error))
        return FALSE;
    if (form.account == NULL)
        return td_door_unknown (error);
    return td_own_account_withdraw (td_request_instance (request), td_request_viewer (request), form.account->id, error)
           && done (request, form.state, form.account->id);
}
