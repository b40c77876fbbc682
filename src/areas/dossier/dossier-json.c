/* Contract in dossier-json.h. */
#include "areas/dossier/dossier-json.h"

#include "areas/dossier/unreported.h"
#include "base/limits.h"

static void set_text (json_t *object, const char *key, const char *text)
{
    json_object_set_new (object, key, text != NULL ? json_string (text) : json_null ());
}

static void take_text (json_t *object, const char *key, char *take)
{
    set_text (object, key, take);
    g_free (take);
}

/* ---- papers ---- */

static json_t *paper_json (const TdDossierPaper *p)
{
    json_t *json = json_object ();

    set_text (json, "submission", p->submission);
    set_text (json, "document", p->document);
    set_text (json, "meeting", p->meeting);
    set_text (json, "symbol", p->symbol);
    set_text (json, "title", p->title);
    set_text (json, "who", p->who);
    set_text (json, "type", p->type);
    set_text (json, "day", p->day);
    take_text (json, "received", td_instant_to_text (p->received));
    json_object_set_new (json, "public", json_boolean (p->is_public));
    take_text (json, "address", td_dossier_address (p, 0, NULL));
    return json;
}

static json_t *sources_json (const TdDossier *dossier)
{
    json_t *sources = json_array ();

    for (int s = 0; s < TD_N_SOURCES; s++) {
        json_t *papers = json_array ();
        for (guint i = 0; i < dossier->papers->len; i++) {
            const TdDossierPaper *p = dossier->papers->pdata[i];
            if ((int) p->source == s)
                json_array_append_new (papers, paper_json (p));
        }
        json_array_append_new (sources,
                               json_pack ("{s:s, s:o}", "source", td_source_word ((TdSource) s), "papers", papers));
    }
    return sources;
}

/* ---- articles ---- */

static json_t *paragraph_json (const TdDossierParagraph *p)
{
    json_t *json = json_object ();

    json_object_set_new (json, "source", json_string (td_source_word (p->paper->source)));
    set_text (json, "submission", p->paper->submission);
    set_text (json, "document", p->paper->document);
    set_text (json, "meeting", p->paper->meeting);
    set_text (json, "symbol", p->paper->symbol);
    set_text (json, "who", p->paper->who);
    json_object_set_new (json, "n", json_integer (p->n));
    json_object_set_new (json, "page", json_integer (p->page));
    set_text (json, "anchor", p->anchor);
    set_text (json, "language", p->language);
    json_object_set_new (json, "priority", json_boolean (p->priority));
    json_object_set_new (json, "confidence", json_real (p->confidence / 1000.0));
    set_text (json, "text", p->text);
    take_text (json, "address", td_dossier_address (p->paper, p->n, p->anchor));
    take_text (json, "file", td_dossier_file_address (p));
    return json;
}

/* Paragraphs come by article, so each list is taken where the last one ended. */
static json_t *articles_json (const TdProfile *profile, const TdDossierFound *found)
{
    json_t *articles = json_array ();

    for (gsize i = 0; i < profile->n_articles; i++) {
        int number = profile->articles[i].number;
        const TdCoverageRow *row = &g_array_index (found->coverage.rows, TdCoverageRow, number);
        json_t *json = json_pack ("{s:i}", "article", number), *list = json_array ();
        for (int s = 0; s < TD_N_SOURCES; s++)
            json_object_set_new (json, td_source_key ((TdSource) s), json_integer (row->by[s]));
        for (guint k = 0; k < found->paragraphs->len; k++) {
            const TdDossierParagraph *p = found->paragraphs->pdata[k];
            if (p->article == number)
                json_array_append_new (list, paragraph_json (p));
        }
        json_object_set_new (json, "paragraphs", list);
        json_array_append_new (articles, json);
    }
    return articles;
}

static json_t *unreported_json (const TdUnreportedList *list)
{
    json_t *rows = json_array ();

    for (guint i = 0; i < list->rows->len; i++) {
        const TdUnreported *u = list->rows->pdata[i];
        const TdRecommendation *r = u->recommendation;
        json_t *json = json_object ();
        set_text (json, "recommendation", r->id);
        set_text (json, "symbol", r->symbol);
        set_text (json, "anchor", r->anchor);
        set_text (json, "item", *r->item != '\0' ? r->item : NULL);
        set_text (json, "text", r->text);
        json_object_set_new (json, "only_state", json_boolean (u->state > 0));
        json_object_set_new (json, "maybe", json_integer (u->maybe));
        json_array_append_new (rows, json);
    }
    return rows;
}

json_t *td_dossier_to_json (TdInstance *instance, const TdViewer *viewer, const char *state, int cycle, GError **error)
{
    const TdDossierAsk ask = { .source = -1, .most = TD_LIMIT_DOSSIER_EXTRACTS };
    g_auto (TdDossier) dossier = { 0 };
    g_auto (TdDossierFound) found = { 0 };
    g_auto (TdUnreportedList) unreported = { 0 };
    json_t *json;

    if (!td_dossier_read (instance, viewer, state, cycle, &ask, &dossier, &found, error)
        || !td_unreported_read (instance, viewer, &dossier.span, &unreported, error)
        || !td_dossier_note_readings (instance, viewer, &found, error))
        return NULL;
    json = json_pack ("{s:s, s:i}", "state", dossier.span.state->iso3, "cycle", dossier.span.cycle);
    set_text (json, "from", dossier.span.from_day);
    set_text (json, "until", dossier.span.until_day);
    json_object_set_new (json, "sources", sources_json (&dossier));
    json_object_set_new (json, "articles", articles_json (instance->profile, &found));
    json_object_set_new (json, "unreported", unreported_json (&unreported));
    return json;
}
