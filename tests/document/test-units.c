/* Files of translators: what is written is read again, whole; what others write is read; what is broken says where and what to do. */
#include "base/errors.h"
#include "document/units-private.h"
#include "document/writer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int file_of_bytes (const char *bytes, gsize size)
{
    int fd = memfd_create ("units", MFD_CLOEXEC);

    g_assert_cmpint (fd, >=, 0);
    g_assert_cmpint (write (fd, bytes, size), ==, (ssize_t) size);
    return fd;
}

static GPtrArray *read_bytes (const char *bytes, gsize size, TdUnitsHead *ret_head, GError **error)
{
    int fd = file_of_bytes (bytes, size);
    GPtrArray *units = td_units_read_all (g_getenv ("TD_READER"), fd, 1000, ret_head, error);

    close (fd);
    return units;
}

static char *dump (const TdUnit *unit)
{
    json_t *json = td_unit_to_json (unit);
    char *text = json_dumps (json, JSON_INDENT (1) | JSON_SORT_KEYS);
    char *copy = g_strdup (text);

    free (text);
    json_decref (json);
    return copy;
}

/* ---- round trips ---- */

static TdUnit *unit (const char *id, const char *source, const char *plural, const char *const *texts,
                     TdUnitState state)
{
    TdUnit *u = td_unit_new ();
    TdUnitTarget *target = td_unit_target (u, "fr");

    td_unit_set (&u->id, id);
    td_unit_set (&u->language, "en");
    td_unit_set (&u->source, source);
    td_unit_set (&u->plural, plural);
    target->state = state;
    for (; *texts != NULL; texts++)
        td_unit_target_add (target, *texts, NULL);
    return u;
}

#define TEXTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* What translators' texts hold: signs of markup, quotes, ends of lines, blanks at the ends, signs of formulas, right to left, nothing. */
static GPtrArray *hard_units (void)
{
    GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify) td_unit_free);
    TdUnit *noted;

    g_ptr_array_add (units, unit ("a", "Rights & <duties> of \"all\"", NULL, TEXTS ("Droits & <devoirs> de « tous »"),
                                  TD_UNIT_TRANSLATED));
    g_ptr_array_add (
        units, unit ("b", "  two\nlines\t\\ and \\n ", NULL, TEXTS ("  deux\nlignes\t\\ et \\n "), TD_UNIT_REVIEWED));
    g_ptr_array_add (units, unit ("c", "=1+1", NULL, TEXTS ("'=1+1"), TD_UNIT_FINAL));
    g_ptr_array_add (units, unit ("d", "Not yet", NULL, TEXTS (""), TD_UNIT_INITIAL));
    g_ptr_array_add (units, unit ("e", "Doubtful", NULL, TEXTS ("Douteux"), TD_UNIT_INITIAL));
    g_ptr_array_add (units, unit ("f", "حقوق العمال", NULL, TEXTS ("移徙工人的权利"), TD_UNIT_TRANSLATED));
    g_ptr_array_add (units, unit ("g", "{n} State", "{n} States", TEXTS ("{n} État", "{n} États"), TD_UNIT_TRANSLATED));
    noted = unit ("h", "Noted", NULL, TEXTS ("Annoté"), TD_UNIT_TRANSLATED);
    td_unit_set (&noted->context, "menu|file");
    td_unit_add_note (noted, "note", "by a translator");
    td_unit_add_note (noted, "developer", "of a button");
    td_unit_add_note (noted, "reference", "src/a.c:12 src/b.c:3");
    td_unit_add_note (noted, "flag", "c-format");
    td_unit_add_note (noted, "previous", "msgid \"Old\"");
    g_ptr_array_add (units, noted);
    return units;
}

static char *written (TdUnitsFormat format, const GPtrArray *units)
{
    const TdUnitsHead head = { .format = format, .from = (char *) "en", .to = (char *) "fr" };
    GString *out = g_string_new (NULL);

    td_units_begin (out, &head);
    for (guint i = 0; i < units->len; i++)
        td_units_put (out, &head, units->pdata[i], (int) i + 1);
    td_units_end (out, &head);
    return g_string_free (out, FALSE);
}

/* Units as they come back from a format that has no ids (PO). */
static void without_ids (GPtrArray *units)
{
    for (guint i = 0; i < units->len; i++)
        td_unit_set (&((TdUnit *) units->pdata[i])->id, NULL);
}

static void test_round_trip (gconstpointer data)
{
    TdUnitsFormat format = (TdUnitsFormat) GPOINTER_TO_INT (data);
    g_autoptr (GPtrArray) units = hard_units (), back = NULL;
    g_auto (TdUnitsHead) head = { 0 };
    g_autofree char *file = NULL;
    g_autoptr (GError) error = NULL;

    if (format == TD_UNITS_PO)
        without_ids (units);
    file = written (format, units);
    back = read_bytes (file, strlen (file), &head, &error);
    g_assert_no_error (error);
    g_assert_cmpint (head.format, ==, format);
    g_assert_cmpuint (back->len, ==, units->len);
    for (guint i = 0; i < units->len; i++) {
        g_autofree char *before = dump (units->pdata[i]), *after = dump (back->pdata[i]);
        g_assert_cmpstr (after, ==, before);
    }
}

/* GNU gettext has nothing to say against a PO file of ours, plural forms included. */
static void test_gettext (void)
{
    g_autoptr (GPtrArray) units = hard_units ();
    g_autofree char *file = written (TD_UNITS_PO, units), *folder = g_dir_make_tmp ("treatydesk-po-XXXXXX", NULL),
                    *path = g_build_filename (folder, "fr.po", NULL), *said = NULL;
    char *words[] = { (char *) "msgfmt", (char *) "-c", (char *) "-o", (char *) "/dev/null", path, NULL };
    g_autoptr (GError) error = NULL;
    int status = -1;

    g_assert_true (g_file_set_contents (path, file, -1, &error));
    g_spawn_sync (NULL, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &said, &status, &error);
    g_assert_no_error (error);
    if (status != 0)
        g_error ("msgfmt says: %s", said);
    g_unlink (path);
    g_rmdir (folder);
}

/* A memory has pairs: plural forms become pairs of their own. */
static void test_tmx (void)
{
    g_autoptr (GPtrArray) units = hard_units (), back = NULL;
    g_auto (TdUnitsHead) head = { 0 };
    g_autofree char *file = written (TD_UNITS_TMX, units);
    g_autoptr (GError) error = NULL;

    back = read_bytes (file, strlen (file), &head, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (back->len, ==, units->len + 1);
    for (guint i = 0, k = 0; i < units->len; i++, k++) {
        const TdUnit *one = units->pdata[i];
        g_autofree char *before = NULL, *after = dump (back->pdata[k]);
        if (one->plural != NULL) {
            g_assert_cmpstr (((TdUnit *) back->pdata[++k])->source, ==, one->plural);
            continue;
        }
        before = dump (one);
        g_assert_cmpstr (after, ==, before);
    }
}

static void test_tbx (void)
{
    TdUnit *concept = td_unit_new ();
    g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) td_unit_free), back = NULL;
    g_auto (TdUnitsHead) head = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *file = NULL, *before = NULL, *after = NULL;

    g_ptr_array_add (units, concept);
    td_unit_set (&concept->id, "migrant-worker");
    td_unit_add_note (concept, "subject", "Convention");
    td_unit_add_note (concept, "definition", "A person who <works> & moves.");
    td_unit_add_note (concept, "note", "article 2");
    td_unit_target_add (td_unit_target (concept, "en"), "migrant worker", "preferred");
    td_unit_target_add (td_unit_target (concept, "en"), "illegal", "forbidden");
    td_unit_target_add (td_unit_target (concept, "ar"), "العامل المهاجر", "preferred");
    td_unit_target_add (td_unit_target (concept, "ar"), "العاملة المهاجرة", "admitted");
    td_unit_target (concept, "en")->state = td_unit_target (concept, "ar")->state = TD_UNIT_FINAL;
    file = written (TD_UNITS_TBX, units);
    back = read_bytes (file, strlen (file), &head, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (back->len, ==, 1);
    before = dump (concept);
    after = dump (back->pdata[0]);
    g_assert_cmpstr (after, ==, before);
}

/* A DOCX keeps what a table of two columns can: texts, in order, and the languages. */
static void test_docx (void)
{
    g_autoptr (GPtrArray) units = hard_units (), back = NULL;
    const TdUnitsHead written_head = { .format = TD_UNITS_DOCX, .from = (char *) "en", .to = (char *) "fr" };
    g_autoptr (TdText) text = td_units_text ("To translate", &written_head, units);
    g_auto (TdUnitsHead) head = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) file = td_text_write (g_getenv ("TD_WRITER"), text, TD_FILE_DOCX, &error);

    g_assert_no_error (error);
    back = read_bytes (g_bytes_get_data (file, NULL), g_bytes_get_size (file), &head, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (head.from, ==, "en");
    g_assert_cmpstr (head.to, ==, "fr");
    g_assert_cmpuint (back->len, ==, units->len);
    for (guint i = 0; i < units->len; i++) {
        const TdUnit *a = units->pdata[i], *b = back->pdata[i];
        const TdUnitTarget *x = a->targets->pdata[0], *y = b->targets->pdata[0];
        if (strchr (a->source, '\n') != NULL)
            continue; /* ends of lines are blanks there */
        g_assert_cmpstr (a->source, ==, b->source);
        g_assert_cmpstr (x->texts->pdata[0], ==, y->texts->pdata[0]);
    }
}

/* ---- what others write ---- */

static TdUnit *only (const char *file)
{
    g_auto (TdUnitsHead) head = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) units = read_bytes (file, strlen (file), &head, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (units->len, ==, 1);
    return g_ptr_array_steal_index (units, 0);
}

static const char *target_in (const TdUnit *u, const char *language)
{
    const TdUnitTarget *t = td_unit_target_in (u, language);

    g_assert_nonnull (t);
    return t->texts->pdata[0];
}

static void test_others (void)
{
    g_autoptr (TdUnit) tmx =
        only ("<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header "
              "srclang=\"FR-fr\"/><body><tu>"
              "<note>n</note><tuv xml:lang=\"en\"><seg>a <bpt i=\"1\">&lt;b&gt;</bpt>bold<ept i=\"1\">&lt;/b&gt;</ept> "
              "<hi>word</hi></seg></tuv>"
              "<tuv xml:lang=\"fr\"><seg>un mot</seg></tuv><tuv lang=\"ar\"><seg>كلمة</seg></tuv></tu></body></tmx>");
    g_autoptr (TdUnit) old = only ("<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file "
                                   "source-language=\"en\" target-language=\"es\" "
                                   "original=\"x\" datatype=\"plaintext\"><body><trans-unit id=\"7\" "
                                   "approved=\"yes\"><source>One <g id=\"1\">word</g></source>"
                                   "<target state=\"translated\">Una palabra</target><note "
                                   "from=\"developer\">d</note><alt-trans><target>No</target></alt-trans>"
                                   "</trans-unit></body></file></xliff>");
    g_autoptr (TdUnit) tbx = only ("<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" "
                                   "xmlns=\"urn:iso:std:iso:30042:ed-2\"><text><body><conceptEntry id=\"c1\">"
                                   "<langSec xml:lang=\"en\"><termSec><term>border</term><termNote "
                                   "type=\"administrativeStatus\">admittedTerm-admn-sts</termNote>"
                                   "</termSec></langSec></conceptEntry></body></text></tbx>");
    g_autoptr (TdUnit) csv = only ("en;fr\r\n\"One; two\";Un\r\n");

    g_assert_cmpstr (tmx->source, ==, "un mot");
    g_assert_cmpstr (target_in (tmx, "en"), ==, "a bold word");
    g_assert_cmpstr (target_in (tmx, "ar"), ==, "كلمة");
    g_assert_cmpstr (old->source, ==, "One word");
    g_assert_cmpstr (target_in (old, "es"), ==, "Una palabra");
    g_assert_cmpint (td_unit_target_in (old, "es")->state, ==, TD_UNIT_FINAL);
    g_assert_cmpstr (td_unit_note (old, "developer"), ==, "d");
    g_assert_cmpstr (td_unit_target_in (tbx, "en")->marks->pdata[0], ==, "admitted");
    g_assert_cmpstr (csv->source, ==, "One; two");
    g_assert_cmpstr (target_in (csv, "fr"), ==, "Un");
}

static void test_utf16 (void)
{
    g_autoptr (GError) error = NULL;
    g_auto (TdUnitsHead) head = { 0 };
    gsize size = 0;
    g_autofree char *file = g_convert (
        "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-16\"?><tmx version=\"1.4\"><header srclang=\"en\"/><body><tu>"
        "<tuv xml:lang=\"en\"><seg>é</seg></tuv><tuv xml:lang=\"ru\"><seg>ж</seg></tuv></tu></body></tmx>",
        -1, "UTF-16LE", "UTF-8", NULL, &size, &error);
    g_autoptr (GPtrArray) units = NULL;

    g_assert_no_error (error);
    units = read_bytes (file, size, &head, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (units->len, ==, 1);
    g_assert_cmpstr (target_in (units->pdata[0], "ru"), ==, "ж");
}

static void test_po (void)
{
    const char *file =
        "# head\nmsgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: fr\\n\"\n\n"
        "#, fuzzy, c-format\n#| msgid \"Old\"\nmsgctxt \"c\"\nmsgid \"New\"\nmsgstr \"Nouveau\"\n"
        "msgid \"\"\n\"a\"\n\"b\"\nmsgstr \"ab\"\n#~ msgid \"gone\"\n#~ msgstr \"parti\"\nmsgid \"last\"\nmsgstr "
        "\"\"\n";
    g_auto (TdUnitsHead) head = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) units = read_bytes (file, strlen (file), &head, &error);
    const TdUnit *u;

    g_assert_no_error (error);
    g_assert_cmpstr (head.to, ==, "fr");
    g_assert_cmpuint (units->len, ==, 4);
    u = units->pdata[0];
    g_assert_cmpstr (u->context, ==, "c");
    g_assert_cmpint (td_unit_target_in (u, "fr")->state, ==, TD_UNIT_INITIAL);
    g_assert_cmpstr (td_unit_note (u, "flag"), ==, "c-format");
    g_assert_cmpstr (td_unit_note (u, "previous"), ==, "msgid \"Old\"");
    g_assert_cmpstr (((TdUnit *) units->pdata[1])->source, ==, "ab");
    g_assert_true (((TdUnit *) units->pdata[2])->obsolete);
    g_assert_false (((TdUnit *) units->pdata[3])->obsolete);
}

/* ---- what is broken ---- */

static void assert_refused (const char *bytes, gsize size, const char *says, const char *also)
{
    g_auto (TdUnitsHead) head = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) units = read_bytes (bytes, size, &head, &error);

    g_assert_null (units);
    g_assert_error (error, TD_UNITS_ERROR, TD_ERROR_INPUT);
    if (strstr (error->message, says) == NULL || strstr (error->message, also) == NULL)
        g_error ("“%s” does not say “%s” and “%s”", error->message, says, also);
}

#define REFUSED(bytes, says, also) assert_refused (bytes, sizeof bytes - 1, says, also)

static void test_broken (void)
{
    REFUSED ("", "no unit", "Choose");
    REFUSED ("Just words, and no table\n", "which column", "source");
    REFUSED ("<html><body/></html>", "no file of translations", "XLIFF");
    REFUSED ("\x89PNG\r\n\x1a\n\0\0\0", "no file of translations", "XLIFF");
    REFUSED (
        "<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n<tu><tuv xml:lang=\"en\"><seg>a</tuv></tu></body></tmx>",
        "Line 2", "mend");
    REFUSED ("<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n\n<tu><tuv xml:lang=\"en\"><seg>a</seg></tuv>",
             "Line 3", "mend");
    REFUSED ("msgid \"a\"\nmsgstr \"b\n", "Line 2", "mend");
    REFUSED ("msgid \"a\"\nmsgid \"b\"\nmsgstr \"c\"\n", "Line 2", "mend");
    REFUSED ("source,target\n\"a,b\n", "Line 2", "mend");
}

/* PO files that say one encoding and are in another, or are in one that is not read. */
static void test_encodings (void)
{
    REFUSED ("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\nmsgid \"a\"\nmsgstr \"\xE9\"\n",
             "ISO-8859-1", "msgconv --to-code=UTF-8");
    REFUSED ("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"a\"\nmsgstr \"\xE9t\xE9\"\n",
             "Line 5", "msgconv --to-code=UTF-8");
    REFUSED ("source,target\na,\xFF\n", "Line 2", "UTF-8");
    REFUSED ("<?xml version=\"1.0\" encoding=\"KOI8-R\"?><tmx/>", "KOI8-R", "UTF-8");
    REFUSED ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu><tuv "
             "xml:lang=\"en\"><seg>\xE9"
             "</seg></tuv></tu></body></tmx>",
             "Line 2", "UTF-8");
}

/* Entities that grow without end, in each way to declare one. */
static void test_entities (void)
{
    static const char *const declarations[] = {
        "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">",
        "<!ENTITY % p \"x\">",
        "<!ENTITY f SYSTEM \"file:///etc/passwd\">",
        "<!ENTITY g PUBLIC \"p\" \"http://127.0.0.1:1/x\">",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (declarations); i++) {
        g_autofree char *file =
            g_strdup_printf ("<!DOCTYPE tmx [\n%s]>\n<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu>"
                             "<tuv xml:lang=\"en\"><seg>&b;</seg></tuv></tu></body></tmx>",
                             declarations[i]);
        assert_refused (file, strlen (file), "entity", "Line");
    }
    REFUSED ("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><tmx version=\"1.4\"><header srclang=\"en\"/><body><tu><tuv "
             "xml:lang=\"en\"><seg>&nbsp;</seg>"
             "</tuv></tu></body></tmx>",
             "entity", "Line");
    REFUSED ("<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu><tuv "
             "xml:lang=\"en\"><seg>&nbsp;</seg></tuv></tu></body></tmx>",
             "entity", "Line");
}

/* One text without end in each format that could hold one. */
static void test_endless (void)
{
    static const struct {
        const char *before, *after;
    } files[] = {
        { "<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu><tuv xml:lang=\"en\"><seg>",
          "</seg></tuv></tu></body></tmx>" },
        { "msgid \"a\"\nmsgstr \"", "\"\n" },
        { "source,target\na,\"", "\"\n" },
    };
    g_autofree char *many = g_strnfill (3 * 1024 * 1024, 'x');

    for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
        g_autofree char *file = g_strconcat (files[i].before, many, files[i].after, NULL);
        assert_refused (file, strlen (file), "too large", "Cut");
    }
}

/* A long memory goes through in pieces: more units than a cell's memory could hold at once, and the first ones are there before the last. */
static gboolean count_units (G_GNUC_UNUSED const TdUnitsHead *head, const TdUnit *one, int line, gpointer data,
                             G_GNUC_UNUSED GError **error)
{
    gint64 *n = data;

    g_assert_cmpint (line, ==, *n + 2);
    g_assert_cmpuint (one->targets->len, ==, 1);
    return ++*n > 0;
}

static void test_streams (void)
{
    enum { UNITS = 200, TEXT = 20 * 1024, BETWEEN = 700 * 1024 }; /* 145 MB: more than the cell may have */
    g_autofree char *text = g_strnfill (TEXT, 'x'), *between = g_strnfill (BETWEEN, '.'), *tu = NULL;
    int fd = memfd_create ("long", MFD_CLOEXEC);
    const char *head = "<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n", *end = "</body></tmx>";
    gint64 n = 0;
    g_autoptr (GError) error = NULL;

    tu = g_strdup_printf (
        "<tu><tuv xml:lang=\"en\"><seg>%s</seg></tuv><tuv xml:lang=\"fr\"><seg>%s</seg></tuv></tu><!--%s-->\n", text,
        text, between);
    g_assert_cmpint (write (fd, head, strlen (head)), >, 0);
    for (int i = 0; i < UNITS; i++)
        g_assert_cmpint (write (fd, tu, strlen (tu)), ==, (ssize_t) strlen (tu));
    g_assert_cmpint (write (fd, end, strlen (end)), >, 0);
    g_assert_true (td_units_read (g_getenv ("TD_READER"), fd, count_units, &n, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpint (n, ==, UNITS);
    close (fd);
}

/* ---- a reader that was taken over ---- */

static void assert_distrusted (const char *const *records)
{
    TdUnitsReading r = { 0 };
    g_autoptr (GError) error = NULL;
    gboolean taken = TRUE;

    for (; *records != NULL && taken; records++)
        taken = td_units_take (*records, strlen (*records), &r, &error);
    g_assert_false (taken && r.ended);
    g_assert_nonnull (error);
    td_units_head_clear (&r.head);
}

#define HEAD "{\"record\":\"head\",\"format\":\"po\",\"from\":null,\"to\":null,\"header\":null}"
#define UNIT(texts)                                                                                                    \
    "{\"record\":\"unit\",\"line\":1,\"unit\":{\"id\":null,\"context\":null,\"language\":null,\"source\":\"a\","       \
    "\"plural\":null,\"obsolete\":"                                                                                    \
    "false,\"targets\":[{\"language\":null,\"state\":\"final\",\"texts\":[" texts "],\"marks\":[]}],\"notes\":[]}}"

static void test_taken_over (void)
{
    assert_distrusted (TEXTS ("{}"));
    assert_distrusted (TEXTS (UNIT ("\"b\"")));
    assert_distrusted (TEXTS (HEAD, HEAD));
    assert_distrusted (TEXTS (HEAD, UNIT ("7")));
    assert_distrusted (TEXTS (HEAD, UNIT ("\"\\u0007\"")));
    assert_distrusted (TEXTS (HEAD, UNIT ("\"b\""), "{\"record\":\"end\",\"units\":2,\"codes\":0}"));
    assert_distrusted (TEXTS ("{\"record\":\"error\",\"error\":\"evil\",\"line\":1,\"detail\":null}"));
    assert_distrusted (TEXTS ("{\"record\":\"head\",\"format\":\"exe\",\"from\":null,\"to\":null,\"header\":null}"));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_data_func ("/units/round-trip/xliff", GINT_TO_POINTER (TD_UNITS_XLIFF), test_round_trip);
    g_test_add_data_func ("/units/round-trip/po", GINT_TO_POINTER (TD_UNITS_PO), test_round_trip);
    g_test_add_data_func ("/units/round-trip/csv", GINT_TO_POINTER (TD_UNITS_CSV), test_round_trip);
    g_test_add_func ("/units/gettext", test_gettext);
    g_test_add_func ("/units/round-trip/tmx", test_tmx);
    g_test_add_func ("/units/round-trip/tbx", test_tbx);
    g_test_add_func ("/units/round-trip/docx", test_docx);
    g_test_add_func ("/units/others", test_others);
    g_test_add_func ("/units/utf-16", test_utf16);
    g_test_add_func ("/units/po", test_po);
    g_test_add_func ("/units/broken", test_broken);
    g_test_add_func ("/units/encodings", test_encodings);
    g_test_add_func ("/units/entities", test_entities);
    g_test_add_func ("/units/endless", test_endless);
    g_test_add_func ("/units/streams", test_streams);
    g_test_add_func ("/units/taken-over", test_taken_over);
    return g_test_run ();
}
