/* What is public, kept from the journal. Contract in record.h. */
#include "areas/open_data/record-sql.h"

#include "base/errors.h"

TD_DEFINE_ERROR (open)

static const TdViewer nobody = TD_VIEWER_NOBODY;

static const char *const kinds[TD_N_OPEN_KINDS] = {
    [TD_OPEN_DOCUMENT] = "document", [TD_OPEN_SUBMISSION] = "submission"
};

const char *td_open_kind_word (TdOpenKind kind)
{
    return kind < TD_N_OPEN_KINDS ? kinds[kind] : "";
}

gboolean td_open_kind_from_word (const char *word, TdOpenKind *ret_kind)
{
    for (int kind = 0; kind < TD_N_OPEN_KINDS; kind++)
        if (g_strcmp0 (kinds[kind], word) == 0) {
            *ret_kind = (TdOpenKind) kind;
            return TRUE;
        }
    return FALSE;
}

void td_open_thing_clear (TdOpenThing *thing)
{
    g_clear_pointer (&thing->document, td_library_document_free);
    g_clear_pointer (&thing->submission, td_submission_free);
}

gboolean td_open_thing_in (TdTx *tx, const TdInstance *instance, const TdOpenRecord *r, TdOpenThing *ret_thing,
                           GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_auto (TdOpenThing) thing = { 0 };

    if (r->kind == TD_OPEN_DOCUMENT)
        thing.document = td_library_get_in (tx, r->id, &problem);
    else
        thing.submission = td_submission_get_in (tx, instance, &nobody, NULL, r->id, &problem);
    if (problem != NULL && td_error_code (problem) != TD_ERROR_NOT_FOUND) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    *ret_thing = thing;
    thing = (TdOpenThing){ 0 };
    return TRUE;
}

char *td_open_path (const TdOpenRecord *r, const TdOpenThing *thing, const char *locale)
{
    if (r->kind == TD_OPEN_SUBMISSION)
        return g_strdup_printf ("/%s/submissions/%s", locale, r->id);
    return td_library_address (
        locale, thing->document != NULL && thing->document->symbol != NULL ? thing->document->symbol : r->id, NULL);
}

/* ---- following ---- */

/* In all its languages. */
static gboolean add_document (TdTx *tx, const TdLibraryDocument *d, json_t *all, GError **error)
{
    json_array_append_new (all, td_library_to_json (d, NULL));
    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        g_autoptr (GPtrArray) paragraphs = td_library_paragraphs_in (tx, d->id, l->language, error);
        if (paragraphs == NULL)
            return FALSE;
        json_array_append_new (all, td_library_to_json (d, paragraphs));
    }
    return TRUE;
}

static gboolean add_submission (TdTx *tx, const TdInstance *instance, const TdSubmission *s, json_t *all,
                                GError **error)
{
    g_autoptr (GPtrArray) paragraphs = td_submission_paragraphs (tx, s, error);

    if (paragraphs == NULL)
        return FALSE;
    json_array_append_new (all, td_submission_to_json (instance, s, paragraphs, &nobody));
    return TRUE;
}

/* Of what everybody reads there. *ret is free's. */
static gboolean hash_of (TdTx *tx, const TdInstance *instance, const TdOpenThing *thing, char **ret, GError **error)
{
    json_t *all = json_array ();
    gboolean good = thing->document != NULL ? add_document (tx, thing->document, all, error)
                                            : add_submission (tx, instance, thing->submission, all, error);

    if (good) {
        char *dumped = json_dumps (all, JSON_COMPACT | JSON_SORT_KEYS);
        *ret = g_compute_checksum_for_string (G_CHECKSUM_SHA256, dumped, -1);
        free (dumped);
    }
    json_decref (all);
    return good;
}

static void name (TdOpenRecord *r, const TdOpenThing *thing)
{
    const TdSubmission *s = thing->submission;
    const char *type = thing->document != NULL ? thing->document->type : s->purpose;

    g_free (r->state);
    g_free (r->type);
    r->state = g_strdup (thing->document != NULL ? thing->document->state : s->state);
    r->type = g_strdup (type != NULL ? type : "");
}

/* How it stands for nobody now; what it was stays where it is gone. *ret_new FALSE: nothing of it is other than before. */
static gboolean settle (TdTx *tx, const TdInstance *instance, TdOpenRecord *r, gboolean *ret_new, GError **error)
{
    g_auto (TdOpenThing) thing = { 0 };
    g_autofree char *hash = NULL;

    if (!td_open_thing_in (tx, instance, r, &thing, error))
        return FALSE;
    r->deleted = thing.document == NULL && thing.submission == NULL;
    if (r->deleted)
        hash = g_strdup ("");
    else if (!hash_of (tx, instance, &thing, &hash, error))
        return FALSE;
    *ret_new = !g_str_equal (hash, r->hash);
    g_free (r->hash);
    r->hash = g_steal_pointer (&hash);
    if (!r->deleted)
        name (r, &thing);
    return TRUE;
}

gboolean td_open_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    g_autoptr (TdOpenRecord) r = NULL;
    TdOpenKind kind;
    gboolean is_new = FALSE;

    if (!td_open_kind_from_word (record->thing, &kind))
        return TRUE;
    if (!td_open_record_in (tx, record->thing_id, &r, error))
        return FALSE;
    if (r == NULL) { /* as one that never was public */
        r = g_new0 (TdOpenRecord, 1);
        r->id = g_strdup (record->thing_id);
        r->kind = kind;
        r->hash = g_strdup ("");
    }
    if (!settle (tx, data, r, &is_new, error))
        return FALSE;
    r->position = record->position;
    r->at = record->at;
    return !is_new || td_open_record_set (tx, r, error);
}
