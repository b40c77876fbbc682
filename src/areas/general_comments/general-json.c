/* General comments, drafts and comments on them as JSON. Contracts in general-comment.h, draft.h and draft-comment.h. */
#include "areas/general_comments/draft-comment.h"
#include "text/words.h"

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

static json_t *instant_or_null (gint64 instant)
{
    g_autofree char *text = instant != 0 ? td_instant_to_text (instant) : NULL;

    return text_or_null (text);
}

/* ---- a general comment ---- */

static json_t *moves (const TdGeneralStage *s)
{
    json_t *list = json_array ();

    for (guint i = 0; i < s->moves->len; i++) {
        const TdGeneralMove *m = s->moves->pdata[i];
        json_array_append_new (list, json_pack ("{s:o, s:o, s:s, s:o}", "was", instant_or_null (m->was), "closes",
                                                instant_or_null (m->closes), "reason", m->reason, "at",
                                                instant_or_null (m->at)));
    }
    return list;
}

static json_t *stage_to_json (const TdInstance *instance, const TdGeneralStage *s, const char *locale, gint64 now)
{
    static const char *const when[] = { "planned", "open", "over" };
    const TdGeneralStageKind *kind = td_profile_general_stage (instance->profile, s->kind);
    json_t *json = json_pack ("{s:s, s:s, s:s, s:s, s:s}", "id", s->id, "kind", s->kind, "label",
                              td_words (locale, kind != NULL ? kind->label : s->kind), "when",
                              when[td_general_stage_when (s, now)], "zone", s->zone);

    json_object_set_new (json, "opens", instant_or_null (s->opens));
    json_object_set_new (json, "opens_local", text_or_null (s->opens_local));
    json_object_set_new (json, "closes", instant_or_null (s->closes));
    json_object_set_new (json, "closes_local", text_or_null (s->closes_local));
    json_object_set_new (json, "draft", text_or_null (s->draft));
    json_object_set_new (json, "document", text_or_null (s->document));
    json_object_set_new (json, "call", text_or_null (s->call));
    json_object_set_new (json, "meeting", text_or_null (s->meeting));
    json_object_set_new (json, "note", text_or_null (s->note));
    json_object_set_new (json, "moves", moves (s));
    return json;
}

json_t *td_general_comment_to_json (const TdInstance *instance, const TdGeneralComment *g, const char *locale)
{
    json_t *titles = json_array (), *bodies = json_array (), *stages = json_array ();
    g_autofree char *address = g_strdup_printf ("/general-comments/%s", g->id);

    for (guint i = 0; i < g->titles->len; i++) {
        const TdGeneralTitle *t = g->titles->pdata[i];
        json_array_append_new (titles, json_pack ("{s:s, s:s}", "language", t->language, "title", t->title));
    }
    for (guint i = 0; i < g->bodies->len; i++) {
        const TdGeneralBody *b = g->bodies->pdata[i];
        json_array_append_new (bodies, json_pack ("{s:s, s:o, s:o}", "body", b->body, "number",
                                                  b->number > 0 ? json_integer (b->number) : json_null (), "symbol",
                                                  text_or_null (b->symbol)));
    }
    for (guint i = 0; i < g->stages->len; i++)
        json_array_append_new (stages,
                               stage_to_json (instance, g->stages->pdata[i], locale, td_clock_now (&instance->clock)));
    return json_pack ("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:o, s:s}", "id", g->id, "titles", titles, "theme",
                      text_or_null (g->theme), "bodies", bodies, "drafter", text_or_null (g->drafter_name), "document",
                      text_or_null (g->document), "adopted", text_or_null (g->adopted), "drafts", g->drafts, "stages",
                      stages, "address", address);
}

/* ---- a draft ---- */

/* The bare words of a paragraph or of a row's cells. */
static char *plain_of (const TdTextParagraph *p)
{
    g_autoptr (GString) all = g_string_new (NULL);

    if (p->runs != NULL)
        return td_text_plain (p->runs);
    for (guint i = 0; p->cells != NULL && i < p->cells->len; i++) {
        g_autofree char *cell = td_text_plain (p->cells->pdata[i]);
        g_string_append_printf (all, "%s%s", i > 0 ? " | " : "", cell);
    }
    return g_string_free (g_steal_pointer (&all), FALSE);
}

static json_t *paragraphs (const TdText *text)
{
    json_t *list = json_array ();

    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        for (guint k = 0; k < section->paragraphs->len; k++) {
            const TdTextParagraph *p = section->paragraphs->pdata[k];
            g_autofree char *plain = plain_of (p);
            g_autoptr (GPtrArray) runs = td_text_paragraph_runs (p);
            g_autofree char *marked = td_text_words_of_runs (runs);
            json_array_append_new (list,
                                   json_pack ("{s:s, s:o, s:s, s:o, s:s, s:s}", "anchor", p->id, "number",
                                              text_or_null (p->number), "kind", td_text_kind_word (p->kind), "heading",
                                              text_or_null (*section->title != '\0' ? section->title : NULL), "text",
                                              plain, "marked", marked));
        }
    }
    return list;
}

json_t *td_comment_draft_to_json (const TdCommentDraft *d, const TdText *text)
{
    json_t *languages = json_array (), *json;

    for (guint i = 0; i < d->languages->len; i++) {
        const TdDraftLanguage *l = d->languages->pdata[i];
        json_array_append_new (languages,
                               json_pack ("{s:s, s:b, s:o, s:s, s:I, s:I}", "language", l->language, "leads", l->leads,
                                          "title", text_or_null (l->title), "format", l->format, "paragraphs",
                                          (json_int_t) l->paragraphs, "words", (json_int_t) l->words));
    }
    json = json_pack ("{s:s, s:s, s:i, s:b, s:I, s:o, s:o}", "id", d->id, "general_comment", d->general_comment, "n",
                      d->n, "final", d->final, "comments", (json_int_t) d->comments, "created",
                      instant_or_null (d->created), "languages", languages);
    if (text != NULL) {
        json_object_set_new (json, "language", json_string (text->language));
        json_object_set_new (json, "paragraphs", paragraphs (text));
    }
    return json;
}

/* ---- a comment ---- */

json_t *td_draft_comment_to_json (const TdDraftComment *c)
{
    json_t *support = json_array (), *json;

    for (guint i = 0; i < c->supporters->len; i++) {
        const TdDraftSupporter *s = c->supporters->pdata[i];
        if (s->name != NULL)
            json_array_append_new (
                support, json_pack ("{s:s, s:o}", "name", s->name, "organisation", text_or_null (s->organisation)));
    }
    json = json_pack ("{s:s, s:s, s:i, s:s, s:o, s:o, s:o, s:s, s:b}", "id", c->id, "draft", c->draft, "number",
                      c->number, "language", c->language, "anchor", text_or_null (c->anchor), "phrase",
                      text_or_null (c->phrase), "reply_to", text_or_null (c->reply_to), "position",
                      td_position_word (c->position), "known", c->known);
    json_object_set_new (json, "name", text_or_null (c->name));
    json_object_set_new (json, "organisation", text_or_null (c->organisation));
    json_object_set_new (json, "state", text_or_null (c->state));
    if (c->confidential)
        json_object_set_new (json, "confidential", json_true ());
    if (!c->shown)
        json_object_set_new (json, "waits", json_true ());
    json_object_set_new (json, "text", text_or_null (c->text));
    json_object_set_new (json, "wording", text_or_null (c->wording));
    json_object_set_new (json, "version", json_integer ((json_int_t) c->version));
    json_object_set_new (json, "at", instant_or_null (c->at));
    json_object_set_new (json, "changed", instant_or_null (c->changed));
    json_object_set_new (json, "withdrawn", instant_or_null (c->withdrawn));
    json_object_set_new (json, "supported", json_integer (c->supporters->len));
    json_object_set_new (json, "support", support);
    return json;
}
