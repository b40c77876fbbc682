/* Giving one's own account of a consultation, and changing it. Contract in own-account.h. */
#include "areas/cooperation/own-account-rules.h"
#include "areas/cooperation/own-account-sql.h"

#include "areas/organisations/organisation.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"
#include "text/clean.h"

#include <sodium.h>

struct give {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdOwnWish *wish;
    const char *new_id;
    char *id;
    const char *field;
};

static gboolean wrong (struct give *g, const char *field, GError **error, const char *message)
{
    g->field = field;
    g_set_error_literal (error, TD_COOPERATION_ERROR, TD_ERROR_INPUT, message);
    return FALSE;
}

/* ---- one answer ---- */

/* NULL: it will not do. */
static char *day_of (const TdInstance *instance, const char *typed)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    return td_date_precision (typed) == TD_DATE_DAY && strcmp (typed, today) <= 0 ? g_strdup (typed) : NULL;
}

static char *days_of (const char *typed)
{
    guint64 days;

    return g_ascii_string_to_unsigned (typed, 10, 0, TD_LIMIT_DAYS_GIVEN, &days, NULL)
               ? g_strdup_printf ("%" G_GUINT64_FORMAT, days)
               : NULL;
}

/* Tags in order, each once. */
static char *tags_of (const char *typed)
{
    g_auto (GStrv) tags = g_strsplit (typed, ";", -1);
    g_autoptr (GPtrArray) kept = g_ptr_array_new ();

    for (char **tag = tags; *tag != NULL; tag++) {
        if (!g_regex_match_simple ("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", *tag, G_REGEX_DOLLAR_ENDONLY, 0)
            || kept->len >= TD_LIMIT_ORGANISATION_LANGUAGES)
            return NULL;
        if (!g_ptr_array_find_with_equal_func (kept, *tag, g_str_equal, NULL))
            g_ptr_array_add (kept, *tag);
    }
    g_ptr_array_add (kept, NULL);
    return g_strjoinv (";", (char **) kept->pdata);
}

static char *choice_of (const char *typed)
{
    static const char *const choices[] = { "yes", "partly", "no", "unknown", NULL };

    return g_strv_contains (choices, typed) ? g_strdup (typed) : NULL;
}

static gboolean put_value (struct give *g, TdOwnAnswer *answer, const char *typed, GError **error)
{
    const char *slug = answer->question->slug;

    switch (answer->question->kind) {
    case TD_OWN_CHOICE:
        answer->value = choice_of (typed);
        return answer->value != NULL
               || wrong (g, slug, error, "Choose one of the answers: yes, partly, no, not known.");
    case TD_OWN_DAY:
        answer->value = day_of (g->instance, typed);
        return answer->value != NULL
               || wrong (g, slug, error, "Write the day as year, month, day, like 2026-03-31. It cannot lie ahead.");
    case TD_OWN_DAYS:
        answer->value = days_of (typed);
        return answer->value != NULL
               || wrong (g, slug, error, "Write how many days you had as a whole number, like 14.");
    case TD_OWN_LANGUAGES:
        answer->value = tags_of (typed);
        return answer->value != NULL
               || wrong (g, slug, error, "Choose at most 30 languages, each by its name or its code.");
    case TD_OWN_TEXT: break;
    }
    return wrong (g, slug, error, "Answer this question in your own words.");
}

static gboolean put_words (struct give *g, TdOwnAnswer *answer, const char *typed, GError **error)
{
    gboolean text = answer->question->kind == TD_OWN_TEXT;
    g_autofree char *words = text ? td_text_clean_text (typed, TD_LIMIT_TEXT_CHARACTERS)
                                  : td_text_clean_line (typed, TD_LIMIT_NAME_CHARACTERS);

    if (words == NULL)
        return text ? wrong (g, answer->question->slug, error, "The text is too long. Use at most 4,000 characters.")
                    : wrong (g, answer->question->slug, error, "The line is too long. Use at most 200 characters.");
    if (*words != '\0')
        answer->words = g_steal_pointer (&words);
    return TRUE;
}

/* What the wish says to one question; NULL: nothing. */
static const TdOwnGiven *given_to (const TdOwnWish *wish, const char *slug)
{
    for (gsize i = 0; i < wish->n_answers; i++)
        if (g_strcmp0 (wish->answers[i].question, slug) == 0)
            return &wish->answers[i];
    return NULL;
}

static gboolean put_answers (struct give *g, TdOwnAccount *a, GError **error)
{
    const TdProfile *profile = g->instance->profile;

    g_array_set_size (a->answers, 0);
    for (gsize i = 0; i < profile->n_own_questions; i++) {
        TdOwnAnswer answer = { .question = &profile->own_questions[i] };
        const TdOwnGiven *given = given_to (g->wish, answer.question->slug);
        gboolean fine = TRUE;
        if (given == NULL)
            continue;
        if (given->value != NULL && *given->value != '\0')
            fine = put_value (g, &answer, given->value, error);
        if (fine && given->words != NULL && *given->words != '\0')
            fine = put_words (g, &answer, given->words, error);
        if (fine && (answer.value != NULL || answer.words != NULL))
            g_array_append_val (a->answers, answer);
        else
            td_own_answer_clear (&answer);
        if (!fine)
            return FALSE;
    }
    if (a->answers->len > 0)
        return TRUE;
    return wrong (g, profile->n_own_questions > 0 ? profile->own_questions[0].slug : "visibility", error,
                  "Answer at least one of the questions.");
}

/* ---- who, and for whom ---- */

static gboolean is_signed_in (const TdViewer *viewer)
{
    return viewer->person != NULL && viewer->trust >= TD_TRUST_PASSWORD;
}

static gboolean check_giver (struct give *g, const char *state, GError **error)
{
    const TdViewer *viewer = g->viewer;

    if (!td_door_may (viewer, TD_ACT_OWN_ACCOUNT_GIVE, NULL, error))
        return FALSE;
    if (viewer->state != NULL && g_str_equal (viewer->state, state)) {
        g_set_error_literal (error, TD_COOPERATION_ERROR, TD_ERROR_NOT_ALLOWED,
                             "You act for this State. Its side is told by its own answers; this form is for civil"
                             " society.");
        return FALSE;
    }
    if (viewer->behalf != NULL && g_strcmp0 (viewer->behalf, g->wish->organisation) != 0)
        return wrong (g, "for", error, "You act on behalf of an organisation now. Give the account for it.");
    if (g->wish->organisation != NULL && td_viewer_level (viewer, g->wish->organisation) < TD_LEVEL_CONTRIBUTOR)
        return wrong (g, "for", error, "You do not write for this organisation. Choose one of yours, or yourself.");
    return TRUE;
}

static gboolean put_visibility (struct give *g, TdOwnAccount *a, GError **error)
{
    const char *word = g->wish->visibility;
    TdVisibility visibility = TD_VISIBILITY_COMMITTEE;
    gboolean chosen = word != NULL && *word != '\0';

    if (chosen && !td_visibility_from_word (word, &visibility))
        return wrong (g, "visibility", error, "Choose who may see the account. There is no choice made for you.");
    if (chosen && visibility != TD_VISIBILITY_COMMITTEE && !is_signed_in (g->viewer))
        return wrong (g, "visibility", error,
                      "Unless you sign in, this goes to the Committee alone. Sign in to have it shown.");
    a->visibility = visibility;
    a->visibility_chosen = chosen;
    return TRUE;
}

static gboolean put_name (struct give *g, TdOwnAccount *a, GError **error)
{
    g_autofree char *name = NULL;

    if (a->organisation != NULL || a->person != NULL || g->wish->name == NULL)
        return TRUE;
    name = td_text_clean_line (g->wish->name, TD_LIMIT_NAME_CHARACTERS);
    if (name == NULL)
        return wrong (g, "name", error, "The name is too long. Use at most 200 characters.");
    g_free (a->name);
    a->name = *name != '\0' ? g_steal_pointer (&name) : NULL;
    return TRUE;
}

/* ---- the account ---- */

static TdOwnAccount *new_account (struct give *g, const char *state, int cycle)
{
    TdOwnAccount *a = g_new0 (TdOwnAccount, 1);

    a->id = g_strdup (g->new_id);
    a->state = g_strdup (state);
    a->cycle = cycle;
    a->organisation = g_strdup (g->wish->organisation);
    if (a->organisation == NULL && is_signed_in (g->viewer))
        a->person = g_strdup (g->viewer->person);
    a->status = TD_STATUS_RECEIVED;
    a->given = td_clock_now (&g->instance->clock);
    randombytes_buf (a->secret, sizeof a->secret);
    a->answers = g_array_new (FALSE, TRUE, sizeof (TdOwnAnswer));
    g_array_set_clear_func (a->answers, (GDestroyNotify) td_own_answer_clear);
    return a;
}

/* The one that stands, when the form showed it; else a new one. */
static TdOwnAccount *open_account (TdTx *tx, struct give *g, const char *state, int cycle, GError **error)
{
    g_autofree char *id = NULL;
    g_autoptr (TdOwnAccount) a = NULL;
    TdThing thing;

    if ((g->wish->organisation != NULL || is_signed_in (g->viewer))
        && !td_own_account_find (tx, state, cycle, g->wish->organisation, g->viewer->person, &id, error))
        return NULL;
    if (id != NULL && (a = td_own_account_get_in (tx, g->instance, g->viewer, id, error)) == NULL)
        return NULL;
    if ((a != NULL ? a->version : 0) != g->wish->seen) {
        g_set_error_literal (error, TD_COOPERATION_ERROR, TD_ERROR_CONFLICT,
                             "Somebody else of yours changed this account while you wrote. What stands now is shown"
                             " beside what you typed; save again to put yours in its place.");
        return NULL;
    }
    if (a == NULL)
        return new_account (g, state, cycle);
    thing = td_own_account_thing (a);
    return td_door_may (g->viewer, TD_ACT_OWN_ACCOUNT_GIVE, &thing, error) ? g_steal_pointer (&a) : NULL;
}

/* A verified organisation's word is shown at once, unless the secretariat kept an earlier one from the public. */
static gboolean put_status (TdTx *tx, const struct give *g, TdOwnAccount *a, GError **error)
{
    gboolean withheld = a->status == TD_STATUS_WITHHELD, verified = FALSE;

    if (a->organisation != NULL) {
        static const TdViewer house = TD_VIEWER_SECRETARIAT;
        g_autoptr (TdOrganisation) o = td_organisation_get_in (tx, &house, a->organisation, error);
        if (o == NULL)
            return FALSE;
        verified = o->status == TD_STATUS_PUBLISHED;
    }
    (void) g;
    a->status =
        a->visibility != TD_VISIBILITY_COMMITTEE && verified && !withheld ? TD_STATUS_PUBLISHED : TD_STATUS_RECEIVED;
    g_clear_pointer (&a->decision_reason, g_free);
    a->decided = 0;
    return TRUE;
}

static gboolean take_rate (TdTx *tx, const struct give *g, const char *state, gint64 now, GError **error)
{
    const guint8 *pepper = g->instance->pepper;

    if (is_signed_in (g->viewer))
        return td_rate_take (tx, pepper, "own account", td_viewer_actor (g->viewer), TD_LIMIT_OWN_ACCOUNT_CHANGES,
                             TD_RATE_DAY, now, error);
    return td_rate_take (tx, pepper, "own account unverified", state, TD_LIMIT_OWN_ACCOUNTS_UNVERIFIED, TD_RATE_DAY,
                         now, error);
}

static char *content_of (const TdOwnAccount *a)
{
    GString *content = g_string_new (NULL);

    for (guint i = 0; i < a->answers->len; i++) {
        const TdOwnAnswer *answer = &g_array_index (a->answers, TdOwnAnswer, i);
        g_string_append_printf (content, "%s\n%s\n%s\n", answer->question->slug,
                                answer->value != NULL ? answer->value : "", answer->words != NULL ? answer->words : "");
    }
    return g_string_free (content, FALSE);
}

static gboolean write_account (TdTx *tx, struct give *g, TdOwnAccount *a, GError **error)
{
    gboolean was_public = a->version > 0 && td_own_account_is_public (a);
    g_autofree char *content = NULL;

    if (!put_answers (g, a, error) || !put_visibility (g, a, error) || !put_name (g, a, error)
        || !put_status (tx, g, a, error))
        return FALSE;
    a->version++;
    a->changed = td_clock_now (&g->instance->clock);
    content = content_of (a);
    return take_rate (tx, g, a->state, a->changed, error)
           && (a->version == 1 ? td_own_account_insert (tx, a, error) : td_own_account_update (tx, a, error))
           && td_own_account_insert_version (tx, a, td_viewer_actor (g->viewer), error)
           && td_own_account_journal (tx, g->instance, g->viewer, a, td_act_word (TD_ACT_OWN_ACCOUNT_GIVE), content,
                                      was_public || td_own_account_is_public (a), error);
}

static gboolean give_in (TdTx *tx, gpointer data, GError **error)
{
    struct give *g = data;
    const TdState *state = td_profile_state (g->instance->profile, g->wish->state);
    g_autoptr (TdOwnAccount) a = NULL;
    int cycle;

    g->field = NULL;
    g_clear_pointer (&g->id, g_free);
    if (!td_instance_may_write (g->instance, tx, error))
        return FALSE;
    if (state == NULL)
        return td_door_unknown (error);
    if (!check_giver (g, state->iso3, error) || (cycle = td_cooperation_cycle (g->instance, tx, state, error)) == 0
        || (a = open_account (tx, g, state->iso3, cycle, error)) == NULL || !write_account (tx, g, a, error))
        return FALSE;
    g->id = g_strdup (a->id);
    return TRUE;
}

gboolean td_own_account_give (TdInstance *instance, const TdViewer *viewer, const TdOwnWish *wish, char **ret_id,
                              const char **ret_field, GError **error)
{
    g_autofree char *new_id = td_id_new ();
    struct give g = { .instance = instance, .viewer = viewer, .wish = wish, .new_id = new_id };
    gboolean given = td_store_write (instance->store, give_in, &g, error);

    if (ret_field != NULL)
        *ret_field = g.field;
    if (given && ret_id != NULL)
        *ret_id = g_steal_pointer (&g.id);
    g_free (g.id);
    return given;
}
