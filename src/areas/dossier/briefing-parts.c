/* What stands in a briefing paper. Contract in briefing-parts.h. */
#include "areas/dossier/briefing-parts.h"

#include "areas/dossier/place.h"
#include "text/words.h"

/* ---- writing ---- */

TdTextSection *td_briefing_section (TdBriefing *b, const char *title, int level)
{
    return td_text_add_section (b->text, NULL, title, level);
}

/* On one line: a text holds no ends of lines, and items of a recommendation come a line each. Free it. */
static char *one_line (const char *words)
{
    GString *line = g_string_new (NULL);

    for (const char *c = words; *c != '\0'; c = g_utf8_next_char (c)) {
        gunichar sign = g_utf8_get_char (c);
        g_string_append_unichar (line, g_unichar_iscntrl (sign) ? ' ' : sign);
    }
    return g_strstrip (g_string_free (line, FALSE));
}

TdTextParagraph *td_briefing_say (TdTextSection *section, TdTextKind kind, const char *words)
{
    TdTextParagraph *p = td_text_add (section, kind, "");
    g_autofree char *line = one_line (words);

    td_text_runs_add (p->runs, *line != '\0' ? line : "…", 0);
    return p;
}

/* A backslash before each sign of the small mark-up. Free it. */
static char *bare (const char *words)
{
    g_autofree char *line = one_line (words);
    GString *out = g_string_new (NULL);

    for (const char *c = line; *c != '\0'; c++) {
        if (strchr ("\\*[]^|", *c) != NULL)
            g_string_append_c (out, '\\');
        g_string_append_c (out, *c);
    }
    return g_string_free (out, FALSE);
}

void td_briefing_row (TdTextSection *section, gboolean heads, const char *const *cells)
{
    g_autoptr (GPtrArray) escaped = g_ptr_array_new_with_free_func (g_free);

    for (gsize i = 0; cells[i] != NULL; i++)
        g_ptr_array_add (escaped, bare (cells[i]));
    g_ptr_array_add (escaped, NULL);
    td_text_add_row (section, heads, (const char *const *) escaped->pdata);
}

/* A whole address, so that a file leads here from wherever it lies. Free it. */
static char *whole_address (const TdBriefing *b, char *take_address)
{
    g_autofree char *address = take_address;

    return g_strdup_printf ("%s/%s%s", b->instance->address, b->locale, address);
}

void td_briefing_quote (TdBriefing *b, TdTextSection *section, const TdDossierParagraph *p)
{
    gboolean cut;
    g_autofree char *part = td_dossier_cut (p->text, TD_DOSSIER_EXTRACT, &cut);
    g_autofree char *words = cut ? g_strconcat (part, " …", NULL) : g_strdup (part);
    TdTextParagraph *quote = td_briefing_say (section, TD_TEXT_QUOTE, words);
    g_autofree char *reference = td_dossier_reference (p, b->locale);

    quote->language = g_strdup (p->language);
    quote->source = p->priority ? g_strdup_printf ("%s (%s)", reference, td_words (b->locale, N_ ("named first")))
                                : g_steal_pointer (&reference);
    quote->source_link = whole_address (b, td_dossier_address (p->paper, p->n, p->anchor));
}

/* ---- where the review stands ---- */

struct cycle {
    TdBriefing *briefing;
    TdTimetable *timetable;
};

static gboolean load_timetable (TdTx *tx, gpointer data, GError **error)
{
    struct cycle *c = data;

    c->timetable = td_timetable_load (tx, c->briefing->instance->profile, error);
    return c->timetable != NULL;
}

static void add_stages (TdBriefing *b, const TdTimetable *timetable, TdTextSection *section)
{
    const TdProfile *profile = b->instance->profile;
    g_autofree char *today = td_clock_today (&b->instance->clock, profile->zone);
    g_auto (TdCycle) cycle = { 0 };
    const char *const heads[] = { td_words (b->locale, N_ ("Stage")), td_words (b->locale, N_ ("When")),
                                  td_words (b->locale, N_ ("Status")), NULL };

    td_timetable_cycle (timetable, b->dossier.span.state, today, &cycle);
    td_briefing_row (section, TRUE, heads);
    for (guint i = 0; i < cycle.stages->len; i++) {
        const TdCycleStage *stage = &g_array_index (cycle.stages, TdCycleStage, i);
        g_autofree char *when = stage->date != NULL ? td_words_date (b->locale, stage->date) : g_strdup ("–");
        const char *const cells[] = {
            td_words (b->locale, stage->stage->label), when,
            stage->symbol != NULL ? stage->symbol : td_words (b->locale, td_stage_status_label (stage->status)), NULL
        };
        td_briefing_row (section, FALSE, cells);
    }
}

gboolean td_briefing_add_review (TdBriefing *b, GError **error)
{
    struct cycle c = { .briefing = b };
    TdTextSection *section = td_briefing_section (b, td_words (b->locale, N_ ("Where the review stands")), 1);

    if (!td_store_read (b->instance->store, load_timetable, &c, error))
        return FALSE;
    add_stages (b, c.timetable, section);
    td_timetable_free (c.timetable);
    return TRUE;
}

/* ---- sources ---- */

/* "Union of Tests. Its report, 3 May 2026 · Committee alone". Free it. */
static char *paper_words (TdBriefing *b, const TdDossierPaper *p)
{
    g_autofree char *day = p->day != NULL ? td_words_date (b->locale, p->day)
                                          : td_words_day (b->locale, p->received, b->instance->profile->zone);
    GString *words = g_string_new (NULL);

    if (p->submission != NULL || p->who != NULL)
        g_string_append_printf (words, "%s. ", td_dossier_paper_who (p, b->locale));
    g_string_append_printf (words, "%s, %s", td_dossier_paper_title (p, b->locale), day);
    if (!p->is_public)
        g_string_append_printf (words, " · %s", td_words (b->locale, N_ ("Committee alone")));
    return g_string_free (words, FALSE);
}

static void add_papers (TdBriefing *b, TdSource source)
{
    TdTextSection *section = td_briefing_section (b, td_words (b->locale, td_source_label (source)), 2);
    int n = 0;

    for (guint i = 0; i < b->dossier.papers->len; i++) {
        const TdDossierPaper *p = b->dossier.papers->pdata[i];
        g_autofree char *words = NULL;
        TdTextParagraph *item;
        if (p->source != source)
            continue;
        words = paper_words (b, p);
        item = td_briefing_say (section, TD_TEXT_PLAIN, words);
        item->source = g_strdup (p->symbol);
        item->source_link = whole_address (b, td_dossier_address (p, 0, NULL));
        n++;
    }
    if (n == 0)
        td_briefing_say (section, TD_TEXT_PLAIN, td_words (b->locale, N_ ("Nothing came from here.")));
}

void td_briefing_add_sources (TdBriefing *b)
{
    td_briefing_section (b, td_words (b->locale, N_ ("Sources")), 1);
    for (int s = 0; s < TD_N_SOURCES; s++)
        add_papers (b, (TdSource) s);
}

/* ---- coverage ---- */

static void add_coverage_row (TdBriefing *b, TdTextSection *section, int article)
{
    const TdCoverageRow *row = &g_array_index (b->found.coverage.rows, TdCoverageRow, article);
    g_auto (GStrv) cells = g_new0 (char *, TD_N_SOURCES + 2);

    cells[0] = td_words_number (b->locale, article);
    for (int s = 0; s < TD_N_SOURCES; s++)
        cells[s + 1] = row->by[s] > 0 ? td_words_number (b->locale, row->by[s]) : g_strdup ("");
    td_briefing_row (section, FALSE, (const char *const *) cells);
}

static void say_articles (TdBriefing *b, TdTextSection *section, TdKnowledge knowledge, const char *sentence)
{
    g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
    g_autofree char *runs = NULL, *words = NULL;

    for (gsize i = 0; i < b->instance->profile->n_articles; i++)
        if (td_coverage_knows (&b->found.coverage, b->instance->profile->articles[i].number) == knowledge)
            g_array_append_val (numbers, b->instance->profile->articles[i].number);
    if (numbers->len == 0)
        return;
    runs = td_words_runs (b->locale, numbers);
    words = td_words_fill (td_words (b->locale, sentence), "articles", runs, NULL);
    td_briefing_say (section, TD_TEXT_PLAIN, words);
}

void td_briefing_add_coverage (TdBriefing *b)
{
    TdTextSection *section = td_briefing_section (b, td_words (b->locale, N_ ("Coverage by article")), 1);
    const char *heads[TD_N_SOURCES + 2] = { td_words (b->locale, N_ ("Article")) };

    for (int s = 0; s < TD_N_SOURCES; s++)
        heads[s + 1] = td_words (b->locale, td_source_short ((TdSource) s));
    say_articles (b, section, TD_KNOWN_NOTHING, N_ ("Nobody speaks of articles {articles}."));
    say_articles (b, section, TD_KNOWN_FROM_STATE, N_ ("The State alone speaks of articles {articles}."));
    td_briefing_row (section, TRUE, heads);
    for (gsize i = 0; i < b->instance->profile->n_articles; i++)
        if (td_coverage_knows (&b->found.coverage, b->instance->profile->articles[i].number) != TD_KNOWN_NOTHING)
            add_coverage_row (b, section, b->instance->profile->articles[i].number);
}

/* ---- what each source says ---- */

/* The source's name, and how many paragraphs of it are not here. */
static void head_source (TdBriefing *b, TdTextSection *section, int article, TdSource source)
{
    gint64 n = g_array_index (b->found.coverage.rows, TdCoverageRow, article).by[source];
    g_autofree char *number = td_words_number (b->locale, n);
    g_autofree char *count =
        td_words_fill (td_words_n (b->locale, "{n} paragraph", "{n} paragraphs", n), "n", number, NULL);
    g_autofree char *rest = g_strdup_printf (" · %s", count);
    TdTextParagraph *p = td_text_add (section, TD_TEXT_PLAIN, "");

    td_text_runs_add (p->runs, td_words (b->locale, td_source_label (source)), TD_RUN_STRONG);
    td_text_runs_add (p->runs, rest, 0);
}

static void head_article (TdBriefing *b, int number, TdTextSection **ret_section)
{
    const TdArticle *article = td_profile_article (b->instance->profile, number);
    g_autofree char *n = td_words_number (b->locale, number);
    g_autofree char *title = td_words_fill (td_words (b->locale, N_ ("Article {article}: {title}")), "article", n,
                                            "title", article != NULL ? td_words (b->locale, article->title) : "", NULL);

    *ret_section = td_briefing_section (b, title, 2);
}

void td_briefing_add_articles (TdBriefing *b)
{
    TdTextSection *section = NULL;
    const TdDossierParagraph *before = NULL;

    td_briefing_section (b, td_words (b->locale, N_ ("What each source says, by article")), 1);
    for (guint i = 0; i < b->found.paragraphs->len; i++) {
        const TdDossierParagraph *p = b->found.paragraphs->pdata[i];
        gboolean fresh = before == NULL || before->article != p->article;
        if (fresh)
            head_article (b, p->article, &section);
        if (fresh || before->paper->source != p->paper->source)
            head_source (b, section, p->article, p->paper->source);
        td_briefing_quote (b, section, p);
        before = p;
    }
}

/* ---- recommendations ---- */

static const TdUnreported *unreported_of (const TdBriefing *b, const TdRecommendation *r)
{
    for (guint i = 0; i < b->unreported.rows->len; i++) {
        const TdUnreported *u = b->unreported.rows->pdata[i];
        if (u->recommendation == r)
            return u;
    }
    return NULL;
}

/* Whether anybody reported on it. Free it. */
static char *reported_words (const TdBriefing *b, const TdRecommendation *r)
{
    const TdUnreported *u = unreported_of (b, r);
    g_autofree char *n = td_words_number (b->locale, r->reports);

    if (u != NULL)
        return g_strdup (td_words (b->locale, u->state > 0 ? N_ ("The State alone has reported on it.")
                                                           : N_ ("Nobody has reported on it.")));
    return td_words_fill (td_words_n (b->locale, "{n} paragraph of others than the State speaks of it.",
                                      "{n} paragraphs of others than the State speak of it.", r->reports),
                          "n", n, NULL);
}

void td_briefing_add_recommendations (TdBriefing *b)
{
    TdTextSection *section = td_briefing_section (b, td_words (b->locale, N_ ("Earlier recommendations")), 1);
    int n = 0;

    for (guint i = 0; i < b->unreported.all->len; i++) {
        const TdRecommendation *r = b->unreported.all->pdata[i];
        g_autofree char *words = NULL, *reported = NULL;
        TdTextParagraph *quote;
        if (r->cycle != 0 && r->cycle >= b->dossier.span.cycle)
            continue;
        words = td_dossier_cut (r->text, TD_DOSSIER_EXTRACT, NULL);
        reported = reported_words (b, r);
        quote = td_briefing_say (section, TD_TEXT_QUOTE, words);
        quote->language = g_strdup (r->language);
        quote->source = td_recommendation_place (r, b->locale);
        quote->source_link = whole_address (b, g_strdup_printf ("/recommendations/%s", r->id));
        td_briefing_say (section, TD_TEXT_PLAIN, reported);
        n++;
    }
    if (n == 0)
        td_briefing_say (
            section, TD_TEXT_PLAIN,
            td_words (b->locale, N_ ("No earlier concluding observations on this State are in the library.")));
}

/* ---- questions ---- */

void td_briefing_add_questions (TdBriefing *b)
{
    TdTextSection *section = td_briefing_section (b, td_words (b->locale, N_ ("Proposed questions")), 1);
    int article = -1;

    if (b->questions->len == 0)
        td_briefing_say (section, TD_TEXT_PLAIN, td_words (b->locale, N_ ("Nobody proposed a question.")));
    for (guint i = 0; i < b->questions->len; i++) {
        const TdDossierParagraph *p = b->questions->pdata[i];
        g_autofree char *n = td_words_number (b->locale, p->article);
        g_autofree char *title = td_words_fill (td_words (b->locale, N_ ("Article {article}")), "article", n, NULL);
        if (article != p->article)
            section = td_briefing_section (
                b, p->article > 0 ? title : td_words (b->locale, N_ ("On no article in particular")), 2);
        article = p->article;
        td_briefing_quote (b, section, p);
    }
}

/* ---- contradictions ---- */

void td_briefing_add_contradictions (TdBriefing *b)
{
    TdTextSection *section =
        td_briefing_section (b, td_words (b->locale, N_ ("Contradictions on how civil society was consulted")), 1);

    if (!b->has_sides || b->sides.contradictions->len == 0) {
        td_briefing_say (section, TD_TEXT_PLAIN, td_words (b->locale, N_ ("None is marked.")));
        return;
    }
    for (guint i = 0; i < b->sides.contradictions->len; i++) {
        const TdContradiction *c = b->sides.contradictions->pdata[i];
        g_autofree char *sentence = td_contradiction_sentence (c, b->locale);
        g_autofree char *words = g_strdup_printf ("%s %s", td_words (b->locale, c->standing->question), sentence);
        td_briefing_say (section, TD_TEXT_NUMBERED, words);
    }
}
