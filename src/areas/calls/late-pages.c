/* Asking to send late, and the secretariat's word on it. What a link opens is a page of submissions. */
#include "areas/calls/pages.h"

#include "areas/calls/calendar.h"
#include "areas/calls/deadline.h"
#include "areas/calls/late-ask.html.h"
#include "areas/calls/late-links.html.h"
#include "areas/calls/late.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

#define CHOICES(array) ((const struct html_field_radios_choices *) (void *) (array)->data)

/* Strings of one page, freed at its end. */
static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static int by_label (gconstpointer a, gconstpointer b, gpointer locale)
{
    g_autofree char *first = td_words_sort_key (locale, ((const struct html_field_radios_choices *) a)->label);
    g_autofree char *second = td_words_sort_key (locale, ((const struct html_field_radios_choices *) b)->label);

    return strcmp (first, second);
}

static gboolean has_several (const TdCall *call)
{
    return call->states[0] == NULL || call->states[1] != NULL;
}

/* The States that the call is about. */
static GArray *states_of (const TdProfile *profile, const TdCall *call, const char *chosen, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *state = &profile->states[i];
        struct html_field_radios_choices row = { .id = "",
                                                 .value = state->iso3,
                                                 .label = td_profile_state_name (profile, state, locale),
                                                 .chosen = g_str_equal (state->iso3, chosen) };
        if (call->states[0] == NULL || g_strv_contains ((const char *const *) call->states, state->iso3))
            g_array_append_val (rows, row);
    }
    g_array_sort_with_data (rows, by_label, (gpointer) locale);
    return rows;
}

static GArray *kinds_of (const TdProfile *profile, const char *chosen, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));

    for (gsize i = 0; i < profile->n_kinds; i++) {
        struct html_field_radios_choices row = { .id = "",
                                                 .value = profile->kinds[i].slug,
                                                 .label = td_words (locale, profile->kinds[i].label),
                                                 .chosen = g_str_equal (profile->kinds[i].slug, chosen) };
        g_array_append_val (rows, row);
    }
    return rows;
}

typedef struct {
    const char *field, *text; /* text NULL: nothing is wrong; already in the reader's language */
} Wrong;

static const char *wrong_of (const Wrong *wrong, const char *field)
{
    return wrong->text != NULL && g_strcmp0 (wrong->field, field) == 0 ? wrong->text : NULL;
}

/* An error that the page can say beside what was typed; else it goes up. Takes problem. */
static gboolean can_say (TdRequest *request, GError *problem, const char *field, Wrong *ret_wrong, GPtrArray *strings,
                         GError **error)
{
    TdErrorCode code = td_error_code (problem);

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT && code != TD_ERROR_BUSY) {
        g_propagate_error (error, problem);
        return FALSE;
    }
    ret_wrong->field = field;
    ret_wrong->text = keep (strings, g_strdup (td_words (td_request_locale (request), problem->message)));
    g_error_free (problem);
    return TRUE;
}

/* ---- asking ---- */

static void render_ask (TdRequest *request, const TdCall *call, const Wrong *wrong)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    gboolean asked = g_str_equal (td_request_field (request, "asked"), "1");
    g_autoptr (GArray) states = states_of (profile, call, td_request_field (request, "state"), locale);
    g_autoptr (GArray) kinds = kinds_of (profile, td_request_field (request, "kind"), locale);
    g_autofree char *title = td_call_title (profile, call, locale);
    const struct html_error_summary_errors errors[] = { { .field = wrong->field != NULL ? wrong->field : "name",
                                                          .text = wrong->text } };
    const struct html_late_ask page = { .call = title,
                                        .id = call->id,
                                        .asked = asked,
                                        .several = has_several (call),
                                        .name = td_request_field (request, "name"),
                                        .address = td_request_field (request, "address"),
                                        .reason = td_request_field (request, "reason"),
                                        .state_error = wrong_of (wrong, "state"),
                                        .name_error = wrong_of (wrong, "name"),
                                        .kind_error = wrong_of (wrong, "kind"),
                                        .address_error = wrong_of (wrong, "address"),
                                        .reason_error = wrong_of (wrong, "reason"),
                                        .errors = errors,
                                        .n_errors = wrong->text != NULL,
                                        .states = CHOICES (states),
                                        .n_states = states->len,
                                        .kinds = CHOICES (kinds),
                                        .n_kinds = kinds->len };

    td_reply_header (request, "Cache-Control", "no-store");
    html_late_ask (td_request_html (request), &page);
    td_reply_html (request, wrong->text != NULL ? 422 : 200);
}

static void go_to_call (TdRequest *request, const TdCall *call, const char *rest)
{
    g_autofree char *path = g_strdup_printf ("/%s/calls/%s%s", td_request_locale (request), call->id, rest);

    td_reply_redirect (request, path);
}

gboolean td_late_ask_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdCall) call = td_call_get (instance, td_request_part (request, "id"), error);
    const Wrong none = { NULL, NULL };

    if (call == NULL)
        return FALSE;
    /* While it is open there is nothing to ask for: its page has the way in. */
    if (td_call_status (call, td_clock_now (&instance->clock)) != TD_CALL_CLOSED)
        go_to_call (request, call, "");
    else
        render_ask (request, call, &none);
    return TRUE;
}

gboolean td_late_ask_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdCall) call = td_call_get (instance, td_request_part (request, "id"), error);
    const TdLateAsk ask = { .call = td_request_part (request, "id"),
                            .state = td_request_field (request, "state"),
                            .name = td_request_field (request, "name"),
                            .kind = td_request_field (request, "kind"),
                            .address = td_request_field (request, "address"),
                            .reason = td_request_field (request, "reason"),
                            .locale = td_request_locale (request) };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    const char *field = NULL;
    GError *problem = NULL;
    Wrong wrong = { NULL, NULL };

    if (call == NULL)
        return FALSE;
    wrong.text = td_request_field_problem (request, NULL);
    if (wrong.text == NULL) {
        if (td_late_ask (instance, td_request_viewer (request), &ask, &field, &problem)) {
            go_to_call (request, call, "/late?asked=1");
            return TRUE;
        }
        if (!can_say (request, problem, field, &wrong, strings, error))
            return FALSE;
    }
    render_ask (request, call, &wrong);
    return TRUE;
}

/* ---- the secretariat ---- */

/* What the secretariat just typed, if it was about this one: "" is the form for a link unasked. */
typedef struct {
    const char *about;
    Wrong wrong;
} Typed;

static GArray *waiting_of (TdRequest *request, const GPtrArray *list, const Typed *typed, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_late_links_waiting));

    for (guint i = 0; i < list->len; i++) {
        const TdLate *l = list->pdata[i];
        gboolean this = typed->wrong.text != NULL && g_str_equal (typed->about, l->id);
        const TdChoice *kind = td_profile_choice (profile->kinds, profile->n_kinds, l->kind);
        struct html_late_links_waiting row = {
            .id = l->id,
            .name = l->name != NULL ? l->name : "",
            .kind = kind != NULL ? kind->label : "",
            .state = td_profile_state_name (profile, td_profile_state (profile, l->state), locale),
            .address = l->address,
            .why = l->why != NULL ? l->why : "",
            .asked = keep (strings, td_words_instant (locale, l->asked, l->zone)),
            .until = this ? td_request_field (request, "until") : "",
            .reason = this ? td_request_field (request, "reason") : "",
            .error = this ? typed->wrong.text : NULL,
        };
        if (td_late_status (l, 0) == TD_LATE_WAITS)
            g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *decided_of (TdRequest *request, const GPtrArray *list, gint64 now, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_late_links_decided));

    for (guint i = 0; i < list->len; i++) {
        const TdLate *l = list->pdata[i];
        TdLateStatus status = td_late_status (l, now);
        struct html_late_links_decided row = {
            .id = l->id,
            .name = l->name,
            .state = td_profile_state_name (profile, td_profile_state (profile, l->state), locale),
            .address = l->address,
            .status = td_late_status_word (status),
            .reason = l->reason != NULL ? l->reason : "",
            .can_revoke = status == TD_LATE_OPEN || status == TD_LATE_EXPIRED,
        };
        if (status == TD_LATE_WAITS)
            continue;
        row.when = keep (strings, td_words_instant (locale, l->decided, l->zone));
        if (l->until != 0)
            row.until = keep (strings, td_deadline_words (l->until, l->zone, locale));
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *zone_words (const TdCall *call, const char *locale)
{
    const char *city = td_zone_city (call->zone);

    return city != NULL ? td_words (locale, city) : call->zone;
}

static void fill_typed (TdRequest *request, const Typed *typed, struct html_late_links *page)
{
    gboolean unasked = typed->wrong.text != NULL && *typed->about == '\0';
    const Wrong none = { NULL, NULL }, *wrong = unasked ? &typed->wrong : &none;

    page->address = unasked ? td_request_field (request, "address") : "";
    page->until = unasked ? td_request_field (request, "until") : "";
    page->reason = unasked ? td_request_field (request, "reason") : "";
    page->state_error = wrong_of (wrong, "state");
    page->address_error = wrong_of (wrong, "address");
    page->until_error = wrong_of (wrong, "until");
    page->reason_error = wrong_of (wrong, "reason");
}

static gboolean show_links (TdRequest *request, const TdCall *call, const Typed *typed, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request), *done = td_request_field (request, "done");
    const TdLateFilter filter = { .call = call->id };
    g_autoptr (GPtrArray) list = td_late_list (instance, td_request_viewer (request), &filter, NULL, error);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) states = states_of (instance->profile, call, td_request_field (request, "state"), locale);
    g_autoptr (GArray) waiting = list != NULL ? waiting_of (request, list, typed, strings) : NULL;
    g_autoptr (GArray) decided = NULL;
    g_autofree char *title = td_call_title (instance->profile, call, locale);
    g_autofree char *field = NULL;
    struct html_error_summary_errors errors[] = { { .text = typed->wrong.text } };

    if (list == NULL)
        return FALSE;
    decided = decided_of (request, list, td_clock_now (&instance->clock), strings);
    field = g_strdup_printf ("%s%s%s", typed->wrong.field != NULL ? typed->wrong.field : "until",
                             *typed->about != '\0' ? "-" : "", typed->about);
    errors[0].field = field;
    struct html_late_links page = { .call = title,
                                    .id = call->id,
                                    .zone = zone_words (call, locale),
                                    .done = *done != '\0' ? done : NULL,
                                    .several = has_several (call),
                                    .errors = errors,
                                    .n_errors = typed->wrong.text != NULL,
                                    .states = CHOICES (states),
                                    .n_states = states->len,
                                    .waiting = (const struct html_late_links_waiting *) (void *) waiting->data,
                                    .n_waiting = waiting->len,
                                    .decided = (const struct html_late_links_decided *) (void *) decided->data,
                                    .n_decided = decided->len };
    fill_typed (request, typed, &page);
    td_reply_header (request, "Cache-Control", "no-store");
    html_late_links (td_request_html (request), &page);
    td_reply_html (request, typed->wrong.text != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_late_links_page (TdRequest *request, GError **error)
{
    g_autoptr (TdCall) call = td_call_get (td_request_instance (request), td_request_part (request, "id"), error);
    const Typed nothing = { "", { NULL, NULL } };

    return call != NULL && show_links (request, call, &nothing, error);
}

static gboolean act (TdRequest *request, const char *what, const char **ret_field, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *late = td_request_field (request, "late"), *reason = td_request_field (request, "reason");
    const TdLateWish wish = { .call = td_request_part (request, "id"),
                              .state = td_request_field (request, "state"),
                              .address = td_request_field (request, "address"),
                              .until = td_request_field (request, "until"),
                              .reason = reason,
                              .locale = td_request_locale (request) };

    if (g_str_equal (what, "grant"))
        return td_late_grant (instance, viewer, late, wish.until, reason, NULL, ret_field, error);
    if (g_str_equal (what, "refuse"))
        return td_late_refuse (instance, viewer, late, reason, ret_field, error);
    if (g_str_equal (what, "revoke"))
        return td_late_revoke (instance, viewer, late, error);
    return td_late_issue (instance, viewer, &wish, NULL, NULL, ret_field, error);
}

gboolean td_late_links_post (TdRequest *request, GError **error)
{
    g_autoptr (TdCall) call = td_call_get (td_request_instance (request), td_request_part (request, "id"), error);
    const char *what = td_request_field (request, "do"), *field = NULL;
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    Typed typed = { .about = td_request_field (request, "late") };
    g_autofree char *rest = g_strdup_printf ("/late-links?done=%s", what);
    GError *problem = NULL;

    if (call == NULL)
        return FALSE;
    typed.wrong.text = td_request_field_problem (request, NULL);
    if (typed.wrong.text == NULL) {
        if (act (request, what, &field, &problem)) {
            go_to_call (request, call, rest);
            return TRUE;
        }
        if (!can_say (request, problem, field, &typed.wrong, strings, error))
            return FALSE;
    }
    return show_links (request, call, &typed, error);
}
