#include "areas/translation/pack.h"

#include "areas/memory/glossary.h"
#include "areas/translation/exchange.h"
#include "base/csv-out.h"
#include "document/pack-file.h"
#include "document/writer.h"
#include "text/language.h"
#include "text/words.h"

#include <string.h>

static const TdUnitsFormat formats[] = { TD_UNITS_XLIFF, TD_UNITS_PO, TD_UNITS_CSV };
enum { MOST_MEMBERS = 8 };

/* ---- the page ---- */

static void add_steps (TdTextSection *section, const TdInstance *instance, const TdTranslation *t, const char *locale)
{
    static const char *const steps[] = {
        N_ ("Work in one of the files: the .xlf with a program for translators, the .po with Poedit or a text editor, "
            "the .csv with a "
            "spreadsheet. Change the translations alone; the ids say which sentence is which."),
        N_ ("Words in the glossary are the official ones. Use them where they are there in your language."),
        N_ ("To send it back, open the address below, choose the file and press the button. You see what would change "
            "before it is "
            "taken; what others wrote meanwhile is never replaced."),
    };
    g_autofree char *address = g_strdup_printf ("%s/%s/translation-files/%s", instance->address, locale, t->id);
    g_autoptr (GPtrArray) runs = td_text_runs_new ();
    TdTextParagraph *last;

    for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
        td_text_add (section, TD_TEXT_NUMBERED, td_words (locale, steps[i]));
    last = td_text_add (section, TD_TEXT_PLAIN, "");
    td_text_runs_add (last->runs, address, 0)->link = g_strdup (address);
}

static void add_sentences (TdTextSection *section, const GPtrArray *units, const TdTranslation *t, const char *locale)
{
    g_autofree char *from = td_language_name (t->source, locale);
    g_autofree char *to = td_language_name (t->language, locale);
    const char *const heads[] = { from, to, NULL };
    static const char *const empty[] = { "", "", NULL };

    td_text_add_row (section, TRUE, heads);
    for (guint i = 0; i < units->len; i++) {
        const TdUnit *unit = units->pdata[i];
        const TdUnitTarget *target = td_unit_target_in (unit, t->language);
        const char *texts[] = { unit->source, target != NULL && target->texts->len > 0 ? target->texts->pdata[0] : "" };
        TdTextParagraph *row = td_text_add_row (section, FALSE, empty);
        for (gsize c = 0; c < G_N_ELEMENTS (texts); c++)
            if (*texts[c] != '\0')
                td_text_runs_add (row->cells->pdata[c], texts[c], 0);
    }
}

static GBytes *page_of (const TdInstance *instance, const TdTranslation *t, const GPtrArray *units, const char *locale,
                        GError **error)
{
    g_autoptr (TdText) text = td_text_new (locale);
    g_autofree char *program = td_instance_writer_path ();
    g_autofree char *name = td_language_name (t->language, locale);

    text->title = g_strdup (t->title);
    text->subtitle =
        td_words_fill (td_words (locale, N_ ("A translation into {language}, to take along")), "language", name, NULL);
    text->address = g_strdup (instance->address);
    add_steps (td_text_add_section (text, NULL, td_words (locale, N_ ("How to work with this")), 1), instance, t,
               locale);
    add_sentences (td_text_add_section (text, NULL, td_words (locale, N_ ("The sentences")), 1), units, t, locale);
    td_text_number (text);
    return td_text_write (program, text, TD_FILE_HTML, error);
}

/* ---- the glossary ---- */

/* All words of each term that is there in the source's language: its own, and those of the target's, else of all languages. */
static GBytes *glossary_of (TdInstance *instance, const TdTranslation *t, GError **error)
{
    g_autoptr (TdGlossary) glossary = td_glossary_load (instance, error);
    const GPtrArray *terms = glossary != NULL ? td_glossary_terms (glossary) : NULL;
    GString *out = g_string_new ("\"term\",\"language\",\"word\",\"status\"\n");

    for (guint i = 0; terms != NULL && i < terms->len; i++) {
        const TdGlossaryTerm *term = terms->pdata[i];
        const char *name = td_glossary_term_in (term, t->source);
        gboolean there = td_glossary_term_in (term, t->language) != NULL;
        for (guint w = 0; name != NULL && w < term->words->len; w++) {
            const TdGlossaryWord *word = term->words->pdata[w];
            if (there && !g_str_equal (word->language, t->language))
                continue;
            td_csv_put (out, name);
            g_string_append_c (out, ',');
            td_csv_put (out, word->language);
            g_string_append_c (out, ',');
            td_csv_put (out, word->text);
            g_string_append_c (out, ',');
            td_csv_put (out, td_term_status_word (word->status));
            g_string_append_c (out, '\n');
        }
    }
    if (terms != NULL)
        return g_string_free_to_bytes (out);
    g_string_free (out, TRUE);
    return NULL;
}

/* ---- all of it ---- */

typedef struct {
    TdPackMember members[MOST_MEMBERS];
    char *names[MOST_MEMBERS];
    gsize n;
} Pack;

static void pack_clear (Pack *pack)
{
    for (gsize i = 0; i < pack->n; i++) {
        g_free (pack->names[i]);
        g_bytes_unref (pack->members[i].bytes);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pack, pack_clear)

static gboolean put (Pack *pack, char *take_name, GBytes *take_bytes)
{
    if (take_bytes == NULL) {
        g_free (take_name);
        return FALSE;
    }
    pack->names[pack->n] = take_name;
    pack->members[pack->n++] = (TdPackMember){ take_name, take_bytes };
    return TRUE;
}

GBytes *td_translation_pack (TdInstance *instance, const TdTranslation *t, const char *locale, char **ret_name,
                             GError **error)
{
    g_autofree char *program = td_instance_writer_path ();
    g_autofree char *stem = td_translation_stem (instance, t);
    g_autoptr (GPtrArray) units = td_translation_units (instance, t, error);
    g_auto (Pack) pack = { 0 };
    GBytes *zip;

    if (units == NULL
        || !put (&pack, g_strdup_printf ("%s/read-me.html", stem), page_of (instance, t, units, locale, error)))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
        char *name = NULL;
        GBytes *bytes = td_translation_export (instance, t, formats[i], &name, error);
        g_autofree char *file = name;
        if (!put (&pack, g_strdup_printf ("%s/%s", stem, file != NULL ? file : ""), bytes))
            return NULL;
    }
    if (!put (&pack, g_strdup_printf ("%s/glossary.csv", stem), glossary_of (instance, t, error)))
        return NULL;
    zip = td_pack_write (program, pack.members, pack.n, error);
    if (zip != NULL)
        *ret_name = g_strdup_printf ("%s.zip", stem);
    return zip;
}
