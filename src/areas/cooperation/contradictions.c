/* What both sides say held against each other, by the columns of the profile's two tables alone. Contract in both-sides.h. */
#include "areas/cooperation/both-sides.h"

#include "text/language.h"
#include "text/words.h"

static void contradiction_free (gpointer data)
{
    TdContradiction *c = data;

    g_free (c->languages);
    g_ptr_array_unref (c->accounts);
    g_free (c);
}

static TdContradiction *contradiction_new (TdContradictionKind kind, const TdStandingQuestion *standing,
                                           const TdOwnQuestion *question)
{
    TdContradiction *c = g_new0 (TdContradiction, 1);

    c->kind = kind;
    c->standing = standing;
    c->question = question;
    c->accounts = g_ptr_array_new_with_free_func (g_free);
    return c;
}

/* Only what somebody says against it is kept. */
static void keep (TdBothSides *s, TdContradiction *take)
{
    take->n = (int) take->accounts->len;
    if (take->n > 0)
        g_ptr_array_add (s->contradictions, take);
    else
        contradiction_free (take);
}

static const char *value_of (const TdOwnAccount *a, const TdOwnQuestion *question)
{
    const TdOwnAnswer *answer = td_own_account_answer (a, question->slug);

    return answer != NULL ? answer->value : NULL;
}

/* ---- counting ---- */

static void tally (const TdProfile *profile, TdBothSides *s)
{
    for (gsize q = 0; q < profile->n_own_questions; q++) {
        TdTally t = { .question = &profile->own_questions[q] };
        if (t.question->kind != TD_OWN_CHOICE)
            continue;
        for (guint i = 0; i < s->accounts->len; i++) {
            const char *value = value_of (s->accounts->pdata[i], t.question);
            for (int side = 0; value != NULL && side < TD_N_SIDES; side++)
                if (td_own_account_counts (s->accounts->pdata[i]) && g_str_equal (value, td_side_word (side)))
                    t.n[side]++;
        }
        g_array_append_val (s->tallies, t);
    }
}

/* ---- the rules ---- */

static void yes_against_no (TdBothSides *s, const TdStateAnswer *answer, const TdOwnQuestion *question)
{
    gboolean yes = g_str_equal (answer->answer, "yes");
    TdContradiction *c =
        contradiction_new (yes ? TD_CONTRADICTION_YES_NO : TD_CONTRADICTION_NO_YES, question->standing, question);

    for (guint i = 0; i < s->accounts->len; i++) {
        const TdOwnAccount *a = s->accounts->pdata[i];
        if (td_own_account_counts (a) && g_strcmp0 (value_of (a, question), yes ? "no" : "yes") == 0)
            g_ptr_array_add (c->accounts, g_strdup (a->id));
    }
    keep (s, c);
}

static void fewer_days (TdBothSides *s, const TdOwnQuestion *question)
{
    TdContradiction *c = contradiction_new (TD_CONTRADICTION_DAYS, question->standing, question);

    c->claimed = c->found = s->known.days;
    for (guint i = 0; i < s->accounts->len; i++) {
        const TdOwnAccount *a = s->accounts->pdata[i];
        const char *value = td_own_account_counts (a) ? value_of (a, question) : NULL;
        int days = value != NULL ? (int) g_ascii_strtoll (value, NULL, 10) : s->known.days;
        if (days >= s->known.days)
            continue;
        c->found = MIN (c->found, days);
        g_ptr_array_add (c->accounts, g_strdup (a->id));
    }
    keep (s, c);
}

/* Who named some language and left out one that the record claims. */
static void missing_languages (TdBothSides *s, const TdOwnQuestion *question)
{
    TdContradiction *c = contradiction_new (TD_CONTRADICTION_LANGUAGES, question->standing, question);
    g_autoptr (GPtrArray) missing = g_ptr_array_new ();

    for (guint i = 0; i < s->accounts->len; i++) {
        const TdOwnAccount *a = s->accounts->pdata[i];
        const char *value = td_own_account_counts (a) ? value_of (a, question) : NULL;
        g_auto (GStrv) named = value != NULL ? g_strsplit (value, ";", -1) : NULL;
        gboolean any = FALSE;
        for (char **tag = s->known.languages; named != NULL && *tag != NULL; tag++)
            if (!g_strv_contains ((const char *const *) named, *tag)) {
                any = TRUE;
                if (!g_ptr_array_find_with_equal_func (missing, *tag, g_str_equal, NULL))
                    g_ptr_array_add (missing, *tag);
            }
        if (any)
            g_ptr_array_add (c->accounts, g_strdup (a->id));
    }
    g_ptr_array_add (missing, NULL);
    c->languages = g_strjoinv (";", (char **) missing->pdata);
    keep (s, c);
}

/* What the State says against what is recorded here. */
static void against_record (TdBothSides *s, const TdStateAnswer *answer)
{
    const TdStandingQuestion *standing = answer->question;

    if (g_str_equal (answer->answer, "no"))
        return;
    if (standing->evidence == TD_EVIDENCE_CONSULTATIONS && s->known.consultations == 0)
        g_ptr_array_add (s->contradictions, contradiction_new (TD_CONTRADICTION_NO_RECORD, standing, NULL));
    if (standing->evidence == TD_EVIDENCE_REPORT && s->known.report == NULL)
        g_ptr_array_add (s->contradictions, contradiction_new (TD_CONTRADICTION_NO_REPORT, standing, NULL));
}

static void compare_one (const TdProfile *profile, TdBothSides *s, const TdStandingQuestion *standing)
{
    const TdStateAnswer *answer = td_state_answer_to (s->answers, standing->slug);

    if (answer != NULL)
        against_record (s, answer);
    for (gsize q = 0; q < profile->n_own_questions; q++) {
        const TdOwnQuestion *question = &profile->own_questions[q];
        if (question->standing != standing)
            continue;
        if (question->kind == TD_OWN_CHOICE && answer != NULL && !g_str_equal (answer->answer, "partly"))
            yes_against_no (s, answer, question);
        if (question->kind == TD_OWN_DAYS && s->known.days > 0)
            fewer_days (s, question);
        /* The record speaks of the languages of the consultation and its draft, not of the finished report. */
        if (question->kind == TD_OWN_LANGUAGES && s->known.languages != NULL
            && standing->evidence != TD_EVIDENCE_REPORT)
            missing_languages (s, question);
    }
}

void td_both_sides_compare (const TdProfile *profile, TdBothSides *s)
{
    s->tallies = g_array_new (FALSE, TRUE, sizeof (TdTally));
    s->contradictions = g_ptr_array_new_with_free_func (contradiction_free);
    s->counted = 0;
    for (guint i = 0; i < s->accounts->len; i++)
        s->counted += td_own_account_counts (s->accounts->pdata[i]);
    tally (profile, s);
    for (gsize i = 0; i < profile->n_standing; i++)
        compare_one (profile, s, &profile->standing[i]);
}

/* ---- in words ---- */

const char *td_contradiction_word (TdContradictionKind kind)
{
    static const char *const words[] = {
        [TD_CONTRADICTION_YES_NO] = "yes-no",       [TD_CONTRADICTION_NO_YES] = "no-yes",
        [TD_CONTRADICTION_DAYS] = "days",           [TD_CONTRADICTION_LANGUAGES] = "languages",
        [TD_CONTRADICTION_NO_RECORD] = "no-record", [TD_CONTRADICTION_NO_REPORT] = "no-report",
    };

    return (gsize) kind < G_N_ELEMENTS (words) ? words[kind] : "";
}

static char *languages_in_words (const char *tags, const char *locale)
{
    g_auto (GStrv) list = g_strsplit (tags, ";", -1);
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    for (char **tag = list; *tag != NULL; tag++)
        if (**tag != '\0')
            g_ptr_array_add (names, td_language_name (*tag, locale));
    g_ptr_array_add (names, NULL);
    return g_strjoinv (td_words (locale, N_ (", ")), (char **) names->pdata);
}

char *td_contradiction_sentence (const TdContradiction *c, const char *locale)
{
    g_autofree char *n = td_words_number (locale, c->n);
    g_autofree char *claimed = td_words_number (locale, c->claimed);
    g_autofree char *found = td_words_number (locale, c->found);
    g_autofree char *languages = languages_in_words (c->languages != NULL ? c->languages : "", locale);
    const char *question = c->question != NULL ? td_words (locale, c->question->question) : "";
    const char *words = "";

    switch (c->kind) {
    case TD_CONTRADICTION_YES_NO:
        words = td_words_n (locale, "The State answers yes; {n} organisation answers no to “{question}”",
                            "The State answers yes; {n} organisations answer no to “{question}”", c->n);
        break;
    case TD_CONTRADICTION_NO_YES:
        words = td_words_n (locale, "The State answers no; {n} organisation answers yes to “{question}”",
                            "The State answers no; {n} organisations answer yes to “{question}”", c->n);
        break;
    case TD_CONTRADICTION_DAYS:
        words = td_words_n (
            locale,
            "The record of the consultation gives {claimed} days; {n} organisation says that it had fewer: {found}",
            "The record of the consultation gives {claimed} days; {n} organisations say that they had fewer, the"
            " fewest {found}",
            c->n);
        break;
    case TD_CONTRADICTION_LANGUAGES:
        words = td_words_n (
            locale, "The record of the consultation names languages that {n} organisation did not find: {languages}",
            "The record of the consultation names languages that {n} organisations did not find: {languages}", c->n);
        break;
    case TD_CONTRADICTION_NO_RECORD:
        words = td_words (locale, N_ ("The State says that it consulted; no consultation is recorded here"));
        break;
    case TD_CONTRADICTION_NO_REPORT:
        words =
            td_words (locale, N_ ("The State says that its report was to be had; none of its reports is public here"));
        break;
    }
    return td_words_fill (words, "n", n, "question", question, "claimed", claimed, "found", found, "languages",
                          languages, NULL);
}
