/* One entry of the register of reprisals. */
#include "areas/reprisals/pages.h"
#include "areas/reprisals/reprisal.h"
#include "areas/reprisals/reprisal.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)

typedef struct html_field_radios_choices Choice;
typedef struct html_reprisal_asked Asked;
typedef struct html_reprisal_consents Consent;
typedef struct html_reprisal_steps Step;

/* The lists of one page. */
typedef struct {
    GPtrArray *strings;
    GArray *asked, *asks, *consents, *steps, *possible;
} Lists;

static void lists_clear (Lists *l)
{
    g_clear_pointer (&l->asked, g_array_unref);
    g_clear_pointer (&l->asks, g_array_unref);
    g_clear_pointer (&l->consents, g_array_unref);
    g_clear_pointer (&l->steps, g_array_unref);
    g_clear_pointer (&l->possible, g_array_unref);
    g_clear_pointer (&l->strings, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lists, lists_clear)

static const char *keep (Lists *l, char *take_text)
{
    g_ptr_array_add (l->strings, take_text);
    return take_text;
}

static gboolean is_asked (const TdReprisal *r, const char *word)
{
    for (guint i = 0; i < r->asked->len; i++)
        if (g_str_equal (g_array_index (r->asked, TdReprisalSaid, i).what->word, word))
            return TRUE;
    return FALSE;
}

static void add_choice (GArray *choices, const TdReprisalWord *word, const char *locale)
{
    const Choice choice = { .id = word->word, .value = word->word, .label = td_words (locale, word->label) };

    g_array_append_val (choices, choice);
}

/* Since when it was agreed to, and when taken back, each time. NULL: never. */
static const char *history (Lists *l, const TdReprisal *r, const char *word, const char *locale, const char *zone)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < r->consents->len; i++) {
        const TdReprisalSaid *said = &g_array_index (r->consents, TdReprisalSaid, i);
        if (!g_str_equal (said->what->word, word))
            continue;
        g_autofree char *from = td_words_day (locale, said->at, zone);
        g_autofree char *until = said->withdrawn != 0 ? td_words_day (locale, said->withdrawn, zone) : g_strdup ("");
        g_autofree char *words = td_words_fill (
            td_words (locale, said->withdrawn != 0 ? N_ ("Agreed {from}, taken back {until}.") : N_ ("Agreed {from}.")),
            "from", from, "until", until, NULL);
        g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", words);
    }
    return all->len > 0 ? keep (l, g_strdup (all->str)) : NULL;
}

static void fill_lists (Lists *l, const TdReprisal *r, const char *locale, const char *zone)
{
    l->strings = g_ptr_array_new_with_free_func (g_free);
    l->asked = g_array_new (FALSE, TRUE, sizeof (Asked));
    l->asks = g_array_new (FALSE, TRUE, sizeof (Choice));
    l->consents = g_array_new (FALSE, TRUE, sizeof (Consent));
    l->steps = g_array_new (FALSE, TRUE, sizeof (Step));
    l->possible = g_array_new (FALSE, TRUE, sizeof (Choice));
    for (guint i = 0; i < r->asked->len; i++) {
        const TdReprisalSaid *said = &g_array_index (r->asked, TdReprisalSaid, i);
        const Asked row = { td_words (locale, said->what->label), keep (l, td_words_day (locale, said->at, zone)) };
        g_array_append_val (l->asked, row);
    }
    for (guint i = 0; i < r->steps->len; i++) {
        const TdReprisalStep *step = &g_array_index (r->steps, TdReprisalStep, i);
        const Step row = { step->step != NULL ? td_words (locale, step->step->label) : "",
                           keep (l, td_words_date (locale, step->day)) };
        g_array_append_val (l->steps, row);
    }
    for (const TdReprisalWord *w = td_reprisal_asks; w->word != NULL; w++)
        if (!is_asked (r, w->word))
            add_choice (l->asks, w, locale);
    for (const TdReprisalWord *w = td_reprisal_consents; w->word != NULL; w++) {
        const Consent row = { w->word, td_words (locale, w->label), td_reprisal_agrees (r, w->word),
                              history (l, r, w->word, locale, zone) };
        g_array_append_val (l->consents, row);
    }
    for (const TdReprisalWord *w = td_reprisal_steps; w->word != NULL; w++)
        if (w->needs == NULL || td_reprisal_agrees (r, w->needs))
            add_choice (l->possible, w, locale);
}

static gboolean show (TdRequest *request, const char *wrong, int status, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request);
    g_autoptr (TdReprisal) r =
        td_reprisal_get (instance, td_request_viewer (request), td_request_part (request, "reprisal"), error);
    g_autofree char *today = td_clock_today (&instance->clock, profile->zone);
    const struct html_error_summary_errors errors[] = { { .field = "main", .text = wrong } };
    g_auto (Lists) l = { 0 };

    if (r == NULL)
        return FALSE;
    fill_lists (&l, r, locale, profile->zone);
    const struct html_reprisal page = {
        .kind = td_words (locale, r->kind->label),
        .state = r->state != NULL ? td_profile_state_name (profile, r->state, locale) : NULL,
        .came = td_words (locale, r->came->label),
        .opened = keep (&l, td_words_day (locale, r->opened, profile->zone)),
        .closed = r->closed != 0,
        .filing = r->filing != NULL ? keep (&l, g_strdup_printf ("/%s/desk/sealed/%s", locale, r->filing)) : NULL,
        .saved = wrong == NULL && *F (request, "saved") != '\0',
        .errors = errors,
        .n_errors = wrong != NULL,
        .action = keep (&l, g_strdup_printf ("/%s/reprisals/%s", locale, r->id)),
        .seen = r->version,
        .asked = (const void *) l.asked->data,
        .n_asked = l.asked->len,
        .asks = (const void *) l.asks->data,
        .n_asks = l.asks->len,
        .consents = (const void *) l.consents->data,
        .n_consents = l.consents->len,
        .steps = (const void *) l.steps->data,
        .n_steps = l.steps->len,
        .possible = (const void *) l.possible->data,
        .n_possible = l.possible->len,
        .remind = r->remind,
        .due = td_reprisal_due (r, today),
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_reprisal (td_request_html (request), &page);
    td_reply_html (request, status);
    return TRUE;
}

gboolean td_reprisal_page (TdRequest *request, GError **error)
{
    return show (request, NULL, 200, error);
}

gboolean td_reprisal_post (TdRequest *request, GError **error)
{
    const char *locale = td_request_locale (request), *id = td_request_part (request, "reprisal");
    g_autofree char *path = g_strdup_printf ("/%s/reprisals/%s?saved=1", locale, id);
    const char *wrong = td_request_field_problem (request, NULL);
    TdReprisalChange change = { .what = F (request, "what"),
                                .day = F (request, "day"),
                                .seen = (int) g_ascii_strtoll (F (request, "seen"), NULL, 10) };
    g_autoptr (GError) problem = NULL;

    if (wrong != NULL)
        return show (request, wrong, 422, error);
    if (!td_reprisal_do_from_word (F (request, "do"), &change.act))
        return show (request, td_words (locale, N_ ("Choose what is to be done.")), 422, error);
    if (td_reprisal_change (td_request_instance (request), td_request_viewer (request), id, &change, &problem)) {
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT || td_error_code (problem) == TD_ERROR_CONFLICT)
        return show (request, td_words (locale, problem->message),
                     td_error_code (problem) == TD_ERROR_CONFLICT ? 409 : 422, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
