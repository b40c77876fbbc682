/* The glossary: terms in texts of the six languages, checking a translation, keeping further terms. */
#include "fixture.h"

#include "areas/memory/glossary.h"

static TdGlossary *load (House *house)
{
    g_autoptr (GError) error = NULL;
    TdGlossary *glossary = td_glossary_load (house->instance, &error);

    g_assert_no_error (error);
    return glossary;
}

/* "id:words that stand there", with | between. */
static void assert_found (const TdGlossary *glossary, const char *language, const char *text, const char *expected)
{
    g_autoptr (GPtrArray) hits = td_glossary_terms_in (glossary, text, language, "en");
    g_autoptr (GString) found = g_string_new (NULL);

    for (guint i = 0; i < hits->len; i++) {
        const TdGlossaryHit *h = hits->pdata[i];
        g_string_append_printf (found, "%s%s:%.*s", i > 0 ? "|" : "", h->term->id, (int) (h->end - h->start),
                                text + h->start);
    }
    g_assert_cmpstr (found->str, ==, expected);
}

static void test_found (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (TdGlossary) glossary = load (house);

    assert_found (glossary, "en", "The States of employment protect migrant workers.",
                  "state-of-employment:States of employment|migrant-worker:migrant workers");
    assert_found (glossary, "fr", "Les États d’emploi protègent les travailleurs migrants.",
                  "state-of-employment:États d’emploi|migrant-worker:travailleurs migrants");
    assert_found (glossary, "es", "El Estado de empleo protege a los trabajadores migratorios.",
                  "state-of-employment:Estado de empleo|migrant-worker:trabajadores migratorios");
    assert_found (glossary, "ru", "Трудящихся-мигрантов защищает государство-участник.",
                  "migrant-worker:Трудящихся-мигрантов|state-party:государство-участник");
    assert_found (glossary, "zh", "移徙工人在就业国的权利", "migrant-worker:移徙工人|state-of-employment:就业国");
    assert_found (glossary, "ar", "حقوق العمال المهاجرين في دولة العمل",
                  "migrant-worker:العمال المهاجرين|state-of-employment:دولة العمل");
    assert_found (glossary, "en", "Nothing of it.", "");
    assert_found (glossary, "sw", "Wafanyakazi wahamiaji", "");
}

/* Whatever a language's word is, it is found in itself as its own term. */
static void test_each_word_is_found (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (TdGlossary) glossary = load (house);
    const GPtrArray *terms = td_glossary_terms (glossary);

    g_assert_cmpuint (terms->len, >=, 60);
    for (guint i = 0; i < terms->len; i++) {
        const TdGlossaryTerm *term = terms->pdata[i];
        for (guint k = 0; k < term->words->len; k++) {
            const TdGlossaryWord *w = term->words->pdata[k];
            g_autoptr (GPtrArray) hits = td_glossary_terms_in (glossary, w->text, w->language, NULL);
            const TdGlossaryHit *hit = hits->len > 0 ? hits->pdata[0] : NULL;
            if (hit == NULL || hit->term != term) {
                g_test_message ("%s (%s) of %s is found as %s", w->text, w->language, term->id,
                                hit != NULL ? hit->term->id : "nothing");
                g_test_fail ();
            }
        }
    }
}

static char *faults (const TdGlossary *glossary, const char *source, const char *target)
{
    g_autoptr (GPtrArray) list = td_glossary_check (glossary, source, target, "en", "fr");
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < list->len; i++) {
        const TdGlossaryFault *f = list->pdata[i];
        g_string_append_printf (text, "%s%s %s→%s", i > 0 ? "|" : "", f->wrong == TD_TERM_AVOID ? "avoid" : "missing",
                                f->found, f->wanted);
    }
    return g_string_free (text, FALSE);
}

static void test_checked (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (TdGlossary) glossary = load (house);
    g_autofree char *well =
        faults (glossary, "All migrant workers have rights.", "Tous les travailleurs migrants ont des droits.");
    g_autofree char *missing =
        faults (glossary, "All migrant workers have rights.", "Tous les ouvriers étrangers ont des droits.");
    g_autofree char *avoid = faults (glossary, "They have rights.", "Les clandestins ont des droits.");

    g_assert_cmpstr (well, ==, "");
    g_assert_cmpstr (missing, ==, "missing migrant workers→travailleur migrant");
    g_assert_cmpstr (avoid, ==, "avoid clandestins→en situation irrégulière");
}

/* The only term in an English text is the one of this name. */
static void assert_named (const TdGlossary *glossary, const char *text, const char *name)
{
    g_autoptr (GPtrArray) hits = td_glossary_terms_in (glossary, text, "en", "fr");

    g_assert_cmpuint (hits->len, ==, 1);
    g_assert_cmpstr (((TdGlossaryHit *) hits->pdata[0])->term->name, ==, name);
}

static TdGlossaryTerm *brick (const char *word)
{
    TdGlossaryTerm *term = td_glossary_term_new ();

    term->name = g_strdup ("brick-kiln");
    term->origin = g_strdup ("ours.tbx");
    td_glossary_term_add_word (term, "en", word, TD_TERM_PREFERRED, FALSE);
    td_glossary_term_add_word (term, "fr", "four à briques", TD_TERM_PREFERRED, FALSE);
    return term;
}

static void test_kept (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) td_glossary_term_free);
    g_autoptr (GError) error = NULL, refused = NULL, of_profile = NULL;
    g_autoptr (TdGlossary) glossary = NULL, after = NULL;
    TdGlossaryTerm *own = td_glossary_term_new ();
    gint64 kept = 0;
    g_autofree char *id = NULL;

    own->name = g_strdup ("migrant-worker");
    own->origin = g_strdup ("ours.tbx");
    td_glossary_term_add_word (own, "en", "guest", TD_TERM_PREFERRED, FALSE);
    g_ptr_array_add (terms, brick ("brick oven"));
    g_ptr_array_add (terms, own);
    g_assert_false (td_glossary_put (house->instance, &nobody, terms, &kept, &refused));
    g_assert_cmpint (td_error_code (refused), ==, TD_ERROR_NOT_ALLOWED);
    td_glossary_put (house->instance, &secretariat, terms, &kept, &error);
    g_assert_no_error (error);
    g_assert_cmpint (kept, ==, 1); /* the profile's stays the profile's */
    g_ptr_array_set_size (terms, 0);
    g_ptr_array_add (terms, brick ("brick kiln"));
    td_glossary_put (house->instance, &secretariat, terms, &kept, &error);
    g_assert_no_error (error);
    glossary = load (house);
    assert_named (glossary, "a brick kiln, a brick oven, a guest", "brick-kiln");
    id = g_strdup (((TdGlossaryTerm *) td_glossary_terms (glossary)->pdata[td_glossary_terms (glossary)->len - 1])->id);
    td_glossary_remove (house->instance, &secretariat, id, &error);
    g_assert_no_error (error);
    after = load (house);
    assert_found (after, "en", "a brick kiln", "");
    g_assert_false (td_glossary_remove (house->instance, &secretariat, "migrant-worker", &of_profile));
    g_assert_cmpint (td_error_code (of_profile), ==, TD_ERROR_NOT_ALLOWED);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/glossary/found", test_found);
    g_test_add_func ("/glossary/each-word-is-found", test_each_word_is_found);
    g_test_add_func ("/glossary/checked", test_checked);
    g_test_add_func ("/glossary/kept", test_kept);
    return g_test_run ();
}
