/* Submissions as JSON for a viewer. Contract in submission.h. */
#include "areas/submissions/submission.h"

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

static json_t *instant_or_null (gint64 instant)
{
    g_autofree char *text = instant != 0 ? td_instant_to_text (instant) : NULL;

    return text_or_null (text);
}

static json_t *articles_to_json (const GArray *articles)
{
    json_t *list = json_array ();

    for (guint i = 0; i < articles->len; i++)
        json_array_append_new (list, json_integer (g_array_index (articles, int, i)));
    return list;
}

static json_t *priorities_to_json (const GPtrArray *priorities)
{
    json_t *list = json_array ();

    for (guint i = 0; i < priorities->len; i++) {
        const TdPriority *p = priorities->pdata[i];
        json_array_append_new (list,
                               json_pack ("{s:o, s:s}", "article",
                                          p->article > 0 ? json_integer (p->article) : json_null (), "text", p->text));
    }
    return list;
}

static json_t *tags_to_json (const GArray *tags)
{
    json_t *list = json_array ();

    for (guint i = 0; tags != NULL && i < tags->len; i++) {
        const TdTag *tag = &g_array_index (tags, TdTag, i);
        json_array_append_new (list, json_pack ("{s:i, s:f, s:s}", "article", tag->article, "confidence",
                                                tag->confidence, "because", tag->because));
    }
    return list;
}

static json_t *paragraphs_to_json (const GPtrArray *paragraphs)
{
    json_t *list = json_array ();

    for (guint i = 0; i < paragraphs->len; i++) {
        const TdParagraph *p = paragraphs->pdata[i];
        json_array_append_new (list, json_pack ("{s:i, s:i, s:s, s:o, s:s, s:o, s:s}", "n", p->n, "page", p->page,
                                                "language", p->language, "heading", text_or_null (p->heading), "text",
                                                p->text, "articles", tags_to_json (p->articles), "kind",
                                                td_paragraph_kind_name (p->kind)));
    }
    return list;
}

/* What each file is and how long; names and contents are for those who may have the originals. */
static json_t *files_to_json (const TdSubmission *s)
{
    json_t *list = json_array ();

    for (guint i = 0; i < s->files->len; i++) {
        const TdSubmissionFile *file = s->files->pdata[i];
        json_array_append_new (list, json_pack ("{s:i, s:s, s:i, s:o}", "position", file->position, "part",
                                                td_file_part_word (file->part), "pages", file->pages, "title",
                                                text_or_null (td_submission_file_title (s, file))));
    }
    return list;
}

json_t *td_submission_to_json (const TdInstance *instance, const TdSubmission *s, const GPtrArray *paragraphs,
                               const TdViewer *viewer)
{
    const TdSubmissionFile *file = s->files->len > 0 ? s->files->pdata[0] : NULL;
    json_t *json = json_object ();

    (void) instance;
    json_object_set_new (json, "id", json_string (s->id));
    json_object_set_new (json, "status", json_string (td_status_word (s->status)));
    json_object_set_new (json, "state", text_or_null (s->state));
    json_object_set_new (json, "purpose", text_or_null (s->purpose));
    json_object_set_new (json, "organisation", text_or_null (td_submission_name_for (s, viewer)));
    json_object_set_new (json, "by_state", text_or_null (s->by_state));
    json_object_set_new (json, "kind", text_or_null (s->sender_kind));
    json_object_set_new (json, "visibility",
                         s->visibility_chosen ? json_string (td_visibility_word (s->visibility)) : json_null ());
    json_object_set_new (json, "title", text_or_null (s->title));
    json_object_set_new (json, "language", text_or_null (s->language));
    json_object_set_new (json, "pages", file != NULL ? json_integer (file->pages) : json_null ());
    json_object_set_new (json, "files", files_to_json (s));
    json_object_set_new (json, "received", instant_or_null (s->register_day == NULL ? s->received : 0));
    json_object_set_new (json, "uncalled", json_boolean (s->uncalled));
    json_object_set_new (json, "register_day", text_or_null (s->register_day));
    json_object_set_new (json, "late", text_or_null (s->late));
    json_object_set_new (json, "late_reason", text_or_null (s->late_reason));
    if (s->rehearsal)
        json_object_set_new (json, "rehearsal", json_true ());
    json_object_set_new (json, "articles", articles_to_json (s->articles));
    json_object_set_new (json, "articles_declared", json_boolean (s->declared));
    json_object_set_new (json, "priorities", priorities_to_json (s->priorities));
    if (paragraphs != NULL)
        json_object_set_new (json, "paragraphs", paragraphs_to_json (paragraphs));
    return json;
}
