/* A file as the reader found it becomes a text of the one text model. Contract in draft-rules.h and draft.h. */
#include "areas/general_comments/draft-rules.h"

#include "areas/library/library.h"
#include "base/errors.h"
#include "base/limits.h"

#include <string.h>

/* A heading is the same one in the next draft by its words. */
static char *section_id (GHashTable *taken, const char *title)
{
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, title, -1);
    g_autofree char *id = g_strdup_printf ("s%.12s", hash);

    for (int n = 2; g_hash_table_contains (taken, id); n++) {
        g_free (id);
        id = g_strdup_printf ("s%.12s-%d", hash, n);
    }
    g_hash_table_add (taken, g_strdup (id));
    return g_steal_pointer (&id);
}

static TdTextSection *begin_section (TdText *text, GHashTable *taken, const TdParagraph *p)
{
    g_autofree char *title =
        p == NULL ? g_strdup ("")
                  : g_strjoin (" ", p->number != NULL ? p->number : p->text, p->number != NULL ? p->text : NULL, NULL);
    g_autofree char *id = section_id (taken, title);

    return td_text_add_section (text, id, title, p != NULL ? CLAMP (p->level, 1, 6) : 1);
}

/* (a) to (z): what td_text_number gives to items. */
static gboolean is_item (const TdParagraph *p)
{
    return p->number != NULL && strlen (p->number) == 3 && p->number[0] == '(' && g_ascii_islower (p->number[1])
           && p->number[2] == ')';
}

/* The kind by what stands before the text. A number that the model does not know stays among the words, so that nothing is lost. */
static TdTextParagraph *add_paragraph (TdTextSection *section, const TdParagraph *p, const char *anchor)
{
    gboolean numbered = anchor[0] == 'p', item = !numbered && is_item (p);
    TdTextParagraph *made = td_text_add (section,
                                         numbered ? TD_TEXT_NUMBERED
                                         : item   ? TD_TEXT_ITEM
                                                  : TD_TEXT_PLAIN,
                                         "");
    g_autofree char *words =
        numbered || item || p->number == NULL ? g_strdup (p->text) : g_strjoin (" ", p->number, p->text, NULL);

    td_text_runs_add (made->runs, words, 0);
    if (numbered)
        made->number = g_strdup_printf ("%s.", anchor + 1);
    else if (item)
        made->number = g_strdup (p->number);
    return made;
}

static TdTextParagraph *add_row (TdTextSection *section, const TdParagraph *p)
{
    g_auto (GStrv) cells = g_strsplit (p->text, " | ", TD_LIMIT_TEXT_CELLS);
    static const char *const none[] = { NULL };
    TdTextParagraph *row = td_text_add_row (section, FALSE, none);

    for (gsize i = 0; cells[i] != NULL; i++) {
        GPtrArray *runs = td_text_runs_new ();
        if (*cells[i] != '\0')
            td_text_runs_add (runs, cells[i], 0);
        g_ptr_array_add (row->cells, runs);
    }
    return row;
}

TdText *td_draft_text_of (const TdDocument *document, const char *language)
{
    g_autoptr (GPtrArray) anchors = td_library_anchors (document->paragraphs);
    g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    TdText *text = td_text_new (language);
    TdTextSection *section = NULL;

    text->title = g_strdup (document->title);
    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *p = document->paragraphs->pdata[i];
        TdTextParagraph *made;
        if (p->kind == TD_PARAGRAPH_HEADING || section == NULL)
            section = begin_section (text, taken, p->kind == TD_PARAGRAPH_HEADING ? p : NULL);
        if (p->kind == TD_PARAGRAPH_HEADING)
            continue;
        made = p->kind == TD_PARAGRAPH_TABLE ? add_row (section, p) : add_paragraph (section, p, anchors->pdata[i]);
        g_free (made->id);
        made->id = g_strdup (anchors->pdata[i]);
    }
    return text;
}

int td_draft_text_off (const TdText *text)
{
    int next = 1;

    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        for (guint k = 0; k < section->paragraphs->len; k++) {
            const TdTextParagraph *p = section->paragraphs->pdata[k];
            if (p->kind != TD_TEXT_NUMBERED)
                continue;
            if (g_ascii_strtoll (p->id + 1, NULL, 10) != next)
                return (int) g_ascii_strtoll (p->id + 1, NULL, 10);
            next++;
        }
    }
    return 0;
}

const char *td_draft_text_missing (const TdText *a, const TdText *b)
{
    const TdText *texts[] = { a, b };

    for (gsize t = 0; t < G_N_ELEMENTS (texts); t++)
        for (guint i = 0; i < texts[t]->sections->len; i++) {
            const TdTextSection *section = texts[t]->sections->pdata[i];
            for (guint k = 0; k < section->paragraphs->len; k++) {
                const TdTextParagraph *p = section->paragraphs->pdata[k];
                if (p->kind == TD_TEXT_NUMBERED && td_text_paragraph (texts[1 - t], p->id) == NULL)
                    return p->id;
            }
        }
    return NULL;
}

char *td_draft_text_kept (const TdText *text)
{
    json_t *json = td_text_to_json (text);
    char *dumped = json_dumps (json, JSON_COMPACT);
    char *kept = g_strdup (dumped);

    free (dumped);
    json_decref (json);
    return kept;
}

TdText *td_draft_text_read (const char *kept, GError **error)
{
    json_t *json = json_loads (kept, JSON_REJECT_DUPLICATES, NULL);
    TdText *text = NULL;

    if (json == NULL)
        g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, TD_ERROR_OURS,
                             "The text of this draft is damaged in the store. Bring the draft in again.");
    else
        text = td_text_from_json (json, error);
    json_decref (json);
    return text;
}
