/* Opening a call by web: the form, what it would be, and then the call. */
#include "areas/calls/pages.h"

#include "areas/calls/calendar.h"
#include "areas/calls/call-draft.html.h"
#include "areas/calls/call-form.html.h"
#include "areas/calls/call-page.h"
#include "areas/calls/deadline.h"
#include "areas/calls/timetable-page.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_field_radios_choices Choice;

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

/* The choices of all questions; labels that are made live in strings. */
typedef struct {
    GArray *kinds, *purposes, *states, *themes, *sessions, *languages;
    GPtrArray *strings;
} Choices;

static void choices_clear (Choices *c)
{
    g_array_unref (c->kinds);
    g_array_unref (c->purposes);
    g_array_unref (c->states);
    g_array_unref (c->themes);
    g_array_unref (c->sessions);
    g_array_unref (c->languages);
    g_ptr_array_unref (c->strings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choices, choices_clear)

/* The first has the field's name as its id: there the error summary leads. */
static void add (GArray *rows, GPtrArray *strings, const char *field, const char *value, const char *label,
                 const char *const *chosen)
{
    Choice row = { .id = rows->len == 0 ? field : keep (strings, g_strdup_printf ("%s-%s", field, value)),
                   .value = value,
                   .label = label,
                   .chosen = g_strv_contains (chosen, value) };

    g_array_append_val (rows, row);
}

static int by_label (gconstpointer a, gconstpointer b)
{
    return g_utf8_collate (((const Choice *) a)->label, ((const Choice *) b)->label);
}

static void add_states (Choices *c, TdRequest *request, const TdProfile *profile, const char *locale)
{
    const char *const *chosen = td_request_fields (request, "state");

    for (gsize i = 0; i < profile->n_states; i++)
        add (c->states, c->strings, "state", profile->states[i].iso3,
             td_profile_state_name (profile, &profile->states[i], locale), chosen);
    g_array_sort (c->states, by_label);
    for (guint i = 0; i < c->states->len; i++) {
        Choice *row = &g_array_index (c->states, Choice, i);
        row->id = i == 0 ? "state" : keep (c->strings, g_strdup_printf ("state-%s", row->value));
    }
}

static void add_sessions (Choices *c, TdRequest *request, const TdTimetable *t, const char *locale)
{
    const char *const chosen[] = { td_request_field (request, "session"), NULL };

    for (gsize i = t->profile->n_sessions; i-- > 0;) {
        const TdSession *session = &t->profile->sessions[i];
        g_autofree char *n = td_words_number (locale, session->number);
        g_autofree char *days = td_days_words (locale, session->start, session->end);
        g_autofree char *title = td_words_fill (td_words (locale, N_ ("Session {n}")), "n", n, NULL);
        add (c->sessions, c->strings, "session", keep (c->strings, g_strdup_printf ("%d", session->number)),
             keep (c->strings, days != NULL ? g_strdup_printf ("%s: %s", title, days) : g_strdup (title)), chosen);
    }
}

static void fill (Choices *c, TdRequest *request, const TdTimetable *t)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    const char *const kind[] = { td_request_field (request, "kind"), NULL };
    const char *const purpose[] = { td_request_field (request, "purpose"), NULL };
    GArray **const all[] = { &c->kinds, &c->purposes, &c->states, &c->themes, &c->sessions, &c->languages };

    for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
        *all[i] = g_array_new (FALSE, TRUE, sizeof (Choice));
    c->strings = g_ptr_array_new_with_free_func (g_free);
    for (gsize i = 0; i < profile->n_call_kinds; i++)
        add (c->kinds, c->strings, "kind", profile->call_kinds[i].slug, td_words (locale, profile->call_kinds[i].label),
             kind);
    for (gsize i = 0; i < profile->n_purposes; i++)
        add (c->purposes, c->strings, "purpose", profile->purposes[i].slug,
             td_words (locale, profile->purposes[i].label), purpose);
    for (gsize i = 0; i < profile->n_themes; i++)
        add (c->themes, c->strings, "theme", profile->themes[i].slug, td_words (locale, profile->themes[i].title),
             td_request_fields (request, "theme"));
    for (const char *const *tag = profile->languages; *tag != NULL; tag++)
        add (c->languages, c->strings, "languages", *tag, keep (c->strings, td_language_name (*tag, locale)),
             td_request_fields (request, "languages"));
    add_states (c, request, profile, locale);
    add_sessions (c, request, t, locale);
}

static void fill_errors (const char *field, const char *text, struct html_call_form *page)
{
    page->kind_error = td_error_at (field, "kind", text);
    page->purpose_error = td_error_at (field, "purpose", text);
    page->state_error = td_error_at (field, "state", text);
    page->theme_error = td_error_at (field, "theme", text);
    page->opens_error = td_error_at (field, "opens", text);
    page->closes_error = td_error_at (field, "closes", text);
    page->session_error = td_error_at (field, "session", text);
    page->asked_error = td_error_at (field, "asked", text);
    page->limits_error = td_error_at (field, "limits", text);
    page->guidance_error = td_error_at (field, "guidance", text);
    page->languages_error = td_error_at (field, "languages", text);
}

#define LIST(name) .name = (const Choice *) (void *) c.name->data, .n_##name = c.name->len

gboolean td_call_form_show (TdRequest *request, const char *field, const char *message, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "kind", .text = text } };
    g_autoptr (TdTimetable) t = td_timetable_read (instance, error);
    g_auto (Choices) c = { NULL };

    if (t == NULL)
        return FALSE;
    fill (&c, request, t);
    struct html_call_form page = {
        .where = td_call_where (instance->profile, locale),
        .opens = td_request_field (request, "opens"),
        .closes = td_request_field (request, "closes"),
        .asked = td_request_field (request, "asked"),
        .limits = td_request_field (request, "limits"),
        .guidance = td_request_field (request, "guidance"),
        .some_states = *td_request_fields (request, "state") != NULL || g_strcmp0 (field, "state") == 0,
        .some_themes = *td_request_fields (request, "theme") != NULL || g_strcmp0 (field, "theme") == 0,
        .errors = errors,
        .n_errors = text != NULL,
        LIST (kinds),
        LIST (purposes),
        LIST (states),
        LIST (themes),
        LIST (sessions),
        LIST (languages),
    };
    page.own_words = *page.asked != '\0' || *page.limits != '\0' || *page.guidance != '\0'
                     || *td_request_fields (request, "languages") != NULL;
    fill_errors (field, text, &page);
    td_reply_header (request, "Cache-Control", "no-store");
    html_call_form (td_request_html (request), &page);
    td_reply_html (request, text != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_call_new_page (TdRequest *request, GError **error)
{
    return td_call_form_show (request, NULL, NULL, error);
}

/* ---- what it would be ---- */

static void add_field (GArray *fields, const char *name, const char *value)
{
    struct html_call_draft_fields field = { .name = name, .value = value };

    if (*value != '\0')
        g_array_append_val (fields, field);
}

/* What was typed, to be sent again. */
static GArray *fields_of (TdRequest *request)
{
    static const char *const one[] = { "kind", "purpose", "opens", "closes", "session", "asked", "limits", "guidance" };
    static const char *const many[] = { "state", "theme", "languages" };
    GArray *fields = g_array_new (FALSE, TRUE, sizeof (struct html_call_draft_fields));

    for (gsize i = 0; i < G_N_ELEMENTS (one); i++)
        add_field (fields, one[i], td_request_field (request, one[i]));
    for (gsize i = 0; i < G_N_ELEMENTS (many); i++)
        for (const char *const *value = td_request_fields (request, many[i]); *value != NULL; value++)
            add_field (fields, many[i], *value);
    return fields;
}

static char *state_words (const TdProfile *profile, const TdCall *call, const char *locale)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();

    for (gsize i = 0; call->states[i] != NULL; i++)
        g_ptr_array_add (
            names, (gpointer) td_profile_state_name (profile, td_profile_state (profile, call->states[i]), locale));
    g_ptr_array_add (names, NULL);
    return names->len > 1 ? g_strjoinv (td_words (locale, N_ (", ")), (char **) names->pdata) : NULL;
}

static char *language_words (const TdProfile *profile, const TdCall *call, const char *locale)
{
    const char *own = td_call_languages (profile, call);
    g_auto (GStrv) tags = own != NULL ? g_strsplit (own, ";", -1) : g_strdupv ((char **) profile->languages);
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    for (gsize i = 0; tags[i] != NULL; i++)
        g_ptr_array_add (names, td_language_name (tags[i], locale));
    g_ptr_array_add (names, NULL);
    return g_strjoinv (td_words (locale, N_ (", ")), (char **) names->pdata);
}

static gboolean show_draft (TdRequest *request, const TdCall *call, gboolean again)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request);
    const TdCallKind *kind = td_profile_call_kind (profile, call->kind);
    gint64 now = td_clock_now (&instance->clock);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) fields = fields_of (request);
    const struct html_call_draft_fields own[] = {
        { .name = "seen", .value = call->closes_local != NULL ? call->closes_local : "" },
        { .name = "shown", .value = "1" },
    };

    g_array_append_vals (fields, own, G_N_ELEMENTS (own));
    const struct html_call_draft page = {
        .title = keep (strings, td_call_title (profile, call, locale)),
        .again = again,
        .when = call->closes != 0 ? keep (strings, td_deadline_words (call->closes, call->zone, locale)) : NULL,
        .distance = call->closes != 0 ? keep (strings, td_deadline_distance (call->closes, now, locale)) : NULL,
        .opens = keep (strings, td_deadline_words (call->opens, call->zone, locale)),
        .states = keep (strings, state_words (profile, call, locale)),
        .themes = keep (strings, td_call_theme_words (profile, call, locale)),
        .asked = td_call_asked (profile, call),
        .limits = td_call_limits (profile, call),
        .guidance = td_call_guidance (profile, call),
        .languages = keep (strings, language_words (profile, call, locale)),
        .origin = kind != NULL && !g_str_equal (call->anchor, "hand") ? kind->origin : NULL,
        .fields = (const struct html_call_draft_fields *) (void *) fields->data,
        .n_fields = fields->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_call_draft (td_request_html (request), &page);
    td_reply_html (request, again ? 409 : 200);
    return TRUE;
}

/* ---- opening ---- */

static const char *or_null (const char *text)
{
    return *text != '\0' ? text : NULL;
}

/* languages: with semicolons between, or NULL. */
static TdCallWish wish_of (TdRequest *request, const char *languages)
{
    gint64 session = 0;

    (void) g_ascii_string_to_signed (td_request_field (request, "session"), 10, 1, 9999, &session, NULL);
    return (TdCallWish){ .kind = or_null (td_request_field (request, "kind")),
                         .purpose = or_null (td_request_field (request, "purpose")),
                         .states = td_request_fields (request, "state"),
                         .themes = td_request_fields (request, "theme"),
                         .opens = or_null (td_request_field (request, "opens")),
                         .closes = or_null (td_request_field (request, "closes")),
                         .session = (int) session,
                         .guidance = or_null (td_request_field (request, "guidance")),
                         .limits = or_null (td_request_field (request, "limits")),
                         .asked = or_null (td_request_field (request, "asked")),
                         .languages = languages };
}

/* A text that is too long or broken: its field. */
static const char *broken_field (TdRequest *request, const char **ret_message)
{
    static const char *const fields[] = { "opens", "closes", "asked", "limits", "guidance" };

    for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
        *ret_message = td_request_field_problem (request, fields[i]);
        if (*ret_message != NULL)
            return fields[i];
    }
    return NULL;
}

/* The form again where the person can mend it; else the error. */
static gboolean refused (TdRequest *request, const char *field, GError *take_problem, GError **error)
{
    g_autoptr (GError) problem = take_problem;
    int code = td_error_code (problem);

    if (code == TD_ERROR_INPUT || code == TD_ERROR_CONFLICT)
        return td_call_form_show (request, field, problem->message, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* again: the person agreed to another deadline than what it would be by now. */
static gboolean draft (TdRequest *request, const TdCallWish *wish, gboolean again, GError **error)
{
    GError *problem = NULL;
    const char *field = NULL;
    g_autoptr (TdCall) call = td_call_draft (td_request_instance (request), wish, &field, &problem);

    return call != NULL ? show_draft (request, call, again) : refused (request, field, problem, error);
}

gboolean td_call_new_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autofree char *joined = g_strjoinv (";", (char **) td_request_fields (request, "languages"));
    TdCallWish wish = wish_of (request, or_null (joined));
    const char *message = NULL, *field = broken_field (request, &message);
    g_autofree char *id = NULL, *path = NULL;
    GError *problem = NULL;

    if (field != NULL)
        return td_call_form_show (request, field, message, error);
    if (*td_request_field (request, "change") != '\0')
        return td_call_form_show (request, NULL, NULL, error);
    if (*td_request_field (request, "shown") == '\0')
        return draft (request, &wish, FALSE, error);
    wish.seen = td_request_field (request, "seen");
    if (!td_call_open (instance, td_request_viewer (request), &wish, &id, &field, &problem)) {
        wish.seen = NULL;
        if (g_strcmp0 (field, "seen") != 0)
            return refused (request, field, problem, error);
        g_error_free (problem);
        return draft (request, &wish, TRUE, error);
    }
    path = g_strdup_printf ("/%s/calls/%s", td_request_locale (request), id);
    td_reply_redirect (request, path);
    return TRUE;
}
