#include "areas/submissions/submission.h"

#include "areas/submissions/reading.h"
#include "areas/submissions/sender-key.h"
#include "areas/submissions/submission-sql.h"
#include "base/errors.h"
#include "text/words.h"

TD_DEFINE_ERROR (submission)

/* The name of an organisation at risk is told to nobody to whom a withheld one is not. */
static TdVisibility visible_as (const TdSubmission *s)
{
    if (!s->visibility_chosen)
        return TD_VISIBILITY_COMMITTEE;
    return s->at_risk && s->visibility == TD_VISIBILITY_PUBLIC ? TD_VISIBILITY_NAME_WITHHELD : s->visibility;
}

TdThing td_submission_thing (const TdSubmission *s)
{
    return (TdThing){ .status = s->status, .visibility = visible_as (s), .state = s->state, .relations = s->relations };
}

const char *td_submission_name_for (const TdSubmission *s, const TdViewer *viewer)
{
    TdThing thing = td_submission_thing (s);

    return td_door_may (viewer, TD_ACT_SUBMISSION_NAME, &thing, NULL) ? s->sender_name : NULL;
}

const char *td_visibility_label (TdVisibility visibility)
{
    static const char *const labels[] = { [TD_VISIBILITY_COMMITTEE] = N_ ("For the Committee alone"),
                                          [TD_VISIBILITY_NAME_WITHHELD] = N_ ("Name withheld"),
                                          [TD_VISIBILITY_PUBLIC] = N_ ("Public") };

    return labels[visibility];
}

const char *td_file_part_word (TdFilePart part)
{
    static const char *const words[TD_N_PARTS] = { "main", "annex", "core-document" };

    return part < TD_N_PARTS ? words[part] : "";
}

gboolean td_file_part_from_word (const char *word, TdFilePart *ret)
{
    for (int part = 0; part < TD_N_PARTS; part++)
        if (g_strcmp0 (word, td_file_part_word ((TdFilePart) part)) == 0) {
            *ret = (TdFilePart) part;
            return TRUE;
        }
    return FALSE;
}

/* ---- reading ---- */

/* What is not there is refused in the same words as what the viewer may not know of: a draft of somebody else. */
static TdSubmission *load_for (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    const TdThing thing = { .status = TD_STATUS_DRAFT };
    g_autoptr (GError) problem = NULL;
    TdSubmission *s = td_submission_load (tx, id, &problem);

    if (s == NULL && td_error_code (problem) != TD_ERROR_NOT_FOUND)
        g_propagate_error (error, g_steal_pointer (&problem));
    else if (s == NULL)
        td_door_may (viewer, TD_ACT_SUBMISSION_READ, &thing, error);
    return s;
}

/* Takes it; as the viewer may read it, or NULL. */
static TdSubmission *let_read (TdSubmission *take_submission, const TdViewer *viewer, GError **error)
{
    g_autoptr (TdSubmission) s = take_submission;
    const TdThing thing = td_submission_thing (s);

    if (!td_door_may (viewer, TD_ACT_SUBMISSION_READ, &thing, error))
        return NULL;
    td_submission_see_as (s, viewer);
    return g_steal_pointer (&s);
}

TdSubmission *td_submission_get_related (TdTx *tx, const TdViewer *viewer, guint relations, const char *id,
                                         GError **error)
{
    TdSubmission *s = load_for (tx, viewer, id, error);

    if (s == NULL)
        return NULL;
    s->relations = relations;
    return let_read (s, viewer, error);
}

TdSubmission *td_submission_get_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *key,
                                    const char *id, GError **error)
{
    g_autoptr (TdSubmission) s = load_for (tx, viewer, id, error);
    gboolean has_key = FALSE;
    guint8 hash[32];

    if (s == NULL)
        return NULL;
    if (td_sender_key_hash (instance, key, hash) && !td_submission_has_key (tx, id, hash, &has_key, error))
        return NULL;
    s->relations =
        td_door_relations (viewer, s->person, s->organisation, has_key) | td_door_state_relations (viewer, s->by_state);
    if (!td_submission_was_asked (tx, id, viewer, &s->relations, error))
        return NULL;
    return let_read (g_steal_pointer (&s), viewer, error);
}

struct get {
    const TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    TdSubmission *submission;
    char *receipt;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct get *g = data;

    g_clear_pointer (&g->submission, td_submission_free);
    g->submission = td_submission_get_in (tx, g->instance, g->viewer, g->key, g->id, error);
    return g->submission != NULL;
}

TdSubmission *td_submission_get (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                 GError **error)
{
    struct get g = { .instance = instance, .viewer = viewer, .key = key, .id = id };

    if (!td_store_read (instance->store, get_in, &g, error))
        g_clear_pointer (&g.submission, td_submission_free);
    return g.submission;
}

struct paragraphs {
    const TdSubmission *submission;
    GPtrArray *found;
};

static gboolean paragraphs_in (TdTx *tx, gpointer data, GError **error)
{
    struct paragraphs *p = data;

    g_clear_pointer (&p->found, g_ptr_array_unref);
    p->found = td_submission_paragraphs (tx, p->submission, error);
    return p->found != NULL;
}

GPtrArray *td_submission_read_paragraphs (TdInstance *instance, const TdSubmission *s, GError **error)
{
    struct paragraphs p = { .submission = s };

    if (!td_store_read (instance->store, paragraphs_in, &p, error))
        g_clear_pointer (&p.found, g_ptr_array_unref);
    return p.found;
}

struct begins {
    const char *id;
    GArray *found;
};

static gboolean begins_in (TdTx *tx, gpointer data, GError **error)
{
    struct begins *b = data;

    return td_submission_begins (tx, b->id, b->found, error);
}

GArray *td_submission_read_begins (TdInstance *instance, const TdSubmission *s, GError **error)
{
    g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (int));
    struct begins b = { s->id, found };

    g_array_set_size (found, s->files->len + 1);
    if (s->files->len < 2)
        return g_steal_pointer (&found);
    return td_store_read (instance->store, begins_in, &b, error) ? g_steal_pointer (&found) : NULL;
}

struct list {
    const TdViewer *viewer;
    const TdSubmissionFilter *filter;
    GPtrArray *found;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct list *l = data;

    g_clear_pointer (&l->found, g_ptr_array_unref);
    l->found = td_submission_select (tx, l->viewer, l->filter, error);
    return l->found != NULL;
}

/* That those of a list which are not public were shown. */
static gboolean note_list (TdInstance *instance, const TdViewer *viewer, const GPtrArray *list, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();

    for (guint i = 0; i < list->len; i++) {
        TdSubmission *s = list->pdata[i];
        TdThing thing = td_submission_thing (s);
        if (td_door_reading_is_noted (viewer, &thing))
            g_ptr_array_add (ids, s->id);
    }
    return td_reading_note_shown (instance, viewer, TD_READING_LIST, ids, error);
}

GPtrArray *td_submission_list (TdInstance *instance, const TdViewer *viewer, const TdSubmissionFilter *filter,
                               GError **error)
{
    struct list l = { .viewer = viewer, .filter = filter };

    if (!td_store_read (instance->store, list_in, &l, error) || !note_list (instance, viewer, l.found, error))
        g_clear_pointer (&l.found, g_ptr_array_unref);
    return l.found;
}

struct counts {
    GHashTable *found;
};

static gboolean counts_in (TdTx *tx, gpointer data, GError **error)
{
    struct counts *c = data;

    g_hash_table_remove_all (c->found);
    return td_submission_count_public (tx, c->found, error);
}

GHashTable *td_submission_public_counts (TdInstance *instance, GError **error)
{
    g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    struct counts c = { .found = found };

    return td_store_read (instance->store, counts_in, &c, error) ? g_steal_pointer (&found) : NULL;
}

struct coverage {
    const TdViewer *viewer;
    const char *state;
    GArray *counts;
};

static gboolean coverage_in (TdTx *tx, gpointer data, GError **error)
{
    struct coverage *c = data;

    return td_submission_select_coverage (tx, c->viewer, c->state, c->counts, error);
}

GArray *td_submission_coverage (TdInstance *instance, const TdViewer *viewer, const char *state, GError **error)
{
    g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (gint64));
    struct coverage c = { .viewer = viewer, .state = state, .counts = counts };
    int most = 0;

    for (gsize i = 0; i < instance->profile->n_articles; i++)
        most = MAX (most, instance->profile->articles[i].number);
    g_array_set_size (counts, (guint) most + 1);
    return td_store_read (instance->store, coverage_in, &c, error) ? g_steal_pointer (&counts) : NULL;
}

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

/* ---- proofs and originals ---- */

static gboolean receipt_in (TdTx *tx, gpointer data, GError **error)
{
    struct get *g = data;
    TdThing thing;

    if (!get_in (tx, g, error))
        return FALSE;
    thing = td_submission_thing (g->submission);
    if (!td_door_may (g->viewer, TD_ACT_RECEIPT_READ, &thing, error))
        return FALSE;
    g_clear_pointer (&g->receipt, g_free);
    g->receipt = td_submission_load_receipt (tx, g->id, error);
    return g->receipt != NULL;
}

struct kept {
    const char *id;
    gboolean kept;
};

static gboolean kept_in (TdTx *tx, gpointer data, GError **error)
{
    struct kept *k = data;

    return td_submission_has_receipt (tx, k->id, &k->kept, error);
}

gboolean td_submission_receipt_kept (TdInstance *instance, const char *id, gboolean *ret_kept, GError **error)
{
    struct kept k = { .id = id };

    if (!td_store_read (instance->store, kept_in, &k, error))
        return FALSE;
    *ret_kept = k.kept;
    return TRUE;
}

struct complete {
    TdReceipt *receipt;
    const TdLogKey *key;
};

static gboolean complete_in (TdTx *tx, gpointer data, GError **error)
{
    struct complete *c = data;

    return td_receipt_complete (c->receipt, tx, c->key, error);
}

TdReceipt *td_submission_receipt (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  GError **error)
{
    struct get g = { .instance = instance, .viewer = viewer, .key = key, .id = id };
    g_autoptr (TdReceipt) receipt = NULL;
    struct complete c = { 0 };

    if (td_store_read (instance->store, receipt_in, &g, error))
        receipt = td_receipt_from_text (g.receipt, strlen (g.receipt), error);
    g_clear_pointer (&g.submission, td_submission_free);
    g_free (g.receipt);
    if (receipt == NULL)
        return NULL;
    c.receipt = receipt;
    c.key = td_instance_log (instance, receipt->rehearsal);
    return td_store_read (instance->store, complete_in, &c, error) ? g_steal_pointer (&receipt) : NULL;
}

GBytes *td_submission_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, int position,
                            char **ret_name, char **ret_format, GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_get (instance, viewer, key, id, error);

    return s != NULL ? td_submission_file_of (instance, viewer, s, position, ret_name, ret_format, error) : NULL;
}

const char *td_submission_part_label (TdFilePart part)
{
    static const char *const labels[TD_N_PARTS] = { N_ ("The report"), N_ ("Annex"), N_ ("Common core document") };

    return labels[part];
}

const char *td_submission_file_title (const TdSubmission *submission, const TdSubmissionFile *file)
{
    return submission->as_public && submission->masked != 0 ? NULL : file->title;
}

const char *td_submission_file_ending (const char *format)
{
    if (g_str_equal (format, "markdown"))
        return "md";
    return g_str_equal (format, "text") ? "txt" : format;
}

GBytes *td_submission_file_of (TdInstance *instance, const TdViewer *viewer, const TdSubmission *s, int position,
                               char **ret_name, char **ret_format, GError **error)
{
    const TdThing thing = td_submission_thing (s);
    const TdSubmissionFile *file;
    GBytes *bytes;

    if (!td_door_may (viewer, TD_ACT_FILE_READ, &thing, error))
        return NULL;
    if (position < 1 || position > (int) s->files->len) {
        fail (error, TD_ERROR_NOT_FOUND, "This submission has no such file.");
        return NULL;
    }
    if (!td_reading_note (instance, viewer, s, TD_READING_FILE, error))
        return NULL;
    file = s->files->pdata[position - 1];
    bytes = td_blobs_get (instance->blobs, TD_BLOB_RESTRICTED, file->sha256, error);
    if (bytes != NULL) {
        *ret_name = g_strdup (file->name);
        *ret_format = g_strdup (file->format);
    }
    return bytes;
}
