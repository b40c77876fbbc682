#include "areas/people/person-words.h"

#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_field_radios_choices Choice;

void td_person_words_init (TdPersonWords *words)
{
    words->strings = g_ptr_array_new_with_free_func (g_free);
}

void td_person_words_clear (TdPersonWords *words)
{
    g_clear_pointer (&words->strings, g_ptr_array_unref);
}

const char *td_person_keep (TdPersonWords *words, char *take)
{
    g_ptr_array_add (words->strings, take);
    return take;
}

static GArray *choices (void)
{
    return g_array_new (FALSE, TRUE, sizeof (Choice));
}

static void add (GArray *list, const char *value, const char *label, const char *chosen)
{
    const Choice choice = { .id = value, .value = value, .label = label, .chosen = g_strcmp0 (value, chosen) == 0 };

    g_array_append_val (list, choice);
}

GArray *td_person_locales (TdPersonWords *words, const char *chosen)
{
    GArray *list = choices ();

    for (const char *const *tag = td_words_locales (); *tag != NULL; tag++)
        add (list, *tag, td_person_keep (words, td_language_name (*tag, *tag)), chosen);
    return list;
}

struct sorted {
    const TdState *state;
    const char *name, *key;
};

static int by_key (gconstpointer a, gconstpointer b)
{
    return strcmp (((const struct sorted *) a)->key, ((const struct sorted *) b)->key);
}

GArray *td_person_states (TdPersonWords *words, TdRequest *request, const char *chosen)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    g_autoptr (GArray) sorted = g_array_new (FALSE, TRUE, sizeof (struct sorted));
    GArray *list = choices ();

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *state = &profile->states[i];
        const char *name = td_profile_state_name (profile, state, locale);
        const struct sorted s = { state, name, td_person_keep (words, td_words_sort_key (locale, name)) };
        g_array_append_val (sorted, s);
    }
    g_array_sort (sorted, by_key);
    for (guint i = 0; i < sorted->len; i++) {
        const struct sorted *s = &g_array_index (sorted, struct sorted, i);
        add (list, s->state->iso3, s->name, chosen);
    }
    return list;
}

static const char *role_label (TdRole role)
{
    static const char *const labels[TD_N_ROLES] = {
        [TD_ROLE_PUBLIC] = N_ ("Public"),
        [TD_ROLE_ORGANISATION] = N_ ("Account"),
        [TD_ROLE_SECRETARIAT] = N_ ("Secretariat"),
        [TD_ROLE_MEMBER] = N_ ("Member of the Committee"),
        [TD_ROLE_RAPPORTEUR] = N_ ("Country rapporteur"),
        [TD_ROLE_CHAIR] = N_ ("Chair"),
        [TD_ROLE_TRANSLATOR] = N_ ("Translator"),
        [TD_ROLE_INTERPRETER] = N_ ("Interpreter"),
        [TD_ROLE_OBSERVER] = N_ ("Observer"),
        [TD_ROLE_ADMINISTRATOR] = N_ ("Administrator"),
        [TD_ROLE_MISSION] = N_ ("Permanent mission"),
        [TD_ROLE_MINISTRY] = N_ ("Ministry"),
        [TD_ROLE_OFFICER] = N_ ("Officer of the register"),
        [TD_ROLE_FOCAL_POINT] = N_ ("Focal point on reprisals"),
    };

    return labels[role];
}

GArray *td_person_roles (TdRequest *request, const char *chosen)
{
    GArray *list = choices ();

    for (int role = TD_ROLE_ORGANISATION + 1; role < TD_N_ROLES; role++)
        add (list, td_role_word ((TdRole) role), td_words (td_request_locale (request), role_label ((TdRole) role)),
             chosen);
    return list;
}

GArray *td_person_grounds (TdRequest *request, const char *chosen)
{
    GArray *list = choices ();

    for (int ground = 0; ground < TD_N_GROUNDS; ground++)
        add (list, td_ground_word ((TdGround) ground),
             td_words (td_request_locale (request), td_ground_meaning ((TdGround) ground)), chosen);
    return list;
}

static const char *state_name (TdRequest *request, const char *iso3)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdState *state = td_profile_state (profile, iso3);

    return state != NULL ? td_profile_state_name (profile, state, td_request_locale (request)) : iso3;
}

static const char *word_of (const TdTerm *term, const char *today)
{
    if (term->in_force)
        return N_ ("in force");
    if (term->ended != 0)
        return N_ ("ended before");
    return strcmp (term->starts, today) > 0 ? N_ ("to come") : N_ ("over");
}

GArray *td_person_term_rows (TdPersonWords *words, TdRequest *request, const GPtrArray *terms)
{
    const TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_person_terms_rows));

    for (guint i = 0; i < terms->len; i++) {
        const TdTerm *term = terms->pdata[i];
        const struct html_person_terms_rows row = {
            .role = td_words (locale, role_label (term->role)),
            .state = term->state != NULL ? state_name (request, term->state) : NULL,
            .starts = td_person_keep (words, td_words_date (locale, term->starts)),
            .ends = term->ends != NULL ? td_person_keep (words, td_words_date (locale, term->ends)) : NULL,
            .word = td_words (locale, word_of (term, today)),
            .in_force = term->in_force,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

GArray *td_person_conflict_rows (TdPersonWords *words, TdRequest *request, const GPtrArray *conflicts)
{
    const TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_answers_rows));

    for (guint i = 0; i < conflicts->len; i++) {
        const TdConflict *conflict = conflicts->pdata[i];
        const struct html_answers_rows row = {
            .question = state_name (request, conflict->state),
            .answer = td_words (locale, td_ground_meaning (conflict->ground)),
            .note = td_person_keep (words, td_words_day (locale, conflict->recorded, instance->profile->zone)),
            .change = "",
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

const char *td_person_problem (TdPersonWords *words, TdRequest *request, GError *take_problem, GError **error)
{
    TdErrorCode code = td_error_code (take_problem);
    const char *kept;

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT && code != TD_ERROR_BUSY) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    kept = td_person_keep (words, g_strdup (take_problem->message));
    g_error_free (take_problem);
    return td_words (td_request_locale (request), kept);
}

void td_person_reply (TdRequest *request, gboolean wrong)
{
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_html (request, wrong ? 422 : 200);
}

void td_person_go (TdRequest *request, const char *path)
{
    g_autofree char *address = g_strdup_printf ("/%s%s", td_request_locale (request), path);

    td_reply_redirect (request, address);
}
