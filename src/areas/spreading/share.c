/* Cards and leaflets. Contract in share.h. */
#include "areas/spreading/share.h"

#include "areas/spreading/spreading-sql.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

#include <string.h>

void td_card_clear (TdCard *c)
{
    g_clear_pointer (&c->document, td_library_document_free);
    g_clear_pointer (&c->language, g_free);
    g_clear_pointer (&c->anchor, g_free);
    g_clear_pointer (&c->paragraph, g_free);
    g_clear_pointer (&c->quotation, g_free);
    g_clear_pointer (&c->symbol, g_free);
    g_clear_pointer (&c->title, g_free);
    g_clear_pointer (&c->alt, g_free);
}

/* ---- words of ours on them ---- */

/* The interface's language that is the text's, else the reader's. */
static const char *words_in (const char *language, const char *locale)
{
    return g_strv_contains (td_words_locales (), language) ? language : locale;
}

/* "CMW/C/GC/2, paragraph 23". Free it. */
static char *place_words (const TdLibraryDocument *d, const char *anchor, const char *locale)
{
    g_autofree char *symbol = d->symbol != NULL ? td_library_symbol_words (d->symbol) : NULL;

    if (anchor == NULL || anchor[0] != 'p')
        return g_strdup (symbol != NULL ? symbol : td_library_title (d, locale));
    return td_words_fill (td_words (locale, N_ ("{symbol}, paragraph {n}")), "symbol",
                          symbol != NULL ? symbol : td_library_title (d, locale), "n", anchor + 1, NULL);
}

/* The host that one types. Free it. */
static char *host_of (const TdInstance *instance)
{
    const char *after = strstr (instance->address, "://");

    return g_strdup (after != NULL ? after + strlen ("://") : instance->address);
}

static char *title_in (const TdLibraryDocument *d, const char *language)
{
    const TdLibraryLanguage *l = td_library_in (d, language);

    return g_strdup (l != NULL && l->title != NULL ? l->title : td_library_title (d, language));
}

/* ---- the quotation ---- */

static const struct {
    const char *language, *open, *close;
} marks[] = { { "fr", "« ", " »" }, { "es", "«", "»" }, { "ru", "«", "»" }, { "ar", "«", "»" }, { "de", "„", "“" } };

static char *with_marks (const char *language, const char *words)
{
    for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
        if (g_str_has_prefix (language, marks[i].language))
            return g_strconcat (marks[i].open, words, marks[i].close, NULL);
    return g_strconcat ("“", words, "”", NULL);
}

/* Text as one line: blanks and line ends are one blank. Free it. */
static char *one_line (const char *text)
{
    char *line = td_text_clean_line (text, G_MAXSIZE / 8);

    return line != NULL ? line : g_strdup ("");
}

/* The phrase as it stands in the paragraph, with what shows that more stands around it; NULL: it does not stand there. Free it. */
static char *phrase_of (const char *paragraph, const char *phrase)
{
    const char *at = strstr (paragraph, phrase), *end;
    gboolean whole_words;

    if (at == NULL)
        return NULL;
    end = at + strlen (phrase);
    whole_words = (at == paragraph || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)))
                   || !g_unichar_isalnum (g_utf8_get_char (at)) || g_unichar_iswide (g_utf8_get_char (at)))
                  && (*end == '\0' || !g_unichar_isalnum (g_utf8_get_char (end))
                      || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (end)))
                      || g_unichar_iswide (g_utf8_get_char (end)));
    return whole_words ? g_strconcat (at == paragraph ? "" : "… ", phrase, *end == '\0' ? "" : " …", NULL) : NULL;
}

static void quote (TdCard *card, const char *phrase)
{
    g_autofree char *whole = one_line (card->paragraph);
    g_autofree char *asked = one_line (phrase != NULL ? phrase : "");
    g_autofree char *words = *asked != '\0' ? phrase_of (whole, asked) : g_strdup (whole);

    if (words == NULL)
        card->problem =
            N_ ("These words do not stand in the paragraph as they are. Copy a phrase from it, whole words.");
    else if (!td_card_fits (words))
        card->problem = N_ ("These words are too long to be read on a card. Choose a phrase of the paragraph.");
    else
        card->quotation = with_marks (card->language, words);
}

/* ---- the card ---- */

/* Where it stands; -1: nowhere. */
static int index_of (const GPtrArray *paragraphs, const char *anchor)
{
    for (guint i = 0; i < paragraphs->len; i++)
        if (g_str_equal (((const TdLibraryParagraph *) paragraphs->pdata[i])->anchor, anchor))
            return (int) i;
    return -1;
}

/* Whether it stands under a paragraph with a number, as an item of it. */
static gboolean is_item (const TdLibraryParagraph *p)
{
    return p->anchor[0] != 'p' && p->paragraph->kind != TD_PARAGRAPH_HEADING
           && p->paragraph->kind != TD_PARAGRAPH_FOOTNOTE;
}

/* The text of a paragraph with the items under it; NULL: there is none. Free it. */
static char *text_at (const GPtrArray *paragraphs, const char *anchor)
{
    int at = index_of (paragraphs, anchor);
    GString *text;

    if (at < 0)
        return NULL;
    text = g_string_new (((const TdLibraryParagraph *) paragraphs->pdata[at])->paragraph->text);
    for (guint i = (guint) at + 1; anchor[0] == 'p' && i < paragraphs->len && is_item (paragraphs->pdata[i]); i++) {
        const TdParagraph *p = ((const TdLibraryParagraph *) paragraphs->pdata[i])->paragraph;
        g_string_append_printf (text, "\n%s%s%s", p->number != NULL ? p->number : "", p->number != NULL ? " " : "",
                                p->text);
    }
    return g_string_free (text, FALSE);
}

gboolean td_card_make (TdInstance *instance, const TdCardWish *wish, TdCard *ret_card, GError **error)
{
    g_auto (TdCard) card = { 0 };
    g_autoptr (GPtrArray) paragraphs = NULL;
    const char *locale;

    if (!td_library_read (instance, wish->document, wish->language, &card.document, &paragraphs, error))
        return FALSE;
    card.language =
        g_strdup (wish->language != NULL ? wish->language
                                         : ((const TdLibraryLanguage *) card.document->languages->pdata[0])->language);
    card.anchor = g_strdup (wish->anchor);
    card.paragraph = text_at (paragraphs, wish->anchor);
    if (card.paragraph == NULL || !td_spreading_is_of (instance->profile, card.document))
        return td_door_unknown (error);
    locale = words_in (card.language, wish->locale);
    card.symbol = place_words (card.document, card.anchor, locale);
    card.title = title_in (card.document, card.language);
    quote (&card, wish->phrase);
    if (card.quotation != NULL)
        card.alt = td_words_fill (td_words (locale, N_ ("A card with the words {quotation} From: {title}, {symbol}.")),
                                  "quotation", card.quotation, "title", card.title, "symbol", card.symbol, NULL);
    *ret_card = card;
    card = (TdCard){ 0 };
    return TRUE;
}

/* "CMW-C-GC-2-p23": of a file. Free it. */
static char *file_stem (const TdLibraryDocument *d, const char *more)
{
    char *stem = g_strconcat (d->symbol != NULL ? d->symbol : d->id, more, NULL);

    return g_strdelimit (stem, "/", '-');
}

GBytes *td_card_picture (TdInstance *instance, const TdCardWish *wish, char **ret_name, GError **error)
{
    g_auto (TdCard) card = { 0 };
    g_autofree char *program = td_instance_writer_path ();
    g_autofree char *host = host_of (instance);
    g_autofree char *stem = NULL;
    GBytes *picture;

    if (!td_card_make (instance, wish, &card, error))
        return NULL;
    if (card.quotation == NULL) {
        td_spreading_fail (NULL, NULL, error, card.problem);
        return NULL;
    }
    const TdCardFile file = { .shape = wish->shape,
                              .language = card.language,
                              .quotation = card.quotation,
                              .source = card.document->symbol != NULL ? card.title : NULL,
                              .symbol = card.symbol,
                              .body = td_words (words_in (card.language, wish->locale), instance->profile->body),
                              .address = host };
    picture = td_card_write (program, &file, error);
    stem = file_stem (card.document, "-");
    if (picture != NULL)
        *ret_name =
            g_strdup_printf ("%s%s-%s-%s.png", stem, card.anchor, card.language, td_card_shape_word (wish->shape));
    return picture;
}

/* ---- the leaflet ---- */

typedef struct {
    TdInstance *instance;
    const TdLeafletWish *wish;
    TdLibraryDocument *document;
    GPtrArray *paragraphs;
    char *language;
    const char *locale;
    GPtrArray *texts;   /* of char * */
    GArray *chosen;     /* of TdLeafletParagraph */
    GPtrArray *summary; /* of TdSummary, one or none */
} Making;

static void making_clear (Making *m)
{
    g_clear_pointer (&m->document, td_library_document_free);
    g_clear_pointer (&m->paragraphs, g_ptr_array_unref);
    g_clear_pointer (&m->texts, g_ptr_array_unref);
    g_clear_pointer (&m->chosen, g_array_unref);
    g_clear_pointer (&m->summary, g_ptr_array_unref);
    g_free (m->language);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static gboolean summary_in (TdTx *tx, gpointer data, GError **error)
{
    Making *m = data;

    g_clear_pointer (&m->summary, g_ptr_array_unref);
    m->summary = td_summary_select (tx, m->document->id, m->wish->summary, FALSE, error);
    return m->summary != NULL;
}

static gsize width_of (const char *text)
{
    gsize width = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
    return width;
}

static gboolean choose_paragraphs (Making *m, GError **error)
{
    m->texts = g_ptr_array_new_with_free_func (g_free);
    m->chosen = g_array_new (FALSE, TRUE, sizeof (TdLeafletParagraph));
    for (gsize i = 0; m->wish->anchors[i] != NULL; i++) {
        const char *anchor = m->wish->anchors[i];
        TdLeafletParagraph one = { .number = anchor[0] == 'p' ? anchor + 1 : NULL,
                                   .text = text_at (m->paragraphs, anchor) };
        if (one.text == NULL)
            return td_door_unknown (error);
        g_ptr_array_add (m->texts, (gpointer) one.text);
        g_array_append_val (m->chosen, one);
    }
    return TRUE;
}

static gboolean check_size (const Making *m, GError **error)
{
    gsize width = 0;

    for (guint i = 0; i < m->texts->len; i++)
        width += width_of (m->texts->pdata[i]);
    if (m->summary != NULL && m->summary->len > 0)
        width += width_of (((const TdSummary *) m->summary->pdata[0])->text);
    if (width == 0)
        return td_spreading_fail (NULL, NULL, error, N_ ("Choose a summary or paragraphs for the leaflet."));
    if (width > TD_LIMIT_LEAFLET_CHARACTERS || m->chosen->len > TD_LIMIT_LEAFLET_PARAGRAPHS)
        return td_spreading_fail (NULL, NULL, error,
                                  N_ ("This is more than a leaflet holds. Choose fewer or shorter paragraphs."));
    return TRUE;
}

static gboolean make_ready (Making *m, GError **error)
{
    if (!td_library_read (m->instance, m->wish->document, m->wish->language, &m->document, &m->paragraphs, error))
        return FALSE;
    if (!td_spreading_is_of (m->instance->profile, m->document))
        return td_door_unknown (error);
    m->language =
        g_strdup (m->wish->language != NULL ? m->wish->language
                                            : ((const TdLibraryLanguage *) m->document->languages->pdata[0])->language);
    m->locale = words_in (m->language, m->wish->locale);
    if (m->wish->summary != NULL && !td_store_read (m->instance->store, summary_in, m, error))
        return FALSE;
    if (m->wish->summary != NULL && m->summary->len == 0)
        return td_door_unknown (error);
    return choose_paragraphs (m, error) && check_size (m, error);
}

/* Takes what was made ready. */
static GBytes *write_leaflet (const Making *m, GError **error)
{
    const TdSummary *summary = m->summary != NULL ? m->summary->pdata[0] : NULL;
    g_autofree char *program = td_instance_writer_path ();
    g_autofree char *symbol = place_words (m->document, NULL, m->locale);
    g_autofree char *title = title_in (m->document, m->language);
    g_autofree char *path =
        td_library_address (m->locale, m->document->symbol != NULL ? m->document->symbol : m->document->id, NULL);
    g_autofree char *address = g_strconcat (m->instance->address, path, NULL);
    g_auto (GStrv) modules = td_code_modules (address);
    g_autofree char *about =
        summary != NULL
            ? td_words_fill (td_words (m->locale, N_ ("In short, in the words of {name}")), "name", summary->name, NULL)
            : NULL;
    const TdLeafletFile file = {
        .language = m->language,
        .body = td_words (m->locale, m->instance->profile->body),
        .title = title,
        .symbol = symbol,
        .about = about,
        .summary = summary != NULL ? summary->text : NULL,
        .summary_language = summary != NULL ? summary->language : NULL,
        .chosen = td_words (m->locale, N_ ("From the text")),
        .paragraphs = (const TdLeafletParagraph *) (void *) m->chosen->data,
        .n_paragraphs = m->chosen->len,
        .more = td_words (m->locale, N_ ("Read all of it, in other languages too")),
        .address = address,
        .modules = (const char *const *) modules,
    };

    return td_leaflet_write (program, &file, error);
}

GBytes *td_leaflet_make (TdInstance *instance, const TdLeafletWish *wish, char **ret_name, GError **error)
{
    g_auto (Making) m = { .instance = instance, .wish = wish };
    g_autofree char *stem = NULL;
    GBytes *file;

    if (!make_ready (&m, error))
        return NULL;
    file = write_leaflet (&m, error);
    stem = file_stem (m.document, "-");
    if (file != NULL)
        *ret_name = g_strdup_printf ("%sleaflet-%s.pdf", stem, m.language);
    return file;
}
