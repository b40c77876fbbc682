#include "areas/citations/citation-use.h"

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

/* Where it stands in its text. Free it. */
static char *place_of (const TdUse *use)
{
    return use->anchor != NULL ? g_strdup (use->anchor) : g_strdup_printf ("p%d", use->n);
}

static json_t *use_json (const TdUse *use)
{
    g_autofree char *place = place_of (use);
    const char *id = use->submission != NULL ? use->submission : use->document;

    return json_pack ("{s:s, s:s, s:o, s:o, s:o, s:s, s:s, s:o, s:o, s:b, s:i, s:i}", "kind",
                      use->submission != NULL ? "submission" : "document", "id", id, "symbol",
                      text_or_null (use->symbol), "title", text_or_null (use->title), "from", text_or_null (use->who),
                      "at", place, "text", use->text, "language", text_or_null (use->language), "day",
                      text_or_null (use->day), "public", use->is_public, "first", use->first, "last", use->last);
}

json_t *td_uses_to_json (const TdUses *uses, int paragraph)
{
    json_t *counts = json_array (), *list = json_array ();
    const TdLibraryDocument *d = uses->document;

    for (guint i = 0; i < uses->counts->len; i++) {
        const TdUseCount *c = &g_array_index (uses->counts, TdUseCount, i);
        json_array_append_new (counts, json_pack ("{s:o, s:i, s:i, s:i}", "paragraph",
                                                  c->paragraph > 0 ? json_integer (c->paragraph) : json_null (),
                                                  "texts", td_use_count_texts (c), "submissions", c->submissions,
                                                  "documents", c->documents));
    }
    for (guint i = 0; i < uses->uses->len; i++)
        json_array_append_new (list, use_json (uses->uses->pdata[i]));
    return json_pack ("{s:s, s:o, s:o, s:o, s:i, s:o, s:o, s:b}", "document", d->id, "symbol", text_or_null (d->symbol),
                      "title", text_or_null (d->title), "paragraph",
                      paragraph > 0 ? json_integer (paragraph) : json_null (), "texts", uses->texts, "paragraphs",
                      counts, "uses", list, "complete", !uses->cut);
}

json_t *td_cites_to_json (const GPtrArray *cites)
{
    json_t *list = json_array ();

    for (guint i = 0; i < cites->len; i++) {
        const TdCite *c = cites->pdata[i];
        g_autofree char *place = place_of (c->use);
        const char *symbol = c->target != NULL ? c->target->symbol : *c->use->cited ? c->use->cited : NULL;
        json_array_append_new (list, json_pack ("{s:s, s:s, s:o, s:o, s:o, s:i, s:i, s:o, s:o}", "at", place, "text",
                                                c->use->text, "language", text_or_null (c->use->language), "symbol",
                                                text_or_null (symbol), "state", text_or_null (c->use->cited_state),
                                                "first", c->use->first, "last", c->use->last, "document",
                                                text_or_null (c->target != NULL ? c->target->id : NULL), "title",
                                                text_or_null (c->target != NULL ? c->target->title : NULL)));
    }
    return list;
}
