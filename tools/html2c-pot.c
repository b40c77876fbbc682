/* The words of many templates as PO: one entry a sentence, with every place it comes from. */
#include "html2c.h"
#include <string.h>

typedef struct {
    const char *one, *many;
    GString *places;
} Entry;

static GPtrArray *entries;
static GHashTable *by_text;

static void add_nodes (const Template *t, GPtrArray *nodes);

static void add_words (const Template *t, const Words *words)
{
    Entry *entry = g_hash_table_lookup (by_text, words->one);
    if (entry == NULL) {
        entry = g_new0 (Entry, 1);
        entry->one = words->one;
        entry->places = g_string_new (NULL);
        g_hash_table_insert (by_text, words->one, entry);
        g_ptr_array_add (entries, entry);
    }
    if (entry->many == NULL)
        entry->many = words->many;
    g_string_append_printf (entry->places, "#: %s:%d\n", t->file, words->line);
    for (guint i = 0; i < words->holes->len; i++)
        add_nodes (t, ((WordHole *) words->holes->pdata[i])->nodes);
}

static void add_nodes (const Template *t, GPtrArray *nodes)
{
    for (guint i = 0; nodes != NULL && i < nodes->len; i++) {
        const Node *node = nodes->pdata[i];
        if (node->kind == NODE_WORDS)
            add_words (t, node->words);
        add_nodes (t, node->then);
        add_nodes (t, node->other);
        for (guint k = 0; node->values != NULL && k < node->values->len; k++)
            add_nodes (t, ((UseValue *) node->values->pdata[k])->nodes);
    }
}

void pot_add (const Template *template)
{
    if (entries == NULL) {
        entries = g_ptr_array_new ();
        by_text = g_hash_table_new (g_str_hash, g_str_equal);
    }
    add_nodes (template, template->body);
}

static void print_text (GString *out, const char *keyword, const char *text)
{
    g_string_append_printf (out, "%s \"", keyword);
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_c (out, '\\');
        g_string_append_c (out, *c);
    }
    g_string_append (out, "\"\n");
}

char *pot_print (void)
{
    GString *out = g_string_new ("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                                 "\"Content-Transfer-Encoding: 8bit\\n\"\n");
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        g_string_append_printf (out, "\n%s", entry->places->str);
        print_text (out, "msgid", entry->one);
        if (entry->many != NULL)
            print_text (out, "msgid_plural", entry->many);
        g_string_append (out, entry->many != NULL ? "msgstr[0] \"\"\nmsgstr[1] \"\"\n" : "msgstr \"\"\n");
    }
    return g_string_free (out, FALSE);
}
