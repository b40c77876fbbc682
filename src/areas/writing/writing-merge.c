/* Three texts of one section: what a branch changed on its base, put into what stands now. Paragraph by paragraph: they
 * know one another by their ids. */
#include "areas/writing/writing-rules.h"

#include "base/errors.h"
#include "text/word-diff.h"

static TdTextParagraph *find (const GPtrArray *paragraphs, const char *id)
{
    for (guint i = 0; i < paragraphs->len; i++) {
        TdTextParagraph *p = paragraphs->pdata[i];
        if (g_strcmp0 (p->id, id) == 0)
            return p;
    }
    return NULL;
}

/* A section with this paragraph alone, to compare by. */
static gboolean same (const TdTextParagraph *a, const TdTextParagraph *b)
{
    TdTextSection *one = td_writing_section_new ("s", "", 1), *two = td_writing_section_new ("s", "", 1);
    gboolean alike;

    g_ptr_array_add (one->paragraphs, (gpointer) a);
    g_ptr_array_add (two->paragraphs, (gpointer) b);
    alike = td_writing_section_same (one, two);
    g_ptr_array_steal_index (one->paragraphs, 0);
    g_ptr_array_steal_index (two->paragraphs, 0);
    td_writing_section_free (one);
    td_writing_section_free (two);
    return alike;
}

static gboolean both_changed (GError **error)
{
    return td_writing_fail (
        error, TD_ERROR_CONFLICT,
        "The same paragraph was changed in both, so that a person has to say what stands. Edit it by "
        "hand below, where both stand beside each other.");
}

/* Puts a paragraph of the branch into the place of the one with its id. */
static void replace (GPtrArray *into, TdTextParagraph *take)
{
    for (guint i = 0; i < into->len; i++) {
        TdTextParagraph *p = into->pdata[i];
        if (g_strcmp0 (p->id, take->id) != 0)
            continue;
        g_ptr_array_remove_index (into, i);
        g_ptr_array_insert (into, (int) i, take);
        return;
    }
}

/* Behind the paragraph with this id; NULL, or where it is gone: where it stood in the branch, at the end at last. */
static void insert_behind (GPtrArray *into, const char *before, guint place, TdTextParagraph *take)
{
    for (guint i = 0; before != NULL && i < into->len; i++)
        if (g_strcmp0 (((TdTextParagraph *) into->pdata[i])->id, before) == 0) {
            g_ptr_array_insert (into, (int) i + 1, take);
            return;
        }
    g_ptr_array_insert (into, (int) MIN (place, into->len), take);
}

static TdTextParagraph *steal_copy (const TdTextSection *section, guint i)
{
    TdTextSection *copy = td_writing_section_copy (section);
    TdTextParagraph *p = g_ptr_array_steal_index (copy->paragraphs, i);

    td_writing_section_free (copy);
    return p;
}

static char *plain (const TdTextParagraph *p)
{
    g_autoptr (GString) all = NULL;

    if (p->cells == NULL)
        return td_text_plain (p->runs);
    all = g_string_new (NULL);
    for (guint i = 0; i < p->cells->len; i++) {
        g_autofree char *cell = td_text_plain (p->cells->pdata[i]);
        g_string_append_printf (all, "%s | ", cell);
    }
    return g_string_free (g_steal_pointer (&all), FALSE);
}

/* What both wrote anew and means the same: the same words, or words so alike that they are one paragraph in two wordings. *ret_same: nobody
 * has to choose. */
static const TdTextParagraph *twin_of (const TdTextSection *base, const TdTextSection *into,
                                       const TdTextParagraph *mine, gboolean *ret_same)
{
    g_autofree char *words = plain (mine);

    for (guint i = 0; i < into->paragraphs->len; i++) {
        const TdTextParagraph *theirs = into->paragraphs->pdata[i];
        g_autofree char *other = plain (theirs);
        if (find (base->paragraphs, theirs->id) != NULL || mine->kind != theirs->kind)
            continue;
        *ret_same = same (mine, theirs);
        if (*ret_same || td_word_likeness (words, other) >= 0.6)
            return theirs;
    }
    return NULL;
}

/* What the branch wrote anew or changed. */
static gboolean put_in (const TdTextSection *base, const TdTextSection *branch, TdTextSection *into, GError **error)
{
    const char *last = NULL; /* id of what stands before it */

    for (guint i = 0; i < branch->paragraphs->len; i++) {
        const TdTextParagraph *mine = branch->paragraphs->pdata[i], *old = find (base->paragraphs, mine->id);
        const TdTextParagraph *now = find (into->paragraphs, mine->id);
        gboolean alike = FALSE;
        const TdTextParagraph *twin = old == NULL && now == NULL ? twin_of (base, into, mine, &alike) : NULL;
        if (twin != NULL && !alike)
            return both_changed (error);
        if (twin != NULL) {
            last = twin->id;
            continue;
        }
        if (old == NULL && now == NULL)
            insert_behind (into->paragraphs, last, i, steal_copy (branch, i));
        else if (old == NULL || !same (mine, old)) {
            if (now == NULL || (old != NULL && !same (now, old) && !same (now, mine)))
                return both_changed (error);
            replace (into->paragraphs, steal_copy (branch, i));
        }
        last = mine->id;
    }
    return TRUE;
}

/* What the branch took out. */
static gboolean take_away (const TdTextSection *base, const TdTextSection *branch, TdTextSection *into, GError **error)
{
    for (guint i = 0; i < base->paragraphs->len; i++) {
        const TdTextParagraph *old = base->paragraphs->pdata[i];
        TdTextParagraph *now = find (into->paragraphs, old->id);
        if (find (branch->paragraphs, old->id) != NULL || now == NULL)
            continue;
        if (!same (now, old))
            return both_changed (error);
        g_ptr_array_remove (into->paragraphs, now);
    }
    return TRUE;
}

TdTextSection *td_writing_merge (const TdTextSection *base, const TdTextSection *stands, const TdTextSection *branch,
                                 GError **error)
{
    TdTextSection *into = td_writing_section_copy (stands);

    if (put_in (base, branch, into, error) && take_away (base, branch, into, error))
        return into;
    td_writing_section_free (into);
    return NULL;
}
