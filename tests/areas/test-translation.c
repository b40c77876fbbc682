/* The workshop: proposing, translating, two at once, reviewing by another, showing in the library, taking off. */
#include "areas/library/library.h"
#include "areas/organisations/organisation.h"
#include "areas/translation/checks.h"
#include "areas/translation/exchange.h"
#include "areas/translation/translation-sql.h"
#include "base/base.h"
#include "base/limits.h"
#include "people-house.h"

#define SYMBOL "CMW/C/GHA/CO/9"

static const char *const text =
    "# A sample\n\n1. The State has 14 agencies. It shall not close them.\n\n2. See article 12.\n";

typedef struct {
    House *house;
    char *document, *organisation, *awa, *modou;
    TdViewer first, second;
} Shop;

static void shop_free (Shop *s)
{
    td_viewer_clear (&s->first);
    td_viewer_clear (&s->second);
    g_free (s->document);
    g_free (s->organisation);
    g_free (s->awa);
    g_free (s->modou);
    house_free (s->house);
    g_free (s);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shop, shop_free)

static void bring (Shop *s, const char *language, const char *words)
{
    const TdLibraryEntry entry = { .symbol = SYMBOL, .language = language };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    int fd = file_of (words);

    td_library_import (s->house->instance, &secretariat, &entry, fd, "co.md", FALSE, &id, &error);
    g_assert_no_error (error);
    close (fd);
    g_free (s->document);
    s->document = g_steal_pointer (&id);
}

static Shop *shop_new (void)
{
    const TdOrganisationFacts facts = { .name = "Union of Tests", .kind = "ngo", .visibility = "public" };
    Shop *s = g_new0 (Shop, 1);
    g_autoptr (GError) error = NULL;

    s->house = house_new (FALSE);
    bring (s, "en", text);
    s->awa = add (s->house, "awa@example.org", TD_ROLE_ORGANISATION, NULL);
    viewer_now (s->house, s->awa, &s->first);
    td_organisation_add (s->house->instance, &s->first, &facts, &s->organisation, NULL, &error);
    g_assert_no_error (error);
    td_viewer_clear (&s->first);
    td_organisation_decide (s->house->instance, &secretariat, s->organisation, TD_ORGANISATION_VERIFY, "Known.", NULL,
                            &error);
    g_assert_no_error (error);
    s->modou = add (s->house, "modou@example.org", TD_ROLE_ORGANISATION, NULL);
    viewer_now (s->house, s->awa, &s->first);
    viewer_now (s->house, s->modou, &s->second);
    return s;
}

static char *propose (Shop *s, const char *language)
{
    const TdTranslationWish wish = { .document = s->document, .language = language };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_translation_propose (s->house->instance, &s->first, &wish, &id, NULL, &error);
    g_assert_no_error (error);
    return id;
}

static TdSegmentSaved save (Shop *s, const TdViewer *who, const char *id, gint64 n, gint64 base, const char *words,
                            const char *excuse)
{
    const TdSegmentSave wish = { .base = base, .words = words, .excuse = excuse };
    g_autoptr (GError) error = NULL;
    TdSegmentSaved saved = TD_N_SAVED;

    td_translation_save (s->house->instance, who, id, n, &wish, &saved, &error);
    g_assert_no_error (error);
    return saved;
}

static TdSegment *segment (Shop *s, const char *id, gint64 n, GPtrArray **ret_versions)
{
    g_autoptr (GError) error = NULL;
    TdSegment *one = td_translation_segment (s->house->instance, id, n, ret_versions, &error);

    g_assert_no_error (error);
    return one;
}

static void assert_state (Shop *s, const char *id, gint64 n, TdSegmentState state, const char *words)
{
    g_autoptr (TdSegment) one = segment (s, id, n, NULL);

    g_assert_cmpstr (td_segment_state_word (one->state), ==, td_segment_state_word (state));
    g_assert_cmpstr (one->words, ==, words);
}

static void review (Shop *s, const TdViewer *who, const char *id, gint64 n, const char *reason)
{
    g_autoptr (TdSegment) one = segment (s, id, n, NULL);
    g_autoptr (GError) error = NULL;

    td_translation_review (s->house->instance, who, id, n, one->version, reason, &error);
    g_assert_no_error (error);
}

static void test_propose (void)
{
    g_autoptr (Shop) s = shop_new ();
    g_autofree char *id = propose (s, "Wolof");
    g_autoptr (GError) error = NULL;
    g_autofree char *none = NULL;
    g_autoptr (TdTranslation) t = td_translation_get (s->house->instance, &nobody, id, &error);
    const TdSegmentFilter all = { 0 };
    const TdTranslationWish again = { .document = s->document, .language = "wo" };
    const TdTranslationWish official = { .document = s->document, .language = "en" };
    const TdTranslationWish odd = { .document = s->document, .language = "<b>" };
    const char *field = NULL;
    static const char *const sources[] = { "A sample", "The State has 14 agencies.", "It shall not close them.",
                                           "See article 12." };

    g_assert_no_error (error);
    g_assert_cmpstr (t->language, ==, "wo");
    g_assert_cmpstr (t->organisation, ==, s->organisation);
    g_autoptr (GPtrArray) segments = td_translation_segments (s->house->instance, id, &all, &error);
    guint at = segments->len - G_N_ELEMENTS (sources); /* a title may stand before */
    for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
        g_assert_cmpstr (((const TdSegment *) segments->pdata[at + i])->source, ==, sources[i]);
    g_assert_cmpstr (((const TdSegment *) segments->pdata[at + 2])->paragraph, ==, "p1");
    g_assert_cmpstr (((const TdSegment *) segments->pdata[at + 2])->joint, ==, " ");
    g_assert_false (td_translation_propose (s->house->instance, &s->first, &again, &none, &field, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_translation_propose (s->house->instance, &s->first, &official, &none, &field, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_translation_propose (s->house->instance, &s->first, &odd, &none, &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "language");
    /* nobody, and somebody without an organisation */
    const TdTranslationWish quechua = { .document = s->document, .language = "qu" };
    g_assert_false (td_translation_propose (s->house->instance, &nobody, &quechua, &none, &field, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_translation_propose (s->house->instance, &s->second, &quechua, &none, &field, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

static void test_languages (void)
{
    static const struct {
        const char *typed, *tag;
    } rows[] = { { "Wolof", "wo" },
                 { "wolof", "wo" },
                 { "wo", "wo" },
                 { "Quechua", "qu" },
                 { "qu-pe", "qu-PE" },
                 { "ZH_hant", "zh-Hant" },
                 { "Amharic", "am" },
                 { "français", "fr" },
                 { "xyz", "xyz" },
                 { "es-419", "es-419" },
                 { "ca-valencia", "ca-valencia" },
                 { "w", NULL },
                 { "Nolanguage", NULL },
                 { "", NULL },
                 { "../x", NULL },
                 { "en--x", NULL } };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *tag = td_translation_language (rows[i].typed, NULL);
        g_assert_cmpstr (tag, ==, rows[i].tag);
    }
}

/* The sentence "The State has 14 agencies." */
static gint64 number_of (Shop *s, const char *id, const char *source)
{
    const TdSegmentFilter all = { 0 };
    g_autoptr (GPtrArray) segments = td_translation_segments (s->house->instance, id, &all, NULL);

    for (guint i = 0; i < segments->len; i++)
        if (g_str_equal (((const TdSegment *) segments->pdata[i])->source, source))
            return ((const TdSegment *) segments->pdata[i])->n;
    g_assert_not_reached ();
}

static void test_save_and_warn (void)
{
    g_autoptr (Shop) s = shop_new ();
    g_autofree char *id = propose (s, "fr");
    gint64 n = number_of (s, id, "The State has 14 agencies.");
    g_autoptr (GPtrArray) versions = NULL;

    g_assert_cmpint (save (s, &s->first, id, n, 0, "L’État a 41 agences.", NULL), ==, TD_SAVED_DRAFT);
    assert_state (s, id, n, TD_SEGMENT_DRAFT, "L’État a 41 agences.");
    g_assert_cmpint (save (s, &s->first, id, n, 1, "L’État a 41 agences.", "It was corrected since."), ==,
                     TD_SAVED_TRANSLATED);
    assert_state (s, id, n, TD_SEGMENT_TRANSLATED, "L’État a 41 agences.");
    g_autoptr (TdSegment) one = segment (s, id, n, &versions);
    g_assert_cmpstr (one->excuse, ==, "It was corrected since.");
    g_assert_cmpuint (versions->len, ==, 1); /* an answer alone is no new version */
    g_assert_cmpint (save (s, &s->first, id, n, 1, "L’État a 14 agences.", NULL), ==, TD_SAVED_TRANSLATED);
    g_autoptr (TdSegment) two = segment (s, id, n, NULL);
    g_assert_null (two->excuse);
    g_assert_cmpint (two->version, ==, 2);
    g_assert_cmpint (save (s, &s->first, id, n, 2, "", NULL), ==, TD_SAVED_EMPTY);
    assert_state (s, id, n, TD_SEGMENT_EMPTY, NULL);
}

static void test_two_at_once (void)
{
    g_autoptr (Shop) s = shop_new ();
    g_autofree char *id = propose (s, "wo");
    gint64 n = number_of (s, id, "See article 12.");
    g_autoptr (GPtrArray) versions = NULL;
    g_autoptr (GError) error = NULL;
    const char *beside = NULL;

    g_assert_cmpint (save (s, &s->first, id, n, 0, "Gisal matuwaay 12.", NULL), ==, TD_SAVED_TRANSLATED);
    g_assert_cmpint (save (s, &s->second, id, n, 0, "Seetal dogu 12.", NULL), ==, TD_SAVED_BESIDE);
    assert_state (s, id, n, TD_SEGMENT_TRANSLATED, "Gisal matuwaay 12.");
    g_autoptr (TdSegment) one = segment (s, id, n, &versions);
    g_assert_cmpint (one->beside, ==, 1);
    for (guint i = 0; i < versions->len; i++)
        if (((const TdSegmentVersion *) versions->pdata[i])->beside)
            beside = ((const TdSegmentVersion *) versions->pdata[i])->id;
    g_assert_nonnull (beside);
    g_assert_true (td_translation_choose (s->house->instance, &s->first, id, n, beside, TRUE, &error));
    g_assert_no_error (error);
    assert_state (s, id, n, TD_SEGMENT_TRANSLATED, "Seetal dogu 12.");
    /* they are their writer's words, whoever took them */
    g_autoptr (TdSegment) two = segment (s, id, n, NULL);
    g_assert_cmpstr (two->actor, ==, s->modou);
    g_assert_cmpint (two->beside, ==, 0);
    g_assert_false (td_translation_choose (s->house->instance, &s->first, id, n, beside, TRUE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    /* who saves what stands already loses nothing and makes nothing */
    g_assert_cmpint (save (s, &s->first, id, n, 0, "Seetal dogu 12.", NULL), ==, TD_SAVED_TRANSLATED);
}

static void test_review (void)
{
    g_autoptr (Shop) s = shop_new ();
    g_autofree char *id = propose (s, "wo");
    gint64 n = number_of (s, id, "See article 12.");
    g_autoptr (GError) error = NULL;
    const TdTranslationFilter mine = { .review_for = s->awa }, theirs = { .review_for = s->modou };

    g_assert_false (td_translation_review (s->house->instance, &s->second, id, n, 0, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT); /* nothing is there */
    save (s, &s->first, id, n, 0, "Gisal matuwaay 12.", NULL);
    g_autoptr (GPtrArray) for_me = td_translation_list (s->house->instance, &mine, NULL, &error);
    g_autoptr (GPtrArray) for_them = td_translation_list (s->house->instance, &theirs, NULL, &error);
    g_assert_cmpuint (for_me->len, ==, 0);
    g_assert_cmpuint (for_them->len, ==, 1);
    g_assert_false (td_translation_review (s->house->instance, &s->first, id, n, 1, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED); /* never by its translator */
    g_assert_false (td_translation_review (s->house->instance, &s->second, id, n, 7, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT); /* other words than were seen */
    g_assert_false (td_translation_review (s->house->instance, &nobody, id, n, 1, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    review (s, &s->second, id, n, "Say dogu.");
    assert_state (s, id, n, TD_SEGMENT_SENT_BACK, "Gisal matuwaay 12.");
    /* the same words again mend nothing */
    g_assert_cmpint (save (s, &s->first, id, n, 1, "Gisal matuwaay 12.", NULL), ==, TD_SAVED_DRAFT);
    assert_state (s, id, n, TD_SEGMENT_SENT_BACK, "Gisal matuwaay 12.");
    save (s, &s->first, id, n, 1, "Gisal dogu 12.", NULL);
    review (s, &s->second, id, n, NULL);
    assert_state (s, id, n, TD_SEGMENT_REVIEWED, "Gisal dogu 12.");
    /* other words want another review */
    save (s, &s->second, id, n, 2, "Seetal dogu 12.", NULL);
    assert_state (s, id, n, TD_SEGMENT_TRANSLATED, "Seetal dogu 12.");
    g_assert_false (td_translation_review (s->house->instance, &s->second, id, n, 3, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

static void test_library (void)
{
    g_autoptr (Shop) s = shop_new ();
    g_autofree char *id = propose (s, "wo");
    gint64 first = number_of (s, id, "The State has 14 agencies."),
           second = number_of (s, id, "It shall not close them.");
    g_autoptr (GError) error = NULL;
    g_autofree char *mark = NULL;
    g_autofree char *after = NULL;

    g_assert_false (td_translation_show (s->house->instance, &s->first, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    save (s, &s->first, id, first, 0, "Réew mi am na 14 kër.", NULL);
    review (s, &s->second, id, first, NULL);
    g_assert_false (td_translation_show (s->house->instance, &s->first, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT); /* half a paragraph is none */
    save (s, &s->first, id, second, 0, "Du leen tëj.", NULL);
    review (s, &s->second, id, second, NULL);
    g_assert_false (td_translation_show (s->house->instance, &s->second, id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED); /* of no organisation */
    g_assert_true (td_translation_set_credit (s->house->instance, &s->first, id, "Awa <Ndiaye>", &error));
    g_assert_true (td_translation_show (s->house->instance, &s->first, id, &error));
    g_assert_no_error (error);
    catch_up (s->house);
    {
        g_autoptr (TdLibraryDocument) d = NULL;
        g_autoptr (GPtrArray) paragraphs = NULL;
        g_assert_true (td_library_read (s->house->instance, s->document, "wo", &d, &paragraphs, &error));
        g_assert_cmpuint (paragraphs->len, ==, 1);
        const TdLibraryParagraph *one = paragraphs->pdata[0];
        g_assert_cmpstr (one->anchor, ==, "p1");
        g_assert_cmpstr (one->paragraph->text, ==, "Réew mi am na 14 kër. Du leen tëj.");
        const TdLibraryLanguage *l = td_library_in (d, "wo");
        mark = td_library_mark (l, "en");
        g_assert_cmpstr (
            mark, ==,
            "Unofficial translation by Awa <Ndiaye>, Union of Tests, reviewed by others who are not named. "
            "In part: 2 paragraphs are not translated yet.");
        g_assert_false (l->leads);
        g_assert_null (td_library_mark (td_library_in (d, "en"), "en"));
    }
    /* the official text takes its place, and is not replaced by it */
    bring (s, "wo", "# Misaal\n\n1. Réew mi.\n");
    g_autoptr (TdLibraryDocument) official = td_library_get (s->house->instance, s->document, &error);
    after = td_library_mark (td_library_in (official, "wo"), "en");
    g_assert_null (after);
    g_assert_false (td_translation_show (s->house->instance, &s->first, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static void test_take_off (void)
{
    g_autoptr (Shop) s = shop_new ();
    g_autofree char *id = propose (s, "wo");
    gint64 n = number_of (s, id, "See article 12.");
    g_autoptr (GError) error = NULL;
    g_autofree char *again = NULL;

    save (s, &s->first, id, n, 0, "Gisal dogu 12.", NULL);
    review (s, &s->second, id, n, NULL);
    g_assert_true (td_translation_show (s->house->instance, &s->first, id, &error));
    g_assert_false (td_translation_take_off (s->house->instance, &s->first, id, "I am angry.", &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_translation_take_off (s->house->instance, &secretariat, id, " ", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_translation_take_off (s->house->instance, &secretariat, id, "It insults people.", &error));
    g_assert_no_error (error);
    catch_up (s->house);
    g_autoptr (TdLibraryDocument) d = td_library_get (s->house->instance, s->document, &error);
    g_assert_null (td_library_in (d, "wo"));
    g_assert_null (td_translation_get (s->house->instance, &s->second, id, &error));
    assert_code (&error, TD_ERROR_GONE);
    g_autoptr (TdTranslation) own = td_translation_get (s->house->instance, &s->first, id, &error);
    g_assert_cmpstr (own->reason, ==, "It insults people.");
    const TdSegmentSave wish = { .base = 1, .words = "x" };
    TdSegmentSaved saved;
    g_assert_false (td_translation_save (s->house->instance, &s->first, id, n, &wish, &saved, &error));
    assert_code (&error, TD_ERROR_GONE);
    again = propose (s, "wo"); /* others may begin anew */
    g_assert_cmpstr (again, !=, id);
}

static void test_merged (void)
{
    g_autoptr (Shop) s = shop_new ();
    g_autofree char *id = propose (s, "wo");
    const TdOrganisationFacts facts = { .name = "Alliance of Everybody", .kind = "ngo", .visibility = "public" };
    g_autofree char *other = NULL;
    g_autoptr (GError) error = NULL;

    td_organisation_add (s->house->instance, &s->second, &facts, &other, NULL, &error);
    g_assert_no_error (error);
    td_organisation_merge (s->house->instance, &secretariat, s->organisation, other, "They are one.", &error);
    g_assert_no_error (error);
    g_autoptr (TdTranslation) t = td_translation_get (s->house->instance, &nobody, id, &error);
    g_assert_cmpstr (t->organisation, ==, other);
}

static gboolean put_machine (TdTx *tx, gpointer data, GError **error)
{
    const char *id = data;
    const TdClock clock = td_clock_real ();
    const TdJournalEntry entry = { "command", "translation.machine", "translation", id, NULL, FALSE, &clock };

    return td_segment_set_machine (tx, id, 2, "Palabras de una máquina.", error)
           && td_journal_append (tx, &entry, NULL, error);
}

/* Whatever a machine said: nothing is translated, nothing can be reviewed, nothing is shown or leaves. */
static void test_machine (void)
{
    g_autoptr (Shop) s = shop_new ();
    g_autofree char *id = propose (s, "es");
    g_autoptr (GError) error = NULL;
    const TdSegmentFilter to_do = { .to_do = TRUE }, to_review = { .review_for = s->modou };

    g_assert_true (td_store_write (s->house->instance->store, put_machine, id, &error));
    assert_state (s, id, 2, TD_SEGMENT_EMPTY, NULL);
    g_assert_false (td_translation_review (s->house->instance, &s->second, id, 2, 0, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_translation_show (s->house->instance, &s->first, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_autoptr (TdTranslation) t = td_translation_get (s->house->instance, &nobody, id, &error);
    g_autoptr (GPtrArray) left = td_translation_segments (s->house->instance, id, &to_do, &error);
    g_autoptr (GPtrArray) waits = td_translation_segments (s->house->instance, id, &to_review, &error);
    g_assert_cmpint (left->len, ==, td_translation_total (t));
    g_assert_cmpuint (waits->len, ==, 0);
    g_autoptr (GBytes) file = td_translation_export (s->house->instance, t, TD_UNITS_PO, NULL, &error);
    g_autofree char *written = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
    g_assert_null (strstr (written, "Palabras"));
    /* a person who saves them is the one whose words they are */
    g_assert_cmpint (save (s, &s->first, id, 2, 0, "Palabras de una máquina.", "They are right."), ==,
                     TD_SAVED_TRANSLATED);
    g_assert_false (td_translation_review (s->house->instance, &s->first, id, 2, 1, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

/* A file that went out before others wrote: what it did not touch changes nothing, what both touched stands beside. */
static void test_back (void)
{
    g_autoptr (Shop) s = shop_new ();
    g_autofree char *id = propose (s, "fr");
    g_autofree char *file = NULL;
    g_autoptr (GError) error = NULL;
    int taken = 0, beside = 0, fd;

    save (s, &s->first, id, 2, 0, "L’État a 14 agences.", NULL);
    save (s, &s->first, id, 3, 0, "Il ne les ferme pas.", NULL);
    save (s, &s->second, id, 2, 1, "Il y a 14 agences.", NULL);
    save (s, &s->second, id, 3, 1, "Il ne doit pas les fermer.", NULL);
    file = g_strdup ("msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n"
                     "msgctxt \"s2.1\"\nmsgid \"The State has 14 agencies.\"\nmsgstr \"L’État a 14 agences.\"\n\n"
                     "msgctxt \"s3.1\"\nmsgid \"It shall not close them.\"\nmsgstr \"Il ne les fermera pas.\"\n\n"
                     "msgctxt \"s4.0\"\nmsgid \"See article 12.\"\nmsgstr \"Voir l’article 12.\"\n\n"
                     "msgctxt \"s4.0\"\nmsgid \"Something else.\"\nmsgstr \"Autre chose.\"\n");
    fd = file_of (file);
    g_autoptr (TdImport) import = td_translation_import (s->house->instance, &s->first, id, fd, "back.po", &error);
    g_assert_no_error (error);
    close (fd);
    g_assert_cmpuint (import->changes->len, ==, 2);
    g_assert_cmpint (import->same, ==, 1);
    g_assert_cmpint (import->unknown, ==, 1);
    g_assert_cmpint (((const TdImportChange *) import->changes->pdata[0])->kind, ==, TD_CHANGE_CONFLICT);
    g_assert_cmpint (((const TdImportChange *) import->changes->pdata[1])->kind, ==, TD_CHANGE_NEW);
    g_assert_null (td_translation_import_get (s->house->instance, &s->second, id, import->id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_translation_import_take (s->house->instance, &s->first, id, import->id, &taken, &beside, &error));
    g_assert_cmpint (taken, ==, 1);
    g_assert_cmpint (beside, ==, 1);
    assert_state (s, id, 2, TD_SEGMENT_TRANSLATED, "Il y a 14 agences.");
    assert_state (s, id, 3, TD_SEGMENT_TRANSLATED, "Il ne doit pas les fermer.");
    assert_state (s, id, 4, TD_SEGMENT_TRANSLATED, "Voir l’article 12.");
    /* twice is once */
    g_assert_false (
        td_translation_import_take (s->house->instance, &s->first, id, import->id, &taken, &beside, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/areas/translation/propose", test_propose);
    g_test_add_func ("/areas/translation/languages", test_languages);
    g_test_add_func ("/areas/translation/save-and-warn", test_save_and_warn);
    g_test_add_func ("/areas/translation/two-at-once", test_two_at_once);
    g_test_add_func ("/areas/translation/review", test_review);
    g_test_add_func ("/areas/translation/library", test_library);
    g_test_add_func ("/areas/translation/take-off", test_take_off);
    g_test_add_func ("/areas/translation/merged", test_merged);
    g_test_add_func ("/areas/translation/machine", test_machine);
    g_test_add_func ("/areas/translation/back", test_back);
    return g_test_run ();
}
