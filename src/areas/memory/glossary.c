/* Terms, and keeping them. What of them stands in a text is glossary-find.c's. Contract in glossary.h. */
#include "areas/memory/glossary.h"
#include "areas/memory/glossary-sql.h"
#include "areas/memory/memory.h"

#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"

/* ---- terms ---- */

static void word_free (gpointer data)
{
    TdGlossaryWord *w = data;

    g_free (w->language);
    g_free (w->text);
    g_free (w);
}

TdGlossaryTerm *td_glossary_term_new (void)
{
    TdGlossaryTerm *t = g_new0 (TdGlossaryTerm, 1);

    t->words = g_ptr_array_new_with_free_func (word_free);
    return t;
}

void td_glossary_term_free (TdGlossaryTerm *term)
{
    if (term == NULL)
        return;
    g_free (term->id);
    g_free (term->name);
    g_free (term->origin);
    g_free (term->articles);
    g_free (term->note);
    g_ptr_array_unref (term->words);
    g_free (term);
}

void td_glossary_term_add_word (TdGlossaryTerm *term, const char *language, const char *text, TdTermStatus status,
                                gboolean from_treaty)
{
    TdGlossaryWord *w = g_new0 (TdGlossaryWord, 1);

    *w = (TdGlossaryWord){ g_strdup (language), g_strdup (text), status, from_treaty };
    g_ptr_array_add (term->words, w);
}

const char *td_glossary_term_in (const TdGlossaryTerm *term, const char *language)
{
    for (guint i = 0; i < term->words->len; i++) {
        const TdGlossaryWord *w = term->words->pdata[i];
        if (w->status != TD_TERM_FORBIDDEN && g_str_equal (w->language, language))
            return w->text;
    }
    return NULL;
}

static TdGlossaryTerm *term_of_profile (const TdProfileTerm *p)
{
    TdGlossaryTerm *t = td_glossary_term_new ();

    t->id = g_strdup (p->slug);
    t->name = g_strdup (p->slug);
    t->origin = g_strdup (p->origin);
    t->articles = g_strdup (p->articles);
    t->of_profile = TRUE;
    for (gsize i = 0; i < p->n_words; i++)
        td_glossary_term_add_word (t, p->words[i].language, p->words[i].text, p->words[i].status,
                                   p->words[i].from_treaty);
    return t;
}

/* ---- loading ---- */

static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    GPtrArray **stored = data;

    *stored = td_glossary_stored (tx, error);
    return *stored != NULL;
}

TdGlossary *td_glossary_load (TdInstance *instance, GError **error)
{
    GPtrArray *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) td_glossary_term_free);
    g_autoptr (GPtrArray) stored = NULL;

    if (!td_store_read (instance->store, load_in, &stored, error)) {
        g_ptr_array_unref (terms);
        return NULL;
    }
    for (gsize i = 0; i < instance->profile->n_terms; i++)
        g_ptr_array_add (terms, term_of_profile (&instance->profile->terms[i]));
    g_ptr_array_extend_and_steal (terms, g_steal_pointer (&stored));
    return td_glossary_new (terms);
}

json_t *td_glossary_to_json (const TdGlossary *glossary)
{
    const GPtrArray *terms = td_glossary_terms (glossary);
    json_t *list = json_array ();

    for (guint i = 0; i < terms->len; i++) {
        const TdGlossaryTerm *t = terms->pdata[i];
        json_t *words = json_array ();
        for (guint k = 0; k < t->words->len; k++) {
            const TdGlossaryWord *w = t->words->pdata[k];
            json_array_append_new (words, json_pack ("{s:s, s:s, s:s, s:b}", "language", w->language, "text", w->text,
                                                     "status", td_term_status_word (w->status), "from_treaty",
                                                     w->from_treaty));
        }
        json_array_append_new (list, json_pack ("{s:s, s:s, s:b, s:s?, s:s, s:s?, s:o}", "id", t->id, "name", t->name,
                                                "of_profile", t->of_profile, "articles", t->articles, "origin",
                                                t->origin, "note", t->note, "words", words));
    }
    return json_pack ("{s:o}", "terms", list);
}

/* ---- keeping ---- */

struct keeping {
    TdInstance *instance;
    const TdViewer *viewer;
    const GPtrArray *terms;
    const char *id;
    gint64 kept;
};

static gboolean is_of_profile (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; i < profile->n_terms; i++)
        if (g_str_equal (profile->terms[i].slug, slug))
            return TRUE;
    return FALSE;
}

static gboolean journal (TdTx *tx, const struct keeping *k, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (k->viewer),
                                   .act = td_act_word (TD_ACT_TRANSLATION_KEEP),
                                   .thing = "glossary",
                                   .thing_id = k->id != NULL ? k->id : "glossary",
                                   .public_change = TRUE,
                                   .clock = &k->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean put_in (TdTx *tx, gpointer data, GError **error)
{
    struct keeping *k = data;
    gint64 at = td_clock_now (&k->instance->clock);

    if (!td_instance_may_write (k->instance, tx, error))
        return FALSE;
    k->kept = 0;
    for (guint i = 0; i < k->terms->len; i++) {
        const TdGlossaryTerm *t = k->terms->pdata[i];
        if (is_of_profile (k->instance->profile, t->name))
            continue;
        if (!td_glossary_store (tx, t, td_viewer_actor (k->viewer), at, error))
            return FALSE;
        k->kept++;
    }
    return journal (tx, k, error);
}

gboolean td_glossary_put (TdInstance *instance, const TdViewer *viewer, const GPtrArray *terms, gint64 *ret_kept,
                          GError **error)
{
    struct keeping k = { .instance = instance, .viewer = viewer, .terms = terms };

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error))
        return FALSE;
    if (terms->len > TD_LIMIT_GLOSSARY_TERMS) {
        g_set_error (error, TD_MEMORY_ERROR, TD_ERROR_TOO_LARGE,
                     "These are %u terms; the glossary takes %d. Bring in those that the Committee’s texts need.",
                     terms->len, TD_LIMIT_GLOSSARY_TERMS);
        return FALSE;
    }
    if (!td_store_write (instance->store, put_in, &k, error))
        return FALSE;
    if (ret_kept != NULL)
        *ret_kept = k.kept;
    return TRUE;
}

static gboolean remove_in (TdTx *tx, gpointer data, GError **error)
{
    struct keeping *k = data;

    if (!td_instance_may_write (k->instance, tx, error) || !td_glossary_drop (tx, k->id, &k->kept, error))
        return FALSE;
    if (k->kept > 0)
        return journal (tx, k, error);
    g_set_error_literal (error, TD_MEMORY_ERROR, TD_ERROR_NOT_FOUND,
                         "There is no such term. Somebody may have taken it away; open the glossary again.");
    return FALSE;
}

gboolean td_glossary_remove (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct keeping k = { .instance = instance, .viewer = viewer, .id = id };

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error))
        return FALSE;
    if (is_of_profile (instance->profile, id)) {
        g_set_error_literal (
            error, TD_MEMORY_ERROR, TD_ERROR_NOT_ALLOWED,
            "This term is the treaty’s own and belongs to the profile. It changes with the profile alone.");
        return FALSE;
    }
    return td_store_write (instance->store, remove_in, &k, error);
}
