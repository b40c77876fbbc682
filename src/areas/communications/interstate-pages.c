/* The secretariat's page of communications between States. */
#include "areas/communications/interstate.h"
#include "areas/communications/interstate.html.h"
#include "areas/communications/pages.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)

typedef struct html_field_radios_choices Choice;
typedef struct html_interstate_rows Row;
typedef struct html_interstate_rows_steps Step;

static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static GArray *state_choices (TdRequest *request, const char *field)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *s = &profile->states[i];
        const Choice choice = { .id = s->iso3,
                                .value = s->iso3,
                                .label = td_profile_state_name (profile, s, td_request_locale (request)),
                                .chosen = g_str_equal (s->iso3, F (request, field)) };
        g_array_append_val (list, choice);
    }
    return list;
}

static GArray *kind_choices (const char *locale)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (const TdInterstateStepKind *k = td_interstate_steps; k->word != NULL; k++) {
        const Choice choice = { .id = k->word, .value = k->word, .label = td_words (locale, k->label) };
        g_array_append_val (list, choice);
    }
    return list;
}

static const char *step_label (const char *word)
{
    for (const TdInterstateStepKind *k = td_interstate_steps; k->word != NULL; k++)
        if (g_str_equal (k->word, word))
            return k->label;
    return "";
}

static Row row_of (const TdInterstate *i, const TdProfile *profile, const char *locale, GPtrArray *strings)
{
    Step *steps = g_new0 (Step, i->steps->len + 1);

    g_ptr_array_add (strings, steps);
    for (guint n = 0; n < i->steps->len; n++) {
        const TdInterstateStep *s = i->steps->pdata[n];
        steps[n] = (Step){ td_words (locale, step_label (s->step)), keep (strings, td_words_date (locale, s->day)) };
    }
    return (Row){ .id = i->id,
                  .sender = td_profile_state_name (profile, i->sender, locale),
                  .about = td_profile_state_name (profile, i->about, locale),
                  .day = keep (strings, td_words_date (locale, i->day)),
                  .steps = steps,
                  .n_steps = i->steps->len };
}

static gboolean show (TdRequest *request, const char *wrong, int status, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free), list = NULL;
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
    const struct html_error_summary_errors errors[] = { { .field = "main", .text = wrong } };
    g_auto (TdGate) gate = { 0 };
    gboolean open;

    if (profile->interstate_article == 0)
        return td_door_unknown (error);
    list = td_interstates (instance, td_request_viewer (request), error);
    if (list == NULL || !td_gate_get (instance, NULL, profile->interstate_article, &gate, error))
        return FALSE;
    open = gate.sense.in_force == TD_GATE_OPEN;
    for (guint i = 0; i < list->len; i++) {
        const Row row = row_of (list->pdata[i], profile, locale, strings);
        g_array_append_val (rows, row);
    }
    g_autoptr (GArray) senders = state_choices (request, "sender"), abouts = state_choices (request, "about");
    g_autoptr (GArray) kinds = kind_choices (locale);
    const struct html_interstate page = {
        .article = keep (strings, g_strdup_printf ("%d", gate.article)),
        .reason = keep (strings, td_gate_reason (&gate, profile, locale)),
        .open = open || instance->rehearsal,
        .training = instance->rehearsal && !open,
        .saved = wrong == NULL && *F (request, "saved") != '\0',
        .action = keep (strings, g_strdup_printf ("/%s/desk/between-states", locale)),
        .errors = errors,
        .n_errors = wrong != NULL,
        .senders = (const void *) senders->data,
        .n_senders = senders->len,
        .abouts = (const void *) abouts->data,
        .n_abouts = abouts->len,
        .day = F (request, "day"),
        .rows = (const void *) rows->data,
        .n_rows = rows->len,
        .kinds = (const void *) kinds->data,
        .n_kinds = kinds->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_interstate (td_request_html (request), &page);
    td_reply_html (request, status);
    return TRUE;
}

gboolean td_interstate_page (TdRequest *request, GError **error)
{
    return show (request, NULL, 200, error);
}

gboolean td_interstate_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *wrong = td_request_field_problem (request, NULL);
    const TdInterstateNew what = { F (request, "sender"), F (request, "about"), F (request, "day") };
    g_autofree char *path = g_strdup_printf ("/%s/desk/between-states?saved=1", locale);
    g_autoptr (GError) problem = NULL;
    gboolean done;

    if (wrong != NULL)
        return show (request, wrong, 422, error);
    done = *F (request, "id") != '\0' ? td_interstate_step (instance, viewer, F (request, "id"), F (request, "step"),
                                                            F (request, "day"), &problem)
                                      : td_interstate_open (instance, viewer, &what, &problem);
    if (done) {
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (problem->domain == TD_DECLARATION_ERROR)
        return show (request, td_words (locale, problem->message), 422, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
