/* The library: symbols, languages, anchors, what counts for coverage, doubles. */
#include "areas/library/library.h"
#include "fixture.h"

#define ENGLISH                                                                                                        \
    "# Concluding observations\n\n## A. Detention\n\n"                                                                 \
    "33. Migrant workers are held without a decision, contrary to article 16 of the Convention.\n\n"                   \
    "34. The State should free them, as article 16 asks, and keep a register.\n\n"                                     \
    "A word without a number.\n\n34. A second list begins again.\n"
#define FRENCH                                                                                                         \
    "# Observations finales\n\n"                                                                                       \
    "34. L'État devrait les libérer, comme le demande l'article 16 de la Convention, et tenir un registre.\n"
#define OTHER "# Report\n\n1. Fees of recruiters are forbidden, says article 25 of the Convention.\n"

static gboolean try_import (House *house, const TdViewer *viewer, const TdLibraryEntry *entry, const char *text,
                            gboolean replace, char **ret_id, GError **error)
{
    int fd = file_of (text);
    gboolean done = td_library_import (house->instance, viewer, entry, fd, "folder/file.md", replace, ret_id, error);

    close (fd);
    return done;
}

static char *import (House *house, const TdLibraryEntry *entry, const char *text, gboolean replace)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    try_import (house, &secretariat, entry, text, replace, &id, &error);
    g_assert_no_error (error);
    return id;
}

static void refuse (House *house, const TdLibraryEntry *entry, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    g_assert_false (try_import (house, &secretariat, entry, OTHER, FALSE, &id, &error));
    assert_code (&error, code);
    g_assert_null (id);
}

typedef struct {
    const char *document, *language;
    TdLibraryFilter filter;
    int article;
    GPtrArray *list;
    GArray *counts;
    House *house;
} Read;

static gboolean paragraphs_in (TdTx *tx, gpointer data, GError **error)
{
    Read *r = data;

    r->list = r->document != NULL ? td_library_paragraphs_in (tx, r->document, r->language, error)
                                  : td_library_paragraphs_about_in (tx, &r->filter, r->article, error);
    return r->list != NULL;
}

static GPtrArray *paragraphs (House *house, Read read)
{
    g_autoptr (GError) error = NULL;

    td_store_read (house->instance->store, paragraphs_in, &read, &error);
    g_assert_no_error (error);
    return read.list;
}

static gboolean coverage_in (TdTx *tx, gpointer data, GError **error)
{
    Read *r = data;

    r->counts = td_library_coverage_in (tx, r->house->instance->profile, r->filter.state, r->filter.source, error);
    return r->counts != NULL;
}

static gint64 covered (House *house, const char *state, const char *source, guint article)
{
    Read read = { .filter = { .state = state, .source = source }, .house = house };
    g_autoptr (GError) error = NULL;

    td_store_read (house->instance->store, coverage_in, &read, &error);
    g_assert_no_error (error);
    g_autoptr (GArray) counts = read.counts;
    g_assert_cmpuint (counts->len, ==, 94);
    return g_array_index (counts, gint64, article);
}

static const TdLibraryEntry english = { .symbol = "cmw/c/gha/co/1", .language = "en", .day = "2014-09-12" };
static const TdLibraryEntry french = { .symbol = "CMW/C/GHA/CO/1", .language = "fr" };

static void test_at_its_symbol (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *first = import (house, &french, FRENCH, FALSE);
    g_autofree char *second = import (house, &english, ENGLISH, FALSE);
    g_autoptr (GError) error = NULL;
    g_autoptr (TdLibraryDocument) document = td_library_get (house->instance, "CMW/C/gha/CO/1", &error);

    g_assert_no_error (error);
    g_assert_cmpstr (first, ==, second);
    g_assert_cmpstr (document->id, ==, first);
    g_assert_cmpstr (document->symbol, ==, "CMW/C/GHA/CO/1");
    g_assert_cmpstr (document->type, ==, "concluding-observations");
    g_assert_cmpstr (document->source, ==, "committee");
    g_assert_cmpstr (document->state, ==, "GHA");
    g_assert_cmpstr (document->day, ==, "2014-09-12");
    g_assert_cmpint (document->cycle, ==, 1);
    g_assert_cmpuint (document->languages->len, ==, 2);
    const TdLibraryLanguage *leading = document->languages->pdata[0];
    g_assert_cmpstr (leading->language, ==, "en");
    g_assert_true (leading->leads);
    g_assert_cmpstr (leading->name, ==, "file.md");
    g_assert_true (td_blobs_has (house->instance->blobs, TD_BLOB_PUBLIC, leading->sha256));
    g_assert_false (((const TdLibraryLanguage *) document->languages->pdata[1])->leads);
    g_autoptr (TdLibraryDocument) by_id = td_library_get (house->instance, first, &error);
    g_assert_cmpstr (by_id->symbol, ==, document->symbol);
    g_assert_null (td_library_get (house->instance, "CMW/C/GHA/CO/2", &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_null (td_library_get (house->instance, "CMW/../GHA", &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static const TdLibraryParagraph *at (const GPtrArray *list, const char *anchor)
{
    for (guint i = 0; i < list->len; i++)
        if (g_str_equal (((const TdLibraryParagraph *) list->pdata[i])->anchor, anchor))
            return list->pdata[i];
    g_error ("no paragraph at %s", anchor);
}

static gboolean by_place_in (TdTx *tx, gpointer data, GError **error)
{
    TdInstance *instance = data;
    const TdJournalEntry entry = {
        .actor = "system", .act = "document.import", .thing = "document", .thing_id = "test", .clock = &instance->clock
    };

    return td_exec (tx, "update document_paragraph set anchor = 'n' || cast(n as text) where anchor like 'p146.%'",
                    error)
           && td_journal_append (tx, &entry, NULL, error);
}

static void test_anchors (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = import (house, &english, ENGLISH, FALSE);
    g_autofree char *again = import (house, &french, FRENCH, FALSE);
    g_autoptr (GPtrArray) list = paragraphs (house, (Read){ .document = id });
    g_autoptr (GPtrArray) in_french = paragraphs (house, (Read){ .document = id, .language = "fr" });
    const TdLibraryParagraph *one = at (list, "p34");

    g_assert_cmpuint (list->len, ==, 6);
    g_assert_true (g_str_has_prefix (one->paragraph->text, "The State should free them"));
    g_assert_cmpstr (one->symbol, ==, "CMW/C/GHA/CO/1");
    g_assert_cmpstr (one->language, ==, "en");
    g_assert_cmpint (g_array_index (one->paragraph->articles, TdTag, 0).article, ==, 16);
    g_assert_cmpstr (at (list, "n5")->paragraph->text, ==, "A word without a number.");
    g_assert_cmpuint (at (list, "n5")->paragraph->articles->len, ==, 0);
    /* The number was there before. */
    g_assert_true (g_str_has_prefix (at (list, "n6")->paragraph->text, "A second list"));
    g_assert_cmpuint (in_french->len, ==, 2);
    g_assert_true (g_str_has_prefix (at (in_french, "p34")->paragraph->text, "L'État"));
}

/* Numbers with parts have anchors of their own; a document from before keeps to those that were given, and both names lead to a paragraph. */
static void test_anchors_of_parts (void)
{
    static const char
        *const numbers[] = { "146.", "146.1", "146.1.", "146.1.2)", "146.12345", "1.2.3.4.5", "(a)", "0.1" },
               *const wanted[] = { "p146", "p146.1", "n3", "p146.1.2", "n5", "n6", "n7", "n8" };
    static const TdLibraryEntry parts = { .symbol = "CMW/C/GHA/CO/3", .language = "en" },
                                in_french = { .symbol = "CMW/C/GHA/CO/3", .language = "fr" };
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) td_paragraph_free);
    g_autoptr (GPtrArray) anchors = NULL, whole = NULL, also = NULL, before = NULL, after = NULL, new_text = NULL;
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL, *french_id = NULL, *again = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
        TdParagraph *p = td_paragraph_new ();
        p->number = g_strdup (numbers[i]);
        p->text = g_strdup ("Words.");
        g_ptr_array_add (found, p);
    }
    anchors = td_library_anchors (found);
    whole = td_library_anchors_whole (found);
    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
        g_assert_cmpstr (anchors->pdata[i], ==, wanted[i]);
    g_assert_cmpstr (whole->pdata[0], ==, "p146");
    g_assert_cmpstr (whole->pdata[1], ==, "n2");
    g_assert_cmpint (td_library_anchor_number ("p146"), ==, 146);
    g_assert_cmpint (td_library_anchor_number ("p146.1"), ==, 0);
    g_assert_true (td_library_is_anchor ("p146.1") && td_library_is_anchor ("n2"));
    g_assert_false (td_library_is_anchor ("p146.") || td_library_is_anchor ("n1.2") || td_library_is_anchor ("p.1")
                    || td_library_is_anchor ("p"));

    id = import (house, &parts, "# Told\n\n146.1 First of it.\n\n146.2 Second of it.\n", FALSE);
    after = paragraphs (house, (Read){ .document = id });
    g_assert_true (g_str_has_prefix (at (after, "p146.2")->paragraph->text, "Second"));
    also = td_library_anchors_also (after);
    g_assert_null (also->pdata[0]);
    g_assert_cmpstr (also->pdata[1], ==, "n2");
    g_assert_cmpstr (also->pdata[2], ==, "n3");
    /* As it stood before such numbers had anchors. */
    td_store_write (house->instance->store, by_place_in, house->instance, &error);
    g_assert_no_error (error);
    before = paragraphs (house, (Read){ .document = id });
    g_clear_pointer (&also, g_ptr_array_unref);
    also = td_library_anchors_also (before);
    g_assert_cmpstr (((TdLibraryParagraph *) before->pdata[1])->anchor, ==, "n2");
    g_assert_cmpstr (also->pdata[1], ==, "p146.1");
    french_id = import (house, &in_french, "# Dit\n\n146.1 Le premier.\n\n146.2 Le second.\n", FALSE);
    again = import (house, &parts, "# Told\n\n146.1 First, put better.\n\n146.2 Second of it.\n", TRUE);
    new_text = paragraphs (house, (Read){ .document = id });
    g_assert_cmpstr (at (new_text, "n2")->paragraph->text, ==, "First, put better.");
    g_clear_pointer (&after, g_ptr_array_unref);
    after = paragraphs (house, (Read){ .document = id, .language = "fr" });
    g_assert_cmpstr (at (after, "n3")->paragraph->text, ==, "Le second.");
}

static void test_what_counts (void)
{
    const TdLibraryEntry report = { .symbol = "CMW/C/GHA/1", .language = "en", .day = "2013" };
    const TdLibraryEntry others = { .type = "nhri-document",
                                    .state = "GHA",
                                    .language = "en",
                                    .day = "2020-05",
                                    .title = "Of the commission",
                                    .body = "Commission of Ghana" };
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = import (house, &english, ENGLISH, FALSE);
    g_autofree char *same = import (house, &french, FRENCH, FALSE);
    g_autofree char *of_state = import (house, &report, OTHER, FALSE);
    g_autofree char *of_others = import (house, &others, OTHER "\n2. And article 16 of the Convention.\n", FALSE);
    g_autoptr (GError) error = NULL;

    /* One document in two languages counts once. */
    g_assert_cmpint (covered (house, "GHA", "committee", 16), ==, 2);
    g_assert_cmpint (covered (house, "GHA", "state", 25), ==, 1);
    g_assert_cmpint (covered (house, "GHA", "state", 16), ==, 0);
    g_assert_cmpint (covered (house, "GHA", "nhri", 16), ==, 1);
    g_assert_cmpint (covered (house, "PHL", "committee", 16), ==, 0);
    g_autoptr (GPtrArray) about = paragraphs (house, (Read){ .filter = { .state = "GHA" }, .article = 16 });
    g_assert_cmpuint (about->len, ==, 3);
    /* The newest first; each with its own articles. */
    g_assert_cmpstr (((TdLibraryParagraph *) about->pdata[0])->document, ==, of_others);
    g_assert_cmpstr (((TdLibraryParagraph *) about->pdata[1])->anchor, ==, "p33");
    for (guint i = 0; i < about->len; i++) {
        const TdParagraph *p = ((TdLibraryParagraph *) about->pdata[i])->paragraph;
        g_assert_cmpint (g_array_index (p->articles, TdTag, 0).article, ==, 16);
    }
    const TdLibraryFilter ghana = { .state = "GHA" }, in_french = { .state = "GHA", .language = "fr" },
                          second = { .state = "GHA", .limit = 1, .offset = 1 };
    g_autoptr (GPtrArray) list = td_library_list (house->instance, &ghana, &error);
    g_autoptr (GPtrArray) page = td_library_list (house->instance, &second, &error);
    gint64 n = 0;
    g_assert_cmpuint (list->len, ==, 3);
    g_assert_cmpstr (((TdLibraryDocument *) list->pdata[0])->id, ==, of_others);
    g_assert_cmpstr (((TdLibraryDocument *) list->pdata[0])->body, ==, "Commission of Ghana");
    g_assert_cmpuint (((TdLibraryDocument *) list->pdata[1])->languages->len, ==, 2);
    g_assert_cmpuint (page->len, ==, 1);
    g_assert_cmpstr (((TdLibraryDocument *) page->pdata[0])->id, ==, id);
    g_assert_true (td_library_count (house->instance, &in_french, &n, &error));
    g_assert_cmpint (n, ==, 1);
}

static void test_doubles (void)
{
    const TdLibraryEntry elsewhere = { .symbol = "CMW/C/GHA/CO/2", .language = "en" };
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = import (house, &english, ENGLISH, FALSE);
    g_autoptr (GError) error = NULL;

    g_assert_false (try_import (house, &secretariat, &elsewhere, ENGLISH, TRUE, NULL, &error));
    g_assert_nonnull (strstr (error->message, "The same file is CMW/C/GHA/CO/1 in English already."));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (try_import (house, &secretariat, &english, OTHER, FALSE, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_autoptr (TdLibraryDocument) before = td_library_get (house->instance, id, &error);
    const char *old = ((const TdLibraryLanguage *) before->languages->pdata[0])->sha256;
    g_autofree char *replaced = import (house, &english, OTHER, TRUE);
    g_autoptr (GPtrArray) list = paragraphs (house, (Read){ .document = id });
    g_assert_cmpstr (replaced, ==, id);
    g_assert_cmpuint (list->len, ==, 2);
    g_assert_false (td_blobs_has (house->instance->blobs, TD_BLOB_PUBLIC, old));
    g_assert_cmpint (covered (house, "GHA", "committee", 16), ==, 0);
}

struct put {
    TdInstance *instance;
    const TdText *text;
    char *id;
};

static gboolean put_in (TdTx *tx, gpointer data, GError **error)
{
    static const TdLibraryEntry entry = {
        .symbol = "CMW/C/GHA/CO/2", .cycle = 2, .title = "On Ghana", .day = "2027-04"
    };
    struct put *p = data;

    g_clear_pointer (&p->id, g_free);
    return td_library_put_text_in (tx, p->instance, &entry, p->text, &p->id, error);
}

static void test_written_here (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (TdText) text = td_text_new ("en");
    struct put put = { .instance = house->instance, .text = text };
    g_autoptr (GError) error = NULL;

    TdTextSection *section = td_text_add_section (text, NULL, "Recommendations", 1);
    td_text_add (section, TD_TEXT_NUMBERED, "The Committee asks the State to **register** every agency:");
    td_text_add (section, TD_TEXT_ITEM, "to publish the register, as article 16 of the Convention asks;");
    td_text_add (section, TD_TEXT_NUMBERED, "The Committee asks for inspections under article 25 of the Convention.");
    g_assert_true (td_store_write (house->instance->store, put_in, &put, &error));
    g_assert_no_error (error);
    g_autoptr (TdLibraryDocument) document = td_library_get (house->instance, "CMW/C/GHA/CO/2", &error);
    g_assert_cmpstr (document->id, ==, put.id);
    g_assert_cmpint (document->cycle, ==, 2);
    g_assert_cmpstr (document->type, ==, "concluding-observations");
    g_assert_null (((TdLibraryLanguage *) document->languages->pdata[0])->sha256);
    g_autoptr (GPtrArray) list = paragraphs (house, (Read){ .document = put.id });
    g_assert_cmpuint (list->len, ==, 4);
    g_assert_cmpstr (at (list, "p1")->paragraph->text, ==, "The Committee asks the State to register every agency:");
    g_assert_cmpstr (at (list, "n3")->paragraph->number, ==, "(a)");
    g_assert_cmpstr (at (list, "p2")->paragraph->heading, ==, "Recommendations");
    g_assert_cmpint (at (list, "p2")->paragraph->kind, ==, TD_PARAGRAPH_RECOMMENDATION);
    g_assert_cmpint (covered (house, "GHA", "committee", 25), ==, 1);
    g_free (put.id);
}

static void test_refused (void)
{
    static const TdLibraryEntry wrong[] = {
        { .symbol = "CMW/C/GHA/CO/", .language = "en" },
        { .symbol = "CMW//GHA", .language = "en" },
        { .symbol = "../CMW", .language = "en" },
        { .symbol = "OEA/1", .language = "en" }, /* of no type that is known */
        { .language = "en" },
        { .symbol = "CMW/C/GHA/CO/1", .type = "gossip" },
        { .symbol = "CMW/C/GHA/CO/1", .state = "PHL" },
        { .type = "nhri-document", .state = "XXX" },
        { .type = "nhri-document", .source = "rumour" },
        { .symbol = "CMW/C/GHA/CO/1", .day = "12.9.2014" },
        { .symbol = "CMW/C/GHA/CO/1", .language = "e" },
        { .symbol = "CMW/C/GHA/CO/1", .language = "en/../x" },
    };
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    gint64 n = -1;

    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
        refuse (house, &wrong[i], TD_ERROR_INPUT);
    g_assert_false (try_import (house, &nobody, &english, ENGLISH, FALSE, NULL, &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
    g_assert_true (td_library_count (house->instance, &(TdLibraryFilter){ 0 }, &n, &error));
    g_assert_cmpint (n, ==, 0);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/areas/library/at-its-symbol", test_at_its_symbol);
    g_test_add_func ("/areas/library/anchors", test_anchors);
    g_test_add_func ("/areas/library/anchors-of-parts", test_anchors_of_parts);
    g_test_add_func ("/areas/library/what-counts", test_what_counts);
    g_test_add_func ("/areas/library/doubles", test_doubles);
    g_test_add_func ("/areas/library/written-here", test_written_here);
    g_test_add_func ("/areas/library/refused", test_refused);
    return g_test_run ();
}
