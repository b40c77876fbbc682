/* Finding citations, from the journal. Contract in citation-use.h. */
#include "areas/citations/citation-sql.h"

#include "text/citation.h"

#include <string.h>

/* The symbol that the general comment of this number bears. body NULL: this Committee's. Free it; NULL: not known. */
static char *comment_symbol (const TdProfile *profile, const char *body, int number)
{
    const TdDocumentType *type = td_profile_document_that_is (profile, TD_IS_GENERAL_COMMENT);
    g_autofree char *digits = g_strdup_printf ("%d", number);
    g_auto (GStrv) patterns = NULL;
    GString *symbol;

    if (body != NULL && g_str_equal (body, "CESCR"))
        return g_strdup_printf ("E/C.12/GC/%d", number);
    if (body != NULL && g_strcmp0 (body, profile->short_name) != 0)
        return g_strdup_printf ("%s/C/GC/%d", body, number);
    if (type == NULL || type->symbols == NULL)
        return NULL;
    patterns = g_strsplit (type->symbols, ";", 2);
    symbol = g_string_new (patterns[0]);
    g_string_replace (symbol, "{n}", digits, 0);
    return g_string_free (symbol, FALSE);
}

/* Whose general comments a document means that names no body: of another treaty body's paper its own. *ret_known FALSE: nobody can tell. */
static char *default_body (const TdProfile *profile, const char *symbol, gboolean *ret_known)
{
    const char *stroke = symbol != NULL ? strchr (symbol, '/') : NULL;
    g_autofree char *root = stroke != NULL ? g_strndup (symbol, (gsize) (stroke - symbol)) : NULL;

    *ret_known = TRUE;
    if (root == NULL || g_str_equal (root, profile->short_name))
        return NULL;
    if (g_str_has_prefix (stroke, "/C/"))
        return g_steal_pointer (&root);
    *ret_known = FALSE; /* a core document, a resolution: written for all bodies */
    return NULL;
}

typedef struct {
    const TdInstance *instance;
    const TdCiting *citing;
    const char *state, *body;
    gboolean body_known;
} Find;

/* "" and a State for "the concluding observations"; NULL: it cannot be told. Free it. */
static char *cited_symbol (const Find *f, const TdCitation *c)
{
    switch (c->cited) {
    case TD_CITED_SYMBOL: {
        g_autoptr (GPtrArray) parts = td_symbol_parts (c->symbol);
        return g_strdup (parts->pdata[0]);
    }
    case TD_CITED_OBSERVATIONS: return f->state != NULL && f->body == NULL && f->body_known ? g_strdup ("") : NULL;
    case TD_CITED_GENERAL_COMMENT:
        if (c->body == NULL && !f->body_known)
            return NULL;
        return comment_symbol (f->instance->profile, c->body != NULL ? c->body : f->body, c->comment);
    }
    return NULL;
}

static gboolean put_all (TdTx *tx, const Find *f, const TdCitingParagraph *p, GError **error)
{
    g_autoptr (GArray) found = td_citations_find (p->text);

    for (guint i = 0; i < found->len; i++) {
        const TdCitation *c = &g_array_index (found, TdCitation, i);
        g_autofree char *symbol = cited_symbol (f, c);
        if (symbol != NULL
            && !td_citation_put (tx, f->citing, p->n, symbol, *symbol == '\0' ? f->state : NULL, c->first, c->last,
                                 error))
            return FALSE;
    }
    return TRUE;
}

static gboolean look_through (TdTx *tx, const TdInstance *instance, const TdCiting *citing, GError **error)
{
    g_autofree char *state = NULL;
    g_autofree char *symbol = NULL;
    g_autofree char *body = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;
    Find find = { .instance = instance, .citing = citing };

    if (!td_citation_forget (tx, citing, error)
        || (paragraphs = td_citation_paragraphs (tx, citing, &state, &symbol, error)) == NULL)
        return FALSE;
    body = default_body (instance->profile, symbol, &find.body_known);
    find.body = body;
    find.state = state;
    for (guint i = 0; i < paragraphs->len; i++)
        if (!put_all (tx, &find, paragraphs->pdata[i], error))
            return FALSE;
    return TRUE;
}

gboolean td_citations_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    if (g_str_equal (record->act, "submission.receive") || g_str_equal (record->act, "submission.register"))
        return look_through (tx, data, &(TdCiting){ .submission = record->thing_id }, error);
    if (g_str_equal (record->thing, "document"))
        return look_through (tx, data, &(TdCiting){ .document = record->thing_id }, error);
    return TRUE;
}
