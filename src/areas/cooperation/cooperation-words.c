#include "areas/cooperation/cooperation-words.h"

#include "text/language.h"
#include "text/words.h"

static char *language_names (char **tags, const char *locale)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    for (char **tag = tags; tag != NULL && *tag != NULL; tag++)
        if (**tag != '\0')
            g_ptr_array_add (names, td_language_name (*tag, locale));
    g_ptr_array_add (names, NULL);
    return g_strjoinv (td_words (locale, N_ (", ")), (char **) names->pdata);
}

static char *days_words (const char *value, const char *locale)
{
    gint64 days = g_ascii_strtoll (value, NULL, 10);
    g_autofree char *n = td_words_number (locale, days);

    return td_words_fill (td_words_n (locale, "{n} day", "{n} days", days), "n", n, NULL);
}

static char *languages_words (const TdOwnAnswer *answer, const char *locale)
{
    g_auto (GStrv) tags = g_strsplit (answer->value != NULL ? answer->value : "", ";", -1);
    g_autofree char *names = language_names (tags, locale);

    if (answer->words == NULL)
        return g_steal_pointer (&names);
    return *names != '\0' ? g_strconcat (names, td_words (locale, N_ (", ")), answer->words, NULL)
                          : g_strdup (answer->words);
}

char *td_own_answer_words (const TdOwnAnswer *answer, const char *locale)
{
    const char *value = answer->value != NULL ? answer->value : "";

    switch (answer->question->kind) {
    case TD_OWN_CHOICE:
        for (int side = 0; side < TD_N_SIDES; side++)
            if (g_str_equal (value, td_side_word (side)))
                return g_strdup (td_words (locale, td_side_label (side)));
        break;
    case TD_OWN_DAY: return td_words_date (locale, value);
    case TD_OWN_DAYS: return days_words (value, locale);
    case TD_OWN_LANGUAGES: return languages_words (answer, locale);
    case TD_OWN_TEXT: break;
    }
    return g_strdup (answer->words != NULL ? answer->words : value);
}

const char *td_own_account_who (const TdOwnAccount *a, const TdViewer *viewer, const char *locale)
{
    const char *name = td_own_account_name_for (a, viewer);

    if (name != NULL)
        return name;
    if (a->organisation != NULL)
        return td_words (locale, N_ ("An organisation"));
    return a->person != NULL ? td_words (locale, N_ ("A person"))
                             : td_words (locale, N_ ("Somebody who did not sign in"));
}

/* ---- what is recorded ---- */

static void line_free (gpointer data)
{
    TdKnownLine *line = data;

    g_free (line->text);
    g_free (line->link);
    g_free (line);
}

static void add (GPtrArray *lines, char *take_text, char *take_link)
{
    TdKnownLine *line = g_new0 (TdKnownLine, 1);

    line->text = take_text;
    line->link = take_link != NULL ? take_link : g_strdup ("");
    g_ptr_array_add (lines, line);
}

static void add_counted (GPtrArray *lines, const char *locale, const char *words, gint64 count, char *take_link)
{
    g_autofree char *n = td_words_number (locale, count);

    add (lines, td_words_fill (words, "n", n, NULL), take_link);
}

static void add_day (GPtrArray *lines, const TdInstance *instance, const char *locale, const char *words, gint64 at)
{
    g_autofree char *day = at != 0 ? td_words_day (locale, at, instance->profile->zone) : NULL;

    if (day != NULL)
        add (lines, td_words_fill (td_words (locale, words), "day", day, NULL), NULL);
}

static char *record_link (const TdKnown *k, const char *locale)
{
    return k->ids != NULL && k->ids[0] != NULL ? g_strdup_printf ("/%s/consultations/%s", locale, k->ids[0]) : NULL;
}

static void add_consultations (GPtrArray *lines, const TdInstance *instance, const TdKnown *k, const char *locale)
{
    if (k->consultations == 0) {
        add (lines, g_strdup (td_words (locale, N_ ("No consultation is recorded."))), NULL);
        return;
    }
    for (char **id = k->ids; id != NULL && *id != NULL; id++)
        add (lines, g_strdup (td_words (locale, N_ ("The record of a consultation"))),
             g_strdup_printf ("/%s/consultations/%s", locale, *id));
    add_counted (lines, locale,
                 td_words_n (locale, "{n} organisation was invited", "{n} organisations were invited", k->invited),
                 k->invited, NULL);
    add_counted (lines, locale, td_words_n (locale, "{n} meeting", "{n} meetings", k->meetings), k->meetings, NULL);
    add_day (lines, instance, locale, N_ ("First opened on {day}"), k->first_opened);
    add_day (lines, instance, locale, N_ ("Last closed on {day}"), k->last_closed);
}

static void add_comments (GPtrArray *lines, const TdKnown *k, const char *locale)
{
    if (k->comments == 0) {
        add (lines, g_strdup (td_words (locale, N_ ("No comment is recorded."))), NULL);
        return;
    }
    add_counted (lines, locale, td_words_n (locale, "{n} comment came", "{n} comments came", k->comments), k->comments,
                 record_link (k, locale));
    add_counted (lines, locale,
                 td_words_n (locale, "{n} of them was answered", "{n} of them were answered", k->answered), k->answered,
                 NULL);
    add_counted (lines, locale, td_words_n (locale, "{n} taken up", "{n} taken up", k->taken), k->taken, NULL);
    add_counted (lines, locale, td_words_n (locale, "{n} taken up in part", "{n} taken up in part", k->in_part),
                 k->in_part, NULL);
    add_counted (lines, locale, td_words_n (locale, "{n} not taken up", "{n} not taken up", k->not_taken), k->not_taken,
                 NULL);
}

static void add_draft (GPtrArray *lines, const TdInstance *instance, const TdKnown *k, const char *locale)
{
    g_autofree char *languages = language_names (k->languages, locale);

    if (k->draft_published == 0)
        add (lines, g_strdup (td_words (locale, N_ ("No draft of the report was published here."))), NULL);
    add_day (lines, instance, locale, N_ ("The draft was published on {day}"), k->draft_published);
    add_day (lines, instance, locale, N_ ("A draft was withdrawn on {day}"), k->withdrawn);
    if (k->days > 0)
        add_counted (lines, locale, td_words_n (locale, "{n} day to comment", "{n} days to comment", k->days), k->days,
                     record_link (k, locale));
    if (*languages != '\0')
        add (lines, td_words_fill (td_words (locale, N_ ("Languages: {languages}")), "languages", languages, NULL),
             NULL);
}

GPtrArray *td_known_lines (const TdInstance *instance, const TdKnown *k, TdEvidence evidence, const char *locale)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
    g_autofree char *day = NULL;

    switch (evidence) {
    case TD_EVIDENCE_NONE: break;
    case TD_EVIDENCE_CONSULTATIONS: add_consultations (lines, instance, k, locale); break;
    case TD_EVIDENCE_COMMENTS: add_comments (lines, k, locale); break;
    case TD_EVIDENCE_DRAFT: add_draft (lines, instance, k, locale); break;
    case TD_EVIDENCE_REPORT:
        if (k->report == NULL) {
            add (lines, g_strdup (td_words (locale, N_ ("No report of the State is public here for this review."))),
                 NULL);
            break;
        }
        day = td_words_day (locale, k->report_published, instance->profile->zone);
        add (lines,
             td_words_fill (td_words (locale, N_ ("The State's report is public here since {day}")), "day", day, NULL),
             g_strdup_printf ("/%s/submissions/%s", locale, k->report));
        break;
    }
    return lines;
}
