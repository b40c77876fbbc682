/* A text as JSON and back. What comes back may have been kept by an older program, or come from a stranger: every key, type, size and sign is
 * checked, and a key that nobody knows is refused rather than lost. */
#include "document/text-model-private.h"

#include "base/errors.h"
#include "base/limits.h"

#include <string.h>

/* ---- to JSON ---- */

static void put_string (json_t *object, const char *key, const char *value)
{
    if (value != NULL)
        json_object_set_new (object, key, json_string (value));
}

static void put_flag (json_t *object, const char *key, gboolean value)
{
    if (value)
        json_object_set_new (object, key, json_true ());
}

static json_t *run_to_json (const TdTextRun *run)
{
    json_t *json = json_object ();
    put_string (json, "text", run->text);
    put_flag (json, "strong", (run->style & TD_RUN_STRONG) != 0);
    put_flag (json, "emphasis", (run->style & TD_RUN_EMPHASIS) != 0);
    put_string (json, "link", run->link);
    put_string (json, "note", run->note);
    put_string (json, "change",
                run->change == TD_CHANGE_ADDED     ? "added"
                : run->change == TD_CHANGE_REMOVED ? "removed"
                                                   : NULL);
    put_string (json, "by", run->by);
    return json;
}

static json_t *runs_to_json (const GPtrArray *runs)
{
    json_t *list = json_array ();
    for (guint i = 0; i < runs->len; i++)
        json_array_append_new (list, run_to_json (g_ptr_array_index (runs, i)));
    return list;
}

static json_t *paragraph_to_json (const TdTextParagraph *paragraph)
{
    json_t *json = json_object ();
    put_string (json, "id", paragraph->id);
    put_string (json, "kind", td_text_kind_word (paragraph->kind));
    put_string (json, "number", paragraph->number);
    put_string (json, "language", paragraph->language);
    if (paragraph->runs != NULL)
        json_object_set_new (json, "runs", runs_to_json (paragraph->runs));
    if (paragraph->cells != NULL) {
        json_t *cells = json_array ();
        for (guint i = 0; i < paragraph->cells->len; i++)
            json_array_append_new (cells, runs_to_json (g_ptr_array_index (paragraph->cells, i)));
        json_object_set_new (json, "cells", cells);
    }
    put_flag (json, "heads", paragraph->heads);
    if (paragraph->articles->len > 0) {
        json_t *articles = json_array ();
        for (guint i = 0; i < paragraph->articles->len; i++)
            json_array_append_new (articles, json_integer (g_array_index (paragraph->articles, int, i)));
        json_object_set_new (json, "articles", articles);
    }
    put_string (json, "source", paragraph->source);
    put_string (json, "source_link", paragraph->source_link);
    return json;
}

json_t *td_text_section_to_json (const TdTextSection *section)
{
    json_t *json = json_object (), *paragraphs = json_array ();
    put_string (json, "id", section->id);
    put_string (json, "title", section->title);
    json_object_set_new (json, "level", json_integer (section->level));
    for (guint i = 0; i < section->paragraphs->len; i++)
        json_array_append_new (paragraphs, paragraph_to_json (g_ptr_array_index (section->paragraphs, i)));
    json_object_set_new (json, "paragraphs", paragraphs);
    return json;
}

json_t *td_text_to_json (const TdText *text)
{
    json_t *json = json_object (), *sections = json_array ();
    put_string (json, "title", text->title);
    put_string (json, "subtitle", text->subtitle);
    put_string (json, "symbol", text->symbol);
    put_string (json, "language", text->language);
    put_string (json, "author", text->author);
    put_string (json, "date", text->date);
    put_string (json, "marking", text->marking);
    put_string (json, "address", text->address);
    put_flag (json, "contents", text->contents);
    put_flag (json, "large", text->large);
    for (guint i = 0; i < text->sections->len; i++)
        json_array_append_new (sections, td_text_section_to_json (g_ptr_array_index (text->sections, i)));
    json_object_set_new (json, "sections", sections);
    return json;
}

/* ---- back: one value ---- */

/* Where we are, for the message: the first thing found wrong. */
typedef struct {
    GHashTable *ids;  /* seen already */
    guint paragraphs; /* so far */
    const char *what;
} Checking;

static gboolean wrong (Checking *checking, const char *what)
{
    if (checking->what == NULL)
        checking->what = what;
    return FALSE;
}

/* No keys but these. */
static gboolean known_keys (const json_t *object, const char *const *keys)
{
    const char *key;
    json_t *value;
    if (!json_is_object (object))
        return FALSE;
    json_object_foreach ((json_t *) object, key, value) if (!g_strv_contains (keys, key)) return FALSE;
    return TRUE;
}

static gboolean good_string (const char *text, gsize most)
{
    gsize n = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        if (++n > most || !td_text_character_good (g_utf8_get_char (p)))
            return FALSE;
    return TRUE;
}

/* A string or nothing; *ret_text is a copy. */
static gboolean get_string (const json_t *object, const char *key, gsize most, char **ret_text)
{
    const json_t *value = json_object_get (object, key);
    *ret_text = NULL;
    if (value == NULL)
        return TRUE;
    if (!json_is_string (value) || json_string_length (value) != strlen (json_string_value (value))
        || !good_string (json_string_value (value), most))
        return FALSE;
    *ret_text = g_strdup (json_string_value (value));
    return TRUE;
}

static gboolean get_flag (const json_t *object, const char *key, gboolean *ret_flag)
{
    const json_t *value = json_object_get (object, key);
    *ret_flag = json_is_true (value);
    return value == NULL || json_is_boolean (value);
}

/* Sections and paragraphs share one space of ids: each is an address within a page. */
static gboolean get_id (Checking *checking, const json_t *object, char **ret_id)
{
    if (!get_string (object, "id", 64, ret_id) || !td_text_id_good (*ret_id))
        return FALSE;
    return g_hash_table_add (checking->ids, g_strdup (*ret_id));
}

/* A tag as BCP 47 writes it: "en", "zh-Hans". */
static gboolean good_language (const char *tag)
{
    gsize part = 0;
    gboolean first = TRUE;
    for (const char *p = tag;; p++) {
        if (*p == '-' || *p == '\0') {
            if (part < (first ? 2 : 1) || part > (first ? 3 : 8))
                return FALSE;
            if (*p == '\0')
                return p - tag <= 35;
            part = 0;
            first = FALSE;
        } else if (first ? g_ascii_isalpha (*p) : g_ascii_isalnum (*p)) {
            part++;
        } else {
            return FALSE;
        }
    }
}

static gboolean get_link (const json_t *object, const char *key, char **ret_link)
{
    return get_string (object, key, TD_LIMIT_TEXT_LINK_CHARACTERS, ret_link)
           && (*ret_link == NULL || td_text_link_good (*ret_link));
}

/* ---- back: runs ---- */

static gboolean change_from_word (const char *word, TdTextChange *ret_change)
{
    *ret_change = g_strcmp0 (word, "removed") == 0 ? TD_CHANGE_REMOVED
                  : word != NULL                   ? TD_CHANGE_ADDED
                                                   : TD_CHANGE_NONE;
    return *ret_change != TD_CHANGE_ADDED || strcmp (word, "added") == 0;
}

static gboolean fill_run (TdTextRun *run, const json_t *json, gsize *left)
{
    static const char *const keys[] = { "text", "strong", "emphasis", "link", "note", "change", "by", NULL };
    g_autofree char *change = NULL;
    gboolean strong, emphasis;

    if (!known_keys (json, keys) || !get_string (json, "text", *left, &run->text) || run->text == NULL
        || *run->text == '\0')
        return FALSE;
    *left -= (gsize) g_utf8_strlen (run->text, -1);
    if (!get_string (json, "note", *left, &run->note) || (run->note != NULL && *run->note == '\0'))
        return FALSE;
    *left -= run->note != NULL ? (gsize) g_utf8_strlen (run->note, -1) : 0;
    if (!get_flag (json, "strong", &strong) || !get_flag (json, "emphasis", &emphasis)
        || !get_link (json, "link", &run->link) || !get_string (json, "change", 16, &change)
        || !change_from_word (change, &run->change) || !get_string (json, "by", TD_LIMIT_NAME_CHARACTERS, &run->by))
        return FALSE;
    run->style = (strong ? TD_RUN_STRONG : 0) | (emphasis ? TD_RUN_EMPHASIS : 0);
    return (run->by != NULL) == (run->change != TD_CHANGE_NONE);
}

/* left: how many characters the paragraph may still have. */
static GPtrArray *runs_from_json (Checking *checking, const json_t *list, gsize *left)
{
    g_autoptr (GPtrArray) runs = td_text_runs_new ();
    gsize i;
    json_t *json;
    if (!json_is_array (list)) {
        wrong (checking, "the runs of a paragraph");
        return NULL;
    }
    json_array_foreach (list, i, json)
    {
        TdTextRun *run = g_new0 (TdTextRun, 1);
        g_ptr_array_add (runs, run);
        if (!fill_run (run, json, left)) {
            wrong (checking, "a run of words");
            return NULL;
        }
    }
    return g_steal_pointer (&runs);
}

/* ---- back: paragraphs ---- */

static gboolean articles_from_json (const json_t *list, GArray *articles)
{
    gsize i;
    json_t *entry;
    int before = 0;
    if (list != NULL && (!json_is_array (list) || json_array_size (list) > 1000))
        return FALSE;
    json_array_foreach (list, i, entry)
    {
        if (!json_is_integer (entry) || json_integer_value (entry) <= before || json_integer_value (entry) > 10000)
            return FALSE;
        before = (int) json_integer_value (entry);
        g_array_append_val (articles, before);
    }
    return TRUE;
}

static gboolean words_from_json (Checking *checking, const json_t *json, TdTextParagraph *paragraph)
{
    const json_t *runs = json_object_get (json, "runs"), *cells = json_object_get (json, "cells");
    gsize i, left = TD_LIMIT_TEXT_PARAGRAPH_CHARACTERS;
    json_t *cell;

    if (paragraph->kind != TD_TEXT_ROW) {
        if (cells != NULL || paragraph->heads)
            return wrong (checking, "a paragraph with cells that is no row");
        paragraph->runs = runs_from_json (checking, runs, &left);
        return paragraph->runs != NULL;
    }
    if (runs != NULL || !json_is_array (cells) || json_array_size (cells) == 0
        || json_array_size (cells) > TD_LIMIT_TEXT_CELLS)
        return wrong (checking, "the cells of a row");
    json_array_foreach (cells, i, cell)
    {
        GPtrArray *words = runs_from_json (checking, cell, &left);
        if (words == NULL)
            return FALSE;
        td_text_add_cell (paragraph, words);
    }
    return TRUE;
}

static gboolean fill_paragraph (Checking *checking, const json_t *json, TdTextParagraph *paragraph)
{
    if (!get_id (checking, json, &paragraph->id))
        return wrong (checking, "the id of a paragraph, or one that stands twice");
    if (!get_flag (json, "heads", &paragraph->heads) || !get_string (json, "number", 16, &paragraph->number))
        return wrong (checking, "the number of a paragraph");
    if (!get_string (json, "language", 35, &paragraph->language)
        || (paragraph->language != NULL && !good_language (paragraph->language)))
        return wrong (checking, "the language of a paragraph");
    if (!articles_from_json (json_object_get (json, "articles"), paragraph->articles))
        return wrong (checking, "the articles of a paragraph");
    if (!get_string (json, "source", TD_LIMIT_TEXT_CHARACTERS, &paragraph->source)
        || !get_link (json, "source_link", &paragraph->source_link))
        return wrong (checking, "the source of a paragraph");
    return words_from_json (checking, json, paragraph);
}

static TdTextParagraph *paragraph_from_json (Checking *checking, const json_t *json)
{
    static const char *const keys[] = { "id",    "kind",     "number", "language",    "runs", "cells",
                                        "heads", "articles", "source", "source_link", NULL };
    g_autofree char *kind_word = NULL;
    TdTextKind kind;

    if (!known_keys (json, keys) || !get_string (json, "kind", 16, &kind_word)
        || !td_text_kind_from_word (kind_word, &kind)) {
        wrong (checking, "a paragraph");
        return NULL;
    }
    if (++checking->paragraphs > TD_LIMIT_TEXT_PARAGRAPHS) {
        wrong (checking, "the number of paragraphs");
        return NULL;
    }
    TdTextParagraph *paragraph = td_text_paragraph_new (kind);
    if (fill_paragraph (checking, json, paragraph))
        return paragraph;
    td_text_paragraph_free (paragraph);
    return NULL;
}

static TdTextSection *section_from_json (Checking *checking, const json_t *json)
{
    static const char *const keys[] = { "id", "title", "level", "paragraphs", NULL };
    g_autofree char *id = NULL, *title = NULL;
    const json_t *level = json_object_get (json, "level"), *paragraphs = json_object_get (json, "paragraphs");
    gsize i;
    json_t *entry;

    if (!known_keys (json, keys) || !get_id (checking, json, &id)
        || !get_string (json, "title", TD_LIMIT_TITLE_CHARACTERS, &title) || title == NULL || !json_is_integer (level)
        || json_integer_value (level) < 1 || json_integer_value (level) > 6 || !json_is_array (paragraphs)) {
        wrong (checking, "a section");
        return NULL;
    }
    TdTextSection *section = td_text_section_new (id, title, (int) json_integer_value (level));
    json_array_foreach (paragraphs, i, entry)
    {
        TdTextParagraph *paragraph = paragraph_from_json (checking, entry);
        if (paragraph == NULL) {
            td_text_section_free (section);
            return NULL;
        }
        g_ptr_array_add (section->paragraphs, paragraph);
    }
    return section;
}

/* ---- back: the whole ---- */

static Checking checking_new (void)
{
    return (Checking){ .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
}

static void checking_end (Checking *checking, gboolean good, GError **error)
{
    g_hash_table_unref (checking->ids);
    if (!good)
        g_set_error (error, TD_TEXT_ERROR, TD_ERROR_OURS,
                     "What was kept of this text cannot be understood (%s). This is our fault; nothing was changed. "
                     "Tell the secretariat which text it was.",
                     checking->what != NULL ? checking->what : "the text");
}

TdTextSection *td_text_section_from_json (const json_t *json, GError **error)
{
    Checking checking = checking_new ();
    TdTextSection *section = section_from_json (&checking, json);
    checking_end (&checking, section != NULL, error);
    return section;
}

static gboolean fill_head (Checking *checking, const json_t *json, TdText *text)
{
    static const char *const keys[] = { "title",   "subtitle", "symbol",   "language", "author",   "date",
                                        "marking", "address",  "contents", "large",    "sections", NULL };
    const struct {
        const char *key;
        char **place;
    } strings[] = {
        { "title", &text->title },       { "subtitle", &text->subtitle }, { "symbol", &text->symbol },
        { "language", &text->language }, { "author", &text->author },     { "date", &text->date },
        { "marking", &text->marking },   { "address", &text->address },
    };
    if (!known_keys (json, keys))
        return wrong (checking, "the text's keys");
    for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
        if (!get_string (json, strings[i].key, TD_LIMIT_TITLE_CHARACTERS, strings[i].place))
            return wrong (checking, strings[i].key);
    if (text->language == NULL || !good_language (text->language))
        return wrong (checking, "language");
    if (text->address != NULL && !g_str_has_prefix (text->address, "http"))
        return wrong (checking, "address");
    return (get_flag (json, "contents", &text->contents) && get_flag (json, "large", &text->large))
           || wrong (checking, "a flag");
}

static gboolean fill_text (Checking *checking, const json_t *json, TdText *text)
{
    const json_t *sections = json_object_get (json, "sections");
    gsize i;
    json_t *entry;

    if (!fill_head (checking, json, text))
        return FALSE;
    if (!json_is_array (sections) || json_array_size (sections) > TD_LIMIT_TEXT_SECTIONS)
        return wrong (checking, "the sections");
    json_array_foreach (sections, i, entry)
    {
        TdTextSection *section = section_from_json (checking, entry);
        if (section == NULL)
            return FALSE;
        g_ptr_array_add (text->sections, section);
    }
    return TRUE;
}

TdText *td_text_from_json (const json_t *json, GError **error)
{
    Checking checking = checking_new ();
    g_autoptr (TdText) text = td_text_new (NULL);
    gboolean good = fill_text (&checking, json, text);
    checking_end (&checking, good, error);
    return good ? g_steal_pointer (&text) : NULL;
}
