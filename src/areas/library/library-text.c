#include "areas/library/library-text.h"

#include "text/words.h"

#include <string.h>

/* "(a)", "(iv)" as printed. */
static gboolean is_item (const char *number)
{
    return number != NULL && number[0] == '(' && number[strlen (number) - 1] == ')';
}

static void put_cells (TdTextParagraph *row, const char *text)
{
    g_auto (GStrv) cells = g_strsplit (text, " | ", -1);

    for (gsize i = 0; cells[i] != NULL; i++) {
        GPtrArray *runs = td_text_runs_new ();
        if (*cells[i] != '\0')
            td_text_runs_add (runs, cells[i], 0);
        g_ptr_array_add (row->cells, runs);
    }
}

static TdTextParagraph *add (TdTextSection *section, const TdParagraph *p)
{
    TdTextKind kind = p->number == NULL ? TD_TEXT_PLAIN : is_item (p->number) ? TD_TEXT_ITEM : TD_TEXT_NUMBERED;
    TdTextParagraph *made;

    if (p->kind == TD_PARAGRAPH_TABLE) {
        static const char *const none[] = { NULL };
        made = td_text_add_row (section, FALSE, none);
        put_cells (made, p->text);
        return made;
    }
    made = td_text_add (section, kind, "");
    if (*p->text != '\0')
        td_text_runs_add (made->runs, p->text, 0);
    made->number = g_strdup (p->number);
    return made;
}

static TdTextSection *begin_section (TdText *text, const TdLibraryParagraph *one)
{
    const TdParagraph *p = one->paragraph;
    g_autofree char *title = p->number != NULL ? g_strdup_printf ("%s %s", p->number, p->text) : g_strdup (p->text);

    return td_text_add_section (text, one->anchor, title, CLAMP (p->level, 1, 6));
}

TdText *td_library_text (const TdInstance *instance, const TdLibraryDocument *d, const TdLibraryLanguage *l,
                         const GPtrArray *paragraphs)
{
    TdText *text = td_text_new (l->language);
    TdTextSection *section = NULL;

    text->title = g_strdup (l->title != NULL ? l->title : td_library_title (d, l->language));
    text->symbol = d->symbol != NULL ? td_library_symbol_words (d->symbol) : NULL;
    text->author = g_strdup (d->body);
    text->date = d->day != NULL ? td_words_date (l->language, d->day) : NULL;
    text->marking = td_library_mark (l, l->language);
    text->address = g_strdup (instance->address);
    text->contents = TRUE;
    for (guint i = 0; i < paragraphs->len; i++) {
        const TdLibraryParagraph *one = paragraphs->pdata[i];
        TdTextParagraph *made;
        if (one->paragraph->kind == TD_PARAGRAPH_HEADING) {
            section = begin_section (text, one);
            continue;
        }
        if (section == NULL)
            section = td_text_add_section (text, "beginning", "", 1);
        made = add (section, one->paragraph);
        g_free (made->id);
        made->id = g_strdup (one->anchor);
    }
    return text;
}

GBytes *td_library_export (TdInstance *instance, const char *symbol_or_id, const char *language, TdFileFormat format,
                           char **ret_name, GError **error)
{
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autofree char *program = td_instance_writer_path ();
    const TdLibraryLanguage *l;
    g_autoptr (TdText) text = NULL;
    GBytes *file;

    if (!td_library_read (instance, symbol_or_id, language, &d, &paragraphs, error))
        return NULL;
    l = language != NULL ? td_library_in (d, language) : d->languages->pdata[0];
    text = td_library_text (instance, d, l, paragraphs);
    file = td_text_write (program, text, format, error);
    if (file != NULL && ret_name != NULL) {
        g_autofree char *stem = g_strdup (d->symbol != NULL ? d->symbol : d->id);
        *ret_name =
            g_strdup_printf ("%s-%s.%s", g_strdelimit (stem, "/()", '-'), l->language, td_file_format_word (format));
    }
    return file;
}
