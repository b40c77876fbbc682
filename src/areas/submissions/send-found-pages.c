/* The later questions of sending: what was found, priorities, who may see it. */
#include "areas/submissions/send-pages.h"

#include "areas/submissions/send-found.html.h"
#include "areas/submissions/send-priorities.html.h"
#include "areas/submissions/send-step-page.h"
#include "areas/submissions/send-visibility.html.h"
#include "areas/submissions/submission-pictures.h"
#include "areas/submissions/written-report.h"
#include "base/errors.h"
#include "base/limits.h"
#include "templates/field-radios.html.h"
#include "text/language.h"
#include "text/words.h"

#define CHOICES(array) ((const struct html_field_radios_choices *) (void *) (array)->data)

/* ---- what was found ---- */

typedef struct {
    const char *title, *language, *articles; /* as typed; NULL: as stored */
    const GArray *kinds;                     /* TdKindChange */
    TdFaultWords faults;
    gboolean written; /* the report is written here */
} Typed;

static void typed_clear (Typed *typed)
{
    td_fault_words_clear (&typed->faults);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

/* Numbers, in the digits of any script, with anything else between: "16, 17 and 22". A number that is too large is
 * kept, for the rules to refuse, and so is 0 where something was typed and no number is in it. */
static GArray *parse_articles (const char *text)
{
    GArray *articles = g_array_new (FALSE, FALSE, sizeof (int));
    const int none = 0;
    const char *p = text;

    while (*p != '\0') {
        int number = 0;
        gboolean twice = FALSE;
        if (!g_unichar_isdigit (g_utf8_get_char (p))) {
            p = g_utf8_next_char (p);
            continue;
        }
        for (; g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
            number = MIN (number * 10 + g_unichar_digit_value (g_utf8_get_char (p)), 99999);
        for (guint i = 0; i < articles->len; i++)
            twice |= g_array_index (articles, int, i) == number;
        if (!twice)
            g_array_append_val (articles, number);
    }
    if (articles->len == 0 && *text != '\0')
        g_array_append_val (articles, none);
    return articles;
}

static GArray *language_choices (const TdProfile *profile, const char *locale, const char *chosen)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));
    gboolean known = FALSE;

    for (gsize i = 0; profile->languages[i] != NULL; i++) {
        struct html_field_radios_choices row = { .id = "",
                                                 .value = profile->languages[i],
                                                 .label = td_language_name (profile->languages[i], locale),
                                                 .chosen = g_strcmp0 (profile->languages[i], chosen) == 0 };
        known |= row.chosen;
        g_array_append_val (rows, row);
    }
    if (!known && chosen != NULL && *chosen != '\0') {
        struct html_field_radios_choices row = {
            .id = "", .value = chosen, .chosen = TRUE, .label = td_language_name (chosen, locale)
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* What a page that came back had marked stays marked. */
static TdParagraphKind kind_of (const TdParagraph *p, const GArray *kinds)
{
    for (guint i = 0; kinds != NULL && i < kinds->len; i++)
        if (g_array_index (kinds, TdKindChange, i).n == p->n)
            return g_array_index (kinds, TdKindChange, i).kind;
    return p->kind;
}

static GArray *items_of (const GPtrArray *paragraphs, const GArray *kinds)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_send_found_items));

    for (guint i = 0; i < paragraphs->len; i++) {
        const TdParagraph *p = paragraphs->pdata[i];
        TdParagraphKind kind = kind_of (p, kinds);
        struct html_send_found_items row = { .n = p->n,
                                             .text = p->text,
                                             .language = p->language,
                                             .direction = td_language_direction (p->language),
                                             .is_question = kind == TD_PARAGRAPH_QUESTION,
                                             .is_recommendation = kind == TD_PARAGRAPH_RECOMMENDATION };
        row.is_text = !row.is_question && !row.is_recommendation;
        if (p->kind == TD_PARAGRAPH_QUESTION || p->kind == TD_PARAGRAPH_RECOMMENDATION)
            g_array_append_val (rows, row);
    }
    return rows;
}

enum { MOST_OTHERS = 300, EXCERPT = 120 }; /* fewer than TD_LIMIT_FIELDS; so many characters tell a paragraph */

static char *excerpt (const char *text)
{
    g_autofree char *begin = NULL;

    if (g_utf8_strlen (text, -1) <= EXCERPT)
        return g_strdup (text);
    begin = g_utf8_substring (text, 0, EXCERPT);
    return g_strconcat (begin, "…", NULL);
}

/* The other paragraphs, which the sender may call a question or a recommendation too: none of their radio buttons is
 * chosen, so that only what the sender marks is sent. */
static GArray *others_of (const GPtrArray *paragraphs, const GArray *kinds)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_send_found_others));

    for (guint i = 0; i < paragraphs->len && rows->len < MOST_OTHERS; i++) {
        const TdParagraph *p = paragraphs->pdata[i];
        TdParagraphKind kind = kind_of (p, kinds);
        struct html_send_found_others row = { .n = p->n,
                                              .language = p->language,
                                              .direction = td_language_direction (p->language),
                                              .is_question = kind == TD_PARAGRAPH_QUESTION,
                                              .is_recommendation = kind == TD_PARAGRAPH_RECOMMENDATION };
        if (p->kind != TD_PARAGRAPH_TEXT)
            continue;
        row.text = excerpt (p->text);
        g_array_append_val (rows, row);
    }
    return rows;
}

static void free_others (GArray *rows)
{
    for (guint i = 0; i < rows->len; i++)
        g_free ((char *) g_array_index (rows, struct html_send_found_others, i).text);
    g_array_unref (rows);
}

static GArray *notes_of (const GPtrArray *warnings)
{
    GArray *notes = g_array_new (FALSE, TRUE, sizeof (struct html_send_found_notes));

    for (guint i = 0; i < warnings->len; i++) {
        struct html_send_found_notes note = { .text = warnings->pdata[i] };
        g_array_append_val (notes, note);
    }
    return notes;
}

static gboolean found_page (TdRequest *request, TdSendStep *step, const Typed *typed, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    const TdSubmission *draft = step->draft;
    g_autoptr (GPtrArray) paragraphs = td_submission_read_paragraphs (instance, draft, error);
    g_autoptr (GPtrArray) warnings = NULL;
    g_autoptr (GArray) languages = NULL, items = NULL, notes = NULL;
    GArray *others;
    g_autofree char *action = td_send_step_address (request, "found");
    g_autofree char *back = td_send_step_back (request, typed->written            ? "write"
                                                        : draft->by_state != NULL ? "annexes"
                                                                                  : "file");
    g_autofree char *articles = td_submission_articles_words (draft->articles, NULL);
    g_autofree char *size = td_submission_size_words (draft, locale);

    if (paragraphs == NULL)
        return FALSE;
    warnings = td_submission_warnings (instance, draft, locale);
    notes = notes_of (warnings);
    languages =
        language_choices (instance->profile, locale, typed->language != NULL ? typed->language : draft->language);
    items = items_of (paragraphs, typed->kinds);
    others = others_of (paragraphs, typed->kinds);
    const struct html_send_found page = {
        .question = td_words (locale, typed->written ? N_ ("Look at what was found in it")
                                                     : N_ ("Look at what the reader found")),
        .hint = td_words (
            locale, typed->written ? N_ ("This is what members will find your report by. What you write here are your "
                                         "words and count more than what a program found.")
                                   : N_ ("A program has read your file. What you write here are your words and count "
                                         "more than what it found.")),
        .caption = td_send_step_caption (request, draft, 4, 4),
        .own = draft->by_state != NULL,
        .action = action,
        .back = back,
        .title = typed->title != NULL   ? typed->title
                 : draft->title != NULL ? draft->title
                                        : "",
        .title_error = td_fault_at (&typed->faults, "title"),
        .articles = typed->articles != NULL ? typed->articles : articles,
        .articles_error = td_fault_at (&typed->faults, "articles"),
        .size = size,
        TD_FAULT_ROWS (&typed->faults),
        .languages = CHOICES (languages),
        .n_languages = languages->len,
        .notes = (const struct html_send_found_notes *) (void *) notes->data,
        .n_notes = notes->len,
        .items = (const struct html_send_found_items *) (void *) items->data,
        .n_items = items->len,
        .others = (const struct html_send_found_others *) (void *) others->data,
        .n_others = others->len,
    };
    html_send_found (td_request_html (request), &page);
    td_send_step_reply (request, &typed->faults);
    for (guint i = 0; i < languages->len; i++)
        g_free ((char *) g_array_index (languages, struct html_field_radios_choices, i).label);
    free_others (others);
    return TRUE;
}

/* What was written here and changed since is read anew before anybody looks at it: the person is led there. FALSE with *error NULL: they were. */
static gboolean is_fresh (TdRequest *request, const TdSendStep *step, Typed *typed, GError **error)
{
    TdWrittenReport report = { 0 };

    if (!td_written_report_get (td_request_instance (request), td_request_viewer (request), step->cookie.key,
                                step->cookie.id, &report, error))
        return FALSE;
    typed->written = report.is_main;
    if (report.stale)
        td_send_step_go (request, "write");
    return !report.stale;
}

gboolean td_send_found_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    Typed nothing = { 0 };

    if (!td_send_step_open (request, &step, error) || !is_fresh (request, &step, &nothing, error))
        return *error == NULL;
    if (step.draft->files->len == 0) {
        td_send_step_go (request, "file");
        return TRUE;
    }
    return found_page (request, &step, &nothing, error);
}

/* "item-12" = "question": the sender's word on what a paragraph is. */
static GArray *kinds_of (TdRequest *request)
{
    GArray *kinds = g_array_new (FALSE, FALSE, sizeof (TdKindChange));
    const char *const *names = td_request_names (request, "item-");

    for (gsize i = 0; names[i] != NULL; i++) {
        gint64 n = 0;
        TdKindChange change;
        if (g_ascii_string_to_signed (names[i] + strlen ("item-"), 10, 1, TD_LIMIT_PARAGRAPHS, &n, NULL)
            && td_paragraph_kind_from_name (td_request_field (request, names[i]), &change.kind)
            && (change.kind == TD_PARAGRAPH_TEXT || change.kind == TD_PARAGRAPH_QUESTION
                || change.kind == TD_PARAGRAPH_RECOMMENDATION)) {
            change.n = (int) n;
            g_array_append_val (kinds, change);
        }
    }
    return kinds;
}

gboolean td_send_found (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    g_auto (Typed) typed = { .title = td_request_field (request, "title"),
                             .language = td_request_field (request, "language"),
                             .articles = td_request_field (request, "articles") };
    g_autoptr (GArray) articles = parse_articles (typed.articles);
    g_autoptr (GArray) kinds = kinds_of (request);
    TdAnswers answers = { .title = typed.title,
                          .language = typed.language,
                          .articles = articles,
                          .set_articles = TRUE,
                          .kinds = kinds,
                          .checked = TRUE };

    if (!td_send_step_open (request, &step, error) || !is_fresh (request, &step, &typed, error))
        return *error == NULL;
    typed.kinds = kinds;
    answers.set_articles = step.draft->by_state == NULL;
    if (!td_send_step_answer (request, &step, &answers, step.draft->by_state != NULL ? "answers" : "priorities",
                              "title", &typed.faults, error))
        return FALSE;
    return td_fault_words_count (&typed.faults) == 0 || found_page (request, &step, &typed, error);
}

/* ---- priorities ---- */

static void priority_free (gpointer data)
{
    g_free (((TdPriority *) data)->text);
    g_free (data);
}

/* Each sentence that is missing or too long, and each article that is none, at its field. */
static void find_faults (TdFaultWords *faults, const TdProfile *profile, const char *locale,
                         const GPtrArray *priorities)
{
    for (guint i = 0; i < priorities->len; i++) {
        const TdPriority *p = priorities->pdata[i];
        g_autofree char *sentence = g_strdup_printf ("priority-%u", i + 1);
        g_autofree char *article = g_strdup_printf ("priority-article-%u", i + 1);
        if (*p->text == '\0' || g_utf8_strlen (p->text, -1) > TD_LIMIT_TITLE_CHARACTERS)
            td_fault_words_add (
                faults, sentence,
                td_words (locale, N_ ("Write each priority in one sentence of at most 300 characters.")), NULL);
        if (p->article > 0 && td_profile_article (profile, p->article) == NULL)
            td_fault_words_add (faults, article,
                                td_words (locale, N_ ("The Convention has no such article. Choose one from the list.")),
                                NULL);
    }
}

static const char *numbered_fault (const TdFaultWords *faults, const char *beginning, int n)
{
    g_autofree char *name = g_strdup_printf ("%s%d", beginning, n);

    return td_fault_at (faults, name);
}

static gboolean priorities_page (TdRequest *request, const GPtrArray *priorities, const TdFaultWords *faults)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    int n = MIN (profile->priorities, 9);
    struct html_send_priorities_rows rows[9] = { 0 };
    char articles[9][16] = { { 0 } };
    g_autofree char *action = td_send_step_address (request, "priorities");
    g_autofree char *back = td_send_step_back (request, "found");
    const struct html_send_priorities page = {
        .question = td_words (locale, N_ ("What matters most to you?")),
        .action = action,
        .back = back,
        TD_FAULT_ROWS (faults),
        .rows = rows,
        .n_rows = (gsize) n,
    };

    for (int i = 0; i < n; i++) {
        const TdPriority *p = i < (int) priorities->len ? priorities->pdata[i] : NULL;
        if (p != NULL && p->article > 0)
            g_snprintf (articles[i], sizeof articles[i], "%d", p->article);
        rows[i] =
            (struct html_send_priorities_rows){ .n = i + 1,
                                                .text = p != NULL ? p->text : "",
                                                .article = articles[i],
                                                .text_error = numbered_fault (faults, "priority-", i + 1),
                                                .article_error = numbered_fault (faults, "priority-article-", i + 1) };
    }
    html_send_priorities (td_request_html (request), &page);
    td_send_step_reply (request, faults);
    return TRUE;
}

gboolean td_send_priorities_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!td_send_step_open_asked (request, &step, error))
        return *error == NULL;
    return priorities_page (request, step.draft->priorities, &td_send_step_right);
}

gboolean td_send_priorities (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    g_autoptr (GPtrArray) priorities = g_ptr_array_new_with_free_func (priority_free);
    int n = MIN (td_request_instance (request)->profile->priorities, 9);
    TdAnswers answers = { .priorities = priorities, .set_priorities = TRUE };
    g_auto (TdFaultWords) faults = { 0 };

    for (int i = 1; i <= n; i++) {
        g_autofree char *text_name = g_strdup_printf ("priority-%d", i);
        g_autofree char *article_name = g_strdup_printf ("priority-article-%d", i);
        const char *text = td_request_field (request, text_name), *article = td_request_field (request, article_name);
        gint64 number = 0;
        TdPriority *p;
        if (*text == '\0' && *article == '\0')
            continue;
        p = g_new0 (TdPriority, 1);
        p->text = g_strdup (text);
        /* Something that is no number must not become "no article" in silence. */
        if (*article != '\0' && !g_ascii_string_to_signed (article, 10, 1, 9999, &number, NULL))
            number = 9999;
        p->article = (int) number;
        g_ptr_array_add (priorities, p);
    }
    if (!td_send_step_open_asked (request, &step, error))
        return *error == NULL;
    find_faults (&faults, td_request_instance (request)->profile, td_request_locale (request), priorities);
    if (td_fault_words_count (&faults) == 0
        && !td_send_step_answer (request, &step, &answers, "visibility", "priority-1", &faults, error))
        return FALSE;
    return td_fault_words_count (&faults) == 0 || priorities_page (request, priorities, &faults);
}

/* ---- who may see it ---- */

static gboolean visibility_page (TdRequest *request, const char *chosen, const TdFaultWords *faults)
{
    static const TdChoice offered[] = {
        { .slug = "public",
          .label = N_ ("Everybody, with our name"),
          .hint = N_ ("The text and the name of the sender are shown on the page of the State.") },
        { .slug = "name-withheld",
          .label = N_ ("Everybody, but not our name"),
          .hint = N_ (
              "The text is shown; the Committee alone knows who sent it. Look that the text itself does not tell.") },
        { .slug = "confidential",
          .label = N_ ("The Committee alone"),
          .hint = N_ ("Members and the secretariat read it. It shows in no list, count or search of the public.") },
    };
    const char *locale = td_request_locale (request);
    GArray *choices = td_send_step_choices (offered, G_N_ELEMENTS (offered), "visibility", chosen, locale);
    g_autofree char *action = td_send_step_address (request, "visibility");
    g_autofree char *back = td_send_step_back (request, "priorities");
    const struct html_send_visibility page = {
        .question = td_words (locale, N_ ("Who may see the report?")),
        .action = action,
        .back = back,
        .error = td_fault_at (faults, "visibility"),
        TD_FAULT_ROWS (faults),
        .choices = CHOICES (choices),
        .n_choices = choices->len,
    };

    html_send_visibility (td_request_html (request), &page);
    td_send_step_reply (request, faults);
    td_send_step_choices_free (choices);
    return TRUE;
}

gboolean td_send_visibility_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!td_send_step_open_asked (request, &step, error))
        return *error == NULL;
    return visibility_page (request, step.draft->visibility_chosen ? td_visibility_word (step.draft->visibility) : NULL,
                            &td_send_step_right);
}

gboolean td_send_visibility (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    TdAnswers answers = { .visibility = td_request_field (request, "visibility") };
    g_auto (TdFaultWords) faults = { 0 };

    if (!td_send_step_open_asked (request, &step, error))
        return *error == NULL;
    if (!td_send_step_answer (request, &step, &answers, "answers", "visibility", &faults, error))
        return FALSE;
    return td_fault_words_count (&faults) == 0 || visibility_page (request, answers.visibility, &faults);
}
