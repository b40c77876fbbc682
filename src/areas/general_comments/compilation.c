/* All comments by paragraph as one text. Contract in compilation.h. */
#include "areas/general_comments/compilation.h"

#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/outcome.h"

#include "text/words.h"

typedef struct {
    const TdInstance *instance;
    const GPtrArray *list;
    TdEdition edition;
    const char *locale;
    TdText *into;
    TdTextSection *section; /* that is being written */
} Making;

#define W(text) td_words (m->locale, text)

/* ---- words into the text, without mark-up ---- */

static TdTextParagraph *add_paragraph (Making *m, TdTextKind kind, const char *language)
{
    TdTextParagraph *p = td_text_add (m->section, kind, ".");

    g_ptr_array_set_size (p->runs, 0);
    if (language != NULL && !g_str_equal (language, m->into->language)) {
        g_free (p->language);
        p->language = g_strdup (language);
    }
    return p;
}

static void add_run (TdTextParagraph *p, const char *text, guint style)
{
    if (text != NULL && *text != '\0')
        td_text_runs_add (p->runs, text, style);
}

/* "label: words", the label strong. */
static void add_said (Making *m, const char *label, const char *words, const char *language)
{
    g_autofree char *before = g_strconcat (label, W (N_ (": ")), NULL);
    TdTextParagraph *p = add_paragraph (m, TD_TEXT_PLAIN, language);

    add_run (p, before, TD_RUN_STRONG);
    add_run (p, words, 0);
}

/* Each line of its own. */
static void add_lines (Making *m, const char *text, const char *language)
{
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    for (gsize i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0')
            add_run (add_paragraph (m, TD_TEXT_PLAIN, language), lines[i], 0);
}

/* ---- one comment ---- */

static char *number_words (const Making *m, const TdDraftComment *c)
{
    g_autofree char *n = td_words_number (m->locale, c->number);

    return td_words_fill (c->confidential ? W (N_ ("Comment {n} for the Committee alone")) : W (N_ ("Comment {n}")),
                          "n", n, NULL);
}

static const char *name_of (const Making *m, const TdDraftComment *c)
{
    return c->name != NULL ? c->name : W (N_ ("without a name"));
}

/* "Comment 5 · Example Union (organisation) · 3 December 2026" */
static void add_head (Making *m, const TdDraftComment *c)
{
    g_autofree char *number = number_words (m, c);
    g_autofree char *day = td_words_day (m->locale, c->at, m->instance->profile->zone);
    g_autofree char *words =
        g_strdup_printf ("%s · %s (%s) · %s", number, name_of (m, c), W (td_position_label (c->position)), day);

    add_run (add_paragraph (m, TD_TEXT_PLAIN, NULL), words, TD_RUN_STRONG);
}

static void add_supporters (Making *m, const TdDraftComment *c)
{
    g_autoptr (GString) names = g_string_new (NULL);
    gsize unnamed = 0;

    for (guint i = 0; i < c->supporters->len; i++) {
        const TdDraftSupporter *s = c->supporters->pdata[i];
        if (s->name != NULL)
            g_string_append_printf (names, "%s%s", names->len > 0 ? W (N_ (", ")) : "", s->name);
        else
            unnamed++;
    }
    if (unnamed > 0) {
        g_autofree char *n = td_words_number (m->locale, (gint64) unnamed);
        g_autofree char *more = td_words_fill (
            td_words_n (m->locale, "{n} without a page", "{n} without a page", (gint64) unnamed), "n", n, NULL);
        g_string_append_printf (names, "%s%s", names->len > 0 ? W (N_ (", ")) : "", more);
    }
    if (names->len > 0)
        add_said (m, W (N_ ("Supported by")), names->str, NULL);
}

static void add_answers (Making *m, const GPtrArray *answers)
{
    for (guint i = 0; i < answers->len; i++) {
        const TdDraftComment *c = answers->pdata[i];
        g_autofree char *label = td_words_fill (W (N_ ("In answer, {name}")), "name", name_of (m, c), NULL);
        add_said (m, label, c->text, td_bench_language (c));
    }
}

static void add_outcome (Making *m, const TdBenchComment *b)
{
    g_autofree char *all = NULL;
    const char *label;

    if (!b->decided)
        return;
    label = W (td_disposition_label (b->disposition));
    all = b->reason != NULL && *b->reason != '\0' ? g_strdup_printf ("%s. %s", label, b->reason) : g_strdup (label);
    add_said (m, W (N_ ("What became of it")), all, NULL);
}

static void add_comment (Making *m, const TdBenchComment *b)
{
    const TdDraftComment *c = b->comment;
    const char *language = td_bench_language (c);

    add_head (m, c);
    if (c->phrase != NULL)
        add_said (m, W (N_ ("On the words")), c->phrase, c->language);
    add_lines (m, c->text, language);
    if (c->wording != NULL)
        add_said (m, W (N_ ("Proposed wording")), c->wording, language);
    add_supporters (m, c);
    add_answers (m, b->answers);
    add_outcome (m, b);
}

/* ---- paragraphs ---- */

static gboolean is_first_place (const TdBenchComment *b, const char *anchor)
{
    return g_str_equal (b->comment->anchor != NULL ? b->comment->anchor : "", anchor);
}

static gboolean any_on (const Making *m, const char *anchor)
{
    for (guint i = 0; i < m->list->len; i++)
        if (td_bench_stands_on (m->list->pdata[i], anchor))
            return TRUE;
    return FALSE;
}

/* "See also comment 5, which is about this paragraph too." */
static void add_see (Making *m, const TdBenchComment *b)
{
    g_autofree char *number = number_words (m, b->comment);
    g_autofree char *words =
        td_words_fill (W (N_ ("See also, under an earlier paragraph: {comment}")), "comment", number, NULL);

    add_run (add_paragraph (m, TD_TEXT_PLAIN, NULL), words, TD_RUN_EMPHASIS);
}

static void add_comments_on (Making *m, const char *anchor)
{
    for (guint i = 0; i < m->list->len; i++) {
        const TdBenchComment *b = m->list->pdata[i];
        if (is_first_place (b, anchor))
            add_comment (m, b);
        else if (td_bench_stands_on (b, anchor))
            add_see (m, b);
    }
}

static char *paragraph_title (const Making *m, const TdTextParagraph *p)
{
    const char *number = td_bench_anchor_number (p->id);

    return number != NULL ? td_words_fill (W (N_ ("Paragraph {number}")), "number", number, NULL)
                          : g_strdup (W (N_ ("A paragraph without number")));
}

static void add_quote (Making *m, const TdTextParagraph *p, const char *language)
{
    g_autofree char *words = p->kind != TD_TEXT_ROW ? td_text_plain (p->runs) : NULL;

    if (words != NULL && *words != '\0')
        add_run (add_paragraph (m, TD_TEXT_QUOTE, p->language != NULL ? p->language : language), words, 0);
}

static void add_places (Making *m, const TdText *text)
{
    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        for (guint k = 0; k < section->paragraphs->len; k++) {
            const TdTextParagraph *p = section->paragraphs->pdata[k];
            g_autofree char *title = NULL;
            if (!any_on (m, p->id))
                continue;
            title = paragraph_title (m, p);
            m->section = td_text_add_section (m->into, NULL, title, 2);
            add_quote (m, p, text->language);
            add_comments_on (m, p->id);
        }
    }
}

static void add_tally (Making *m)
{
    TdBenchTally tally = td_bench_tally (m->list);
    g_autofree char *all = td_words_number (m->locale, tally.all);
    g_autofree char *words =
        td_words_fill (td_words_n (m->locale, "{n} comment", "{n} comments", tally.all), "n", all, NULL);

    m->section = td_text_add_section (m->into, NULL, "", 2);
    add_run (add_paragraph (m, TD_TEXT_PLAIN, NULL), words, 0);
    for (int d = 0; tally.waiting < tally.all && d < TD_N_DISPOSITIONS; d++) {
        g_autofree char *n = td_words_number (m->locale, tally.by_disposition[d]);
        add_said (m, W (td_disposition_label ((TdDisposition) d)), n, NULL);
    }
}

TdText *td_compilation_make (const TdInstance *instance, const TdGeneralComment *general, const TdCommentDraft *draft,
                             const TdText *text, const GPtrArray *list, TdEdition edition, const char *locale)
{
    TdText *into = td_text_new (locale);
    Making making = { .instance = instance, .list = list, .edition = edition, .locale = locale, .into = into };
    Making *m = &making;
    g_autofree char *name = td_comment_draft_name (draft, locale);
    g_autofree char *symbols = td_general_comment_symbols (general);

    into->title = g_strdup (W (N_ ("Comments on a draft general comment")));
    into->subtitle = g_strdup_printf ("%s · %s", td_general_comment_title (general, locale, NULL), name);
    into->symbol = *symbols != '\0' ? g_strdup (symbols) : NULL;
    into->author = g_strdup (W (instance->profile->body));
    if (edition == TD_EDITION_COMMITTEE)
        into->marking = g_strdup (W (N_ ("For the Committee alone")));
    add_tally (m);
    if (any_on (m, "")) {
        m->section = td_text_add_section (into, NULL, W (N_ ("On the whole draft")), 2);
        add_comments_on (m, "");
    }
    add_places (m, text);
    return into;
}

/* ---- of what is there ---- */

struct loading {
    TdInstance *instance;
    const char *id;
    TdGeneralComment *general;
    TdCommentDraft *draft;
    TdText *text;
};

static void loading_clear (struct loading *l)
{
    g_clear_pointer (&l->general, td_general_comment_free);
    g_clear_pointer (&l->draft, td_comment_draft_free);
    g_clear_pointer (&l->text, td_text_free);
}

static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    struct loading *l = data;

    loading_clear (l);
    return (l->draft = td_comment_draft_get_in (tx, l->id, error)) != NULL
           && (l->general = td_general_comment_get_in (tx, l->instance, l->draft->general_comment, error)) != NULL
           && (l->text = td_comment_draft_text_in (tx, l->draft->id, NULL, error)) != NULL;
}

TdText *td_compilation_text (TdInstance *instance, const TdViewer *viewer, const char *draft, TdEdition edition,
                             const char *locale, GError **error)
{
    struct loading l = { .instance = instance, .id = draft };
    g_autoptr (GPtrArray) list = edition == TD_EDITION_COMMITTEE ? td_bench_comments (instance, viewer, draft, error)
                                                                 : td_outcome_public (instance, draft, error);
    TdText *text = NULL;

    if (list != NULL && td_store_read (instance->store, load_in, &l, error))
        text = td_compilation_make (instance, l.general, l.draft, l.text, list, edition, locale);
    loading_clear (&l);
    return text;
}

GBytes *td_compilation_file (TdInstance *instance, const TdViewer *viewer, const char *draft, TdEdition edition,
                             const char *locale, TdFileFormat format, GError **error)
{
    g_autoptr (TdText) text = td_compilation_text (instance, viewer, draft, edition, locale, error);
    g_autofree char *program = td_instance_writer_path ();

    return text != NULL ? td_text_write (program, text, format, error) : NULL;
}
