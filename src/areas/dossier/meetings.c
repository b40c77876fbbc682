#include "areas/dossier/meetings.h"

#include "areas/questions/filed.h"

/* The tagger's and a person's word alike: they came here because they count. */
enum { SURE = 900 };

static TdSource source_of (const TdInstance *instance, const TdFiled *f)
{
    return td_source_of_submission (instance->profile, f->kind != NULL ? f->kind : "", f->of_state);
}

static char *id_of (const TdFiled *f)
{
    return g_strdup_printf ("%s %s", f->meeting, f->party);
}

static TdDossierPaper *paper_new (const TdInstance *instance, const TdFiled *f)
{
    const TdMeetingKind *kind = td_profile_meeting_kind (instance->profile, f->meeting_kind);
    TdDossierPaper *p = g_new0 (TdDossierPaper, 1);

    p->meeting = g_strdup (f->meeting);
    p->id = id_of (f);
    p->source = source_of (instance, f);
    p->title = g_strdup (kind != NULL ? kind->label : f->meeting_kind);
    p->who = g_strdup (f->who);
    p->type = g_strdup (f->meeting_kind);
    p->language = g_strdup (f->language);
    p->priorities = g_array_new (FALSE, FALSE, sizeof (int));
    p->filed = g_ptr_array_new_with_free_func ((GDestroyNotify) td_filed_free);
    p->is_public = TRUE;
    return p;
}

gboolean td_dossier_add_meetings (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, TdDossier *dossier,
                                  GError **error)
{
    const TdSpan *span = &dossier->span;
    g_autoptr (GPtrArray) filed = td_filed_in (tx, viewer, span->state->iso3, span->from, span->until, error);

    if (filed == NULL)
        return FALSE;
    for (guint i = 0; i < filed->len; i++) {
        TdFiled *f = filed->pdata[i];
        g_autofree char *id = id_of (f);
        TdDossierPaper *p = g_hash_table_lookup (dossier->by_id, id);
        if (p == NULL) {
            p = paper_new (instance, f);
            g_ptr_array_add (dossier->papers, p);
            g_hash_table_insert (dossier->by_id, p->id, p);
        }
        p->received = MAX (p->received, f->at);
        p->is_public = p->is_public && f->is_public;
        g_ptr_array_add (p->filed, f);
        filed->pdata[i] = NULL;
    }
    g_ptr_array_set_free_func (filed, NULL);
    return TRUE;
}

static void add_keys (const TdDossierPaper *paper, const TdFiled *f, int article, GArray *keys)
{
    for (guint i = 0; i < f->articles->len; i++) {
        const TdDossierKey key = {
            .paper = paper, .article = g_array_index (f->articles, int, i), .n = f->number, .confidence = SURE
        };
        if (article == 0 || article == key.article)
            g_array_append_val (keys, key);
    }
}

void td_dossier_add_meeting_keys (const TdDossier *dossier, int article, GArray *keys)
{
    for (guint i = 0; i < dossier->papers->len; i++) {
        const TdDossierPaper *paper = dossier->papers->pdata[i];
        for (guint k = 0; paper->filed != NULL && k < paper->filed->len; k++)
            add_keys (paper, paper->filed->pdata[k], article, keys);
    }
}

TdDossierParagraph *td_dossier_meeting_paragraph (const TdDossierKey *key)
{
    for (guint i = 0; i < key->paper->filed->len; i++) {
        const TdFiled *f = key->paper->filed->pdata[i];
        TdDossierParagraph *p;
        if (f->number != key->n)
            continue;
        p = g_new0 (TdDossierParagraph, 1);
        p->paper = key->paper;
        p->article = key->article;
        p->n = key->n;
        p->confidence = key->confidence;
        p->anchor = g_strdup (f->question);
        p->heading = g_strdup (f->asked);
        p->text = g_strdup (f->text);
        p->language = g_strdup (f->language);
        return p;
    }
    return NULL;
}

gboolean td_coverage_add_meetings (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, TdCoverage *coverage,
                                   GError **error)
{
    const TdSpan *span = &coverage->span;
    g_autoptr (GPtrArray) filed = td_filed_in (tx, viewer, span->state->iso3, span->from, span->until, error);

    for (guint i = 0; filed != NULL && i < filed->len; i++) {
        const TdFiled *f = filed->pdata[i];
        for (guint k = 0; k < f->articles->len; k++) {
            int article = g_array_index (f->articles, int, k);
            if (article > 0 && (guint) article < coverage->rows->len)
                g_array_index (coverage->rows, TdCoverageRow, article).by[source_of (instance, f)]++;
        }
    }
    return filed != NULL;
}
