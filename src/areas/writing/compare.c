#include "areas/writing/compare.h"

#include "text/word-diff.h"

static GPtrArray *all_words (const TdTextSection *section)
{
    GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < section->paragraphs->len; i++) {
        g_autoptr (GPtrArray) runs = td_text_paragraph_runs (section->paragraphs->pdata[i]);
        g_ptr_array_add (words, td_text_plain (runs));
    }
    return words;
}

static GPtrArray *all_ids (const TdTextSection *section)
{
    GPtrArray *ids = g_ptr_array_new ();

    for (guint i = 0; i < section->paragraphs->len; i++)
        g_ptr_array_add (ids, ((TdTextParagraph *) section->paragraphs->pdata[i])->id);
    return ids;
}

/* A new paragraph of into, with the kind, number and articles of like. */
static TdTextParagraph *add_like (TdTextSection *into, const TdTextParagraph *like)
{
    TdTextKind kind = like->kind == TD_TEXT_ROW ? TD_TEXT_PLAIN : like->kind;
    TdTextParagraph *p = td_text_add (into, kind, ".");

    g_free (p->id);
    p->id = g_strdup (like->id);
    p->number = g_strdup (like->number);
    p->language = g_strdup (like->language);
    g_ptr_array_set_size (p->runs, 0);
    if (like->articles != NULL) {
        g_clear_pointer (&p->articles, g_array_unref);
        p->articles = g_array_copy (like->articles);
    }
    return p;
}

struct sides {
    const TdTextSection *before, *after;
    GPtrArray *before_words, *after_words;
    const char *language, *by;
    TdTextSection *into;
    TdTextChanges changes;
};

static void add_whole (struct sides *s, const TdTextParagraph *p, TdTextChange change)
{
    static const GPtrArray nothing = { 0 };
    g_autoptr (GPtrArray) runs = td_text_paragraph_runs (p);
    TdTextParagraph *into = add_like (s->into, p);

    g_ptr_array_unref (into->runs);
    if (change == TD_CHANGE_ADDED)
        into->runs = td_text_runs_compare (&nothing, runs, s->language, s->by);
    else
        into->runs = td_text_runs_compare (runs, &nothing, s->language, s->by);
    if (change == TD_CHANGE_ADDED)
        s->changes.added++;
    else
        s->changes.removed++;
}

static void add_pair (struct sides *s, const TdTextParagraph *before, const TdTextParagraph *after)
{
    g_autoptr (GPtrArray) was = td_text_paragraph_runs (before);
    g_autoptr (GPtrArray) is = td_text_paragraph_runs (after);
    TdTextParagraph *into = add_like (s->into, after);

    g_ptr_array_unref (into->runs);
    into->runs = td_text_runs_compare (was, is, after->language != NULL ? after->language : s->language, s->by);
    s->changes.changed += td_text_runs_changed (into->runs) ? 1 : 0;
}

static void compare (struct sides *s)
{
    g_autoptr (GPtrArray) before_ids = all_ids (s->before), after_ids = all_ids (s->after);
    g_autoptr (GArray) pairs = td_paragraph_diff (
        (const char *const *) before_ids->pdata, (const char *const *) s->before_words->pdata, before_ids->len,
        (const char *const *) after_ids->pdata, (const char *const *) s->after_words->pdata, after_ids->len);

    for (guint i = 0; i < pairs->len; i++) {
        const TdDiffPair *pair = &g_array_index (pairs, TdDiffPair, i);
        if (pair->after < 0)
            add_whole (s, s->before->paragraphs->pdata[pair->before], TD_CHANGE_REMOVED);
        else if (pair->before < 0)
            add_whole (s, s->after->paragraphs->pdata[pair->after], TD_CHANGE_ADDED);
        else
            add_pair (s, s->before->paragraphs->pdata[pair->before], s->after->paragraphs->pdata[pair->after]);
    }
}

static void add_section (TdText *into, const TdTextSection *before, const TdTextSection *after, const char *language,
                         const char *by, TdTextChanges *changes)
{
    const TdTextSection *like = after != NULL ? after : before;
    g_autoptr (TdText) empty = td_text_new (language);
    const TdTextSection *nothing = td_text_add_section (empty, like->id, "", like->level);
    struct sides s = { .before = before != NULL ? before : nothing,
                       .after = after != NULL ? after : nothing,
                       .language = language,
                       .by = by };

    s.into = td_text_add_section (into, like->id, like->title, like->level);
    s.before_words = all_words (s.before);
    s.after_words = all_words (s.after);
    compare (&s);
    changes->added += s.changes.added;
    changes->removed += s.changes.removed;
    changes->changed += s.changes.changed;
    g_ptr_array_unref (s.before_words);
    g_ptr_array_unref (s.after_words);
}

/* Those of before that went, which stood behind the one of this id there; NULL: at the beginning. */
static void add_gone (TdText *into, const TdText *before, const TdText *after, guint *next, const char *until,
                      const char *by, TdTextChanges *changes)
{
    for (; *next < before->sections->len; ++*next) {
        const TdTextSection *section = before->sections->pdata[*next];
        if (g_strcmp0 (section->id, until) == 0) {
            ++*next;
            return;
        }
        if (td_text_section (after, section->id) == NULL)
            add_section (into, section, NULL, after->language, by, changes);
        else if (until != NULL)
            return; /* it moved: it comes where it stands now */
    }
}

TdText *td_text_compare (const TdText *before, const TdText *after, const char *by, TdTextChanges *ret_changes)
{
    TdText *into = td_text_new (after->language);
    TdTextChanges changes = { 0 };
    guint next = 0;

    for (guint i = 0; i < after->sections->len; i++) {
        const TdTextSection *section = after->sections->pdata[i];
        add_gone (into, before, after, &next, section->id, by, &changes);
        add_section (into, td_text_section (before, section->id), section, after->language, by, &changes);
    }
    add_gone (into, before, after, &next, NULL, by, &changes);
    if (ret_changes != NULL)
        *ret_changes = changes;
    return into;
}

TdText *td_text_compare_sections (const TdTextSection *before, const TdTextSection *after, const char *language,
                                  const char *by, TdTextChanges *ret_changes)
{
    TdText *into = td_text_new (language);
    TdTextChanges changes = { 0 };

    add_section (into, before, after, language, by, &changes);
    if (g_strcmp0 (before->title, after->title) == 0) {
        TdTextSection *section = into->sections->pdata[0];
        g_free (section->title);
        section->title = g_strdup ("");
    }
    if (ret_changes != NULL)
        *ret_changes = changes;
    return into;
}
