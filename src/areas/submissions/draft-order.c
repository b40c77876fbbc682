/* Contract in draft-order.h. */
#include "areas/submissions/draft-order.h"

#include "areas/submissions/submission-sql.h"

struct TdLifted {
    TdSubmissionFile file; /* its texts borrowed of the draft */
    GPtrArray *paragraphs; /* of TdParagraph */
};

void td_lifted_free (TdLifted *lifted)
{
    g_ptr_array_unref (lifted->paragraphs);
    g_free (lifted);
}

static TdLifted *lift_one (const TdSubmissionFile *file)
{
    TdLifted *lifted = g_new0 (TdLifted, 1);

    lifted->file = *file;
    lifted->paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) td_paragraph_free);
    return lifted;
}

/* Gives each paragraph to the file that it stands in: the last one that begins with it or before. */
static void deal (GPtrArray *lifted, int from, GPtrArray *paragraphs, const GArray *begins)
{
    g_ptr_array_set_free_func (paragraphs, NULL);
    for (guint i = 0; i < paragraphs->len; i++) {
        TdParagraph *p = paragraphs->pdata[i];
        int position = 0;
        for (guint k = 1; k < begins->len; k++)
            if (g_array_index (begins, int, k) > 0 && g_array_index (begins, int, k) <= p->n)
                position = (int) k;
        if (position >= from)
            g_ptr_array_add (((TdLifted *) lifted->pdata[position - from])->paragraphs, p);
        else
            td_paragraph_free (p);
    }
}

GPtrArray *td_draft_lift (TdTx *tx, const TdSubmission *draft, int from, GError **error)
{
    g_autoptr (GPtrArray) lifted = g_ptr_array_new_with_free_func ((GDestroyNotify) td_lifted_free);
    g_autoptr (GPtrArray) paragraphs = td_submission_paragraphs (tx, draft, error);
    g_autoptr (GArray) begins = g_array_new (FALSE, TRUE, sizeof (int));

    g_array_set_size (begins, draft->files->len + 1);
    if (paragraphs == NULL || !td_submission_begins (tx, draft->id, begins, error)
        || !td_submission_delete_files (tx, draft->id, from, error))
        return NULL;
    for (guint i = (guint) from - 1; i < draft->files->len; i++)
        g_ptr_array_add (lifted, lift_one (draft->files->pdata[i]));
    deal (lifted, from, paragraphs, begins);
    return g_steal_pointer (&lifted);
}

gboolean td_draft_put (TdTx *tx, const char *id, const TdSubmissionFile *file, const GPtrArray *paragraphs,
                       GError **error)
{
    return td_submission_insert_file (tx, id, file, error)
           && td_submission_insert_part (tx, id, file->position, file->part, error)
           && td_submission_insert_paragraphs (tx, id, file->position, paragraphs, error);
}

gboolean td_draft_put_back (TdTx *tx, const char *id, const GPtrArray *lifted, GError **error)
{
    gint64 position = 0;

    if (!td_submission_last_position (tx, id, &position, error))
        return FALSE;
    for (guint i = 0; i < lifted->len; i++) {
        TdLifted *one = lifted->pdata[i];
        one->file.position = (int) ++position;
        if (!td_draft_put (tx, id, &one->file, one->paragraphs, error))
            return FALSE;
    }
    return TRUE;
}
