#include "areas/memory/concordance.h"

#include "areas/memory/candidates.h"
#include "areas/memory/likeness.h"
#include "areas/memory/memory-sql.h"
#include "base/errors.h"
#include "text/analyzer.h"

#include <stdlib.h>
#include <string.h>

enum { PIECE = 32, LOOKED_AT = 4000 }; /* texts that are looked at for one page */

static void row_free (gpointer data)
{
    TdConcordanceRow *r = data;

    g_free (r->source);
    g_free (r->target);
    g_array_unref (r->in_source);
    g_array_unref (r->in_target);
    g_free (r->name);
    g_free (r->place);
    g_free (r);
}

void td_concordance_free (TdConcordance *concordance)
{
    if (concordance == NULL)
        return;
    g_ptr_array_unref (concordance->rows);
    g_free (concordance);
}

/* ---- a side's words ---- */

typedef struct {
    const char *language;
    GArray *tokens;    /* of guint32 */
    GPtrArray *query;  /* for highlights */
    gboolean searched; /* it has a word that the index has */
} Side;

static void side_clear (Side *side)
{
    g_clear_pointer (&side->tokens, g_array_unref);
    g_clear_pointer (&side->query, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

static Side side_of (const char *language, const char *words)
{
    Side side = { language, td_memory_tokens (words, language), td_analyze_query (words, language), FALSE };

    for (guint i = 0; i < side.tokens->len; i++)
        side.searched |= g_array_index (side.tokens, guint32, i) != TD_MEMORY_NUMBER;
    return side;
}

/* ---- searching ---- */

struct searching {
    const TdConcordanceQuery *query;
    Side lead, follow; /* whose index is read; the other one */
    gboolean turned;   /* the lead is the query's to */
    TdConcordance *found;
};

static int by_number (const void *a, const void *b)
{
    gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

    return (x > y) - (x < y);
}

/* Numbers that the index does not know are looked for in the text itself. */
static gboolean has_digits (const char *text, const char *words)
{
    for (const char *p = words + strcspn (words, "0123456789"); *p != '\0'; p += strcspn (p, "0123456789")) {
        gsize length = strspn (p, "0123456789");
        g_autofree char *number = g_strndup (p, length);
        const char *at = strstr (text, number);
        while (at != NULL && ((at > text && g_ascii_isdigit (at[-1])) || g_ascii_isdigit (at[length])))
            at = strstr (at + 1, number);
        if (at == NULL)
            return FALSE;
        p += length;
    }
    return TRUE;
}

static void add_row (struct searching *s, const char *text, const TdMemoryOther *o, int *skip)
{
    const char *source = s->turned ? o->target : text, *target = s->turned ? text : o->target;
    const Side *from = s->turned ? &s->follow : &s->lead, *to = s->turned ? &s->lead : &s->follow;
    TdConcordanceRow *r;

    if (!has_digits (source, s->query->words) || !has_digits (target, s->query->other))
        return;
    if ((*skip)-- > 0)
        return;
    if ((int) s->found->rows->len >= s->query->most) {
        s->found->more = TRUE;
        return;
    }
    r = g_new0 (TdConcordanceRow, 1);
    *r = (TdConcordanceRow){ .source = g_strdup (source),
                             .target = g_strdup (target),
                             .in_source = td_analyze_highlights (source, from->language, from->query),
                             .in_target = td_analyze_highlights (target, to->language, to->query),
                             .origin = o->origin,
                             .name = g_strdup (o->name),
                             .place = g_strdup (o->place) };
    g_ptr_array_add (s->found->rows, r);
}

static const char *text_of (const GPtrArray *texts, gint64 number)
{
    for (guint i = 0; i < texts->len; i++)
        if (((const TdMemoryText *) texts->pdata[i])->number == number)
            return ((const TdMemoryText *) texts->pdata[i])->text;
    return "";
}

/* among: numbers of the other side that count; NULL: all. */
static gboolean look_at (TdTx *tx, struct searching *s, const gint64 *numbers, gsize n, const GArray *among, int *skip,
                         GError **error)
{
    g_autoptr (GPtrArray) texts = td_memory_texts (tx, numbers, n, error);
    g_autoptr (GPtrArray) others = texts != NULL ? td_memory_others (tx, numbers, n, s->follow.language, error) : NULL;

    if (others == NULL)
        return FALSE;
    for (guint i = 0; i < others->len && !s->found->more; i++) {
        const TdMemoryOther *o = others->pdata[i];
        const TdMemoryOther *before = i > 0 ? others->pdata[i - 1] : NULL;
        if (before != NULL && before->text == o->text && before->other == o->other)
            continue; /* the same two texts from elsewhere */
        if (among == NULL || bsearch (&o->other, among->data, among->len, sizeof (gint64), by_number) != NULL)
            add_row (s, text_of (texts, o->text), o, skip);
    }
    return TRUE;
}

static gboolean search_in (TdTx *tx, gpointer data, GError **error)
{
    struct searching *s = data;
    g_autoptr (GArray) numbers = td_memory_texts_with (tx, s->lead.language, s->lead.tokens, error);
    g_autoptr (GArray) among = NULL;
    int skip = s->query->offset;

    g_ptr_array_set_size (s->found->rows, 0);
    if (numbers == NULL
        || (s->follow.searched
            && (among = td_memory_texts_with (tx, s->follow.language, s->follow.tokens, error)) == NULL))
        return FALSE;
    for (guint at = 0; at < MIN (numbers->len, (guint) LOOKED_AT) && !s->found->more; at += PIECE)
        if (!look_at (tx, s, &g_array_index (numbers, gint64, at), MIN (numbers->len - at, (guint) PIECE), among, &skip,
                      error))
            return FALSE;
    return TRUE;
}

TdConcordance *td_concordance (TdInstance *instance, const TdConcordanceQuery *query, GError **error)
{
    g_auto (Side) from = side_of (query->from, query->words), to = side_of (query->to, query->other);
    g_autoptr (TdConcordance) found = g_new0 (TdConcordance, 1);
    struct searching s = { .query = query, .turned = !from.searched, .found = found };

    found->rows = g_ptr_array_new_with_free_func (row_free);
    s.lead = s.turned ? to : from;
    s.follow = s.turned ? from : to;
    if (!s.lead.searched) {
        g_set_error_literal (error, TD_MEMORY_ERROR, TD_ERROR_INPUT,
                             "Write at least one word to search; a number alone stands in too many texts.");
        return NULL;
    }
    return td_store_read (instance->store, search_in, &s, error) ? g_steal_pointer (&found) : NULL;
}

static json_t *places (const GArray *ranges)
{
    json_t *list = json_array ();

    for (guint i = 0; i < ranges->len; i++) {
        const TdToken *t = &g_array_index (ranges, TdToken, i);
        json_array_append_new (list, json_pack ("[i, i]", (int) t->start, (int) t->end));
    }
    return list;
}

json_t *td_concordance_to_json (const TdConcordanceQuery *query, const TdConcordance *concordance)
{
    json_t *rows = json_array ();

    for (guint i = 0; i < concordance->rows->len; i++) {
        const TdConcordanceRow *r = concordance->rows->pdata[i];
        json_array_append_new (rows, json_pack ("{s:s, s:s, s:o, s:o, s:s, s:s, s:s?}", "source", r->source, "target",
                                                r->target, "in_source", places (r->in_source), "in_target",
                                                places (r->in_target), "origin", td_memory_origin_word (r->origin),
                                                "name", r->name, "place", r->place));
    }
    return json_pack ("{s:s, s:s, s:s, s:s, s:b, s:o}", "from", query->from, "to", query->to, "words", query->words,
                      "other", query->other, "more", concordance->more, "rows", rows);
}
